package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {
    @Test
    void theColumnsOfTheFirstDialectAreThese() {
        CallWorld world = CallWorld.of(WorldSettings.session(0, 50));
        assertThat(world.left().columns())
                .containsExactly(
                        "logged_at",
                        "call_seconds",
                        "call_type",
                        "phone",
                        "owner",
                        "contact_name",
                        "session_id",
                        "subject");
        assertThat(world.right().columns())
                .containsExactly(
                        "start_time", "duration", "direction", "ani", "dnis", "agent", "session_id", "campaign");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aWorldWithoutPhonesHasTimeDurationDirectionAndAgentAlone(int dialect) {
        Dialect columns = Dialect.of(WorldSettings.noPhone(dialect, 50));
        assertThat(fields(columns.crm()))
                .containsExactlyInAnyOrder(Field.TIME, Field.DURATION, Field.DIRECTION, Field.AGENT);
        assertThat(fields(columns.recordings()))
                .contains(Field.TIME, Field.DIRECTION, Field.AGENT)
                .isSubsetOf(Field.TIME, Field.END, Field.DURATION, Field.DIRECTION, Field.AGENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyDialectHasWhatAPhoneWorldNeeds(int dialect) {
        Dialect columns = Dialect.of(WorldSettings.phone(dialect, 50));
        assertThat(fields(columns.crm()))
                .contains(Field.TIME, Field.DURATION, Field.DIRECTION, Field.AGENT, Field.CONTACT)
                .containsAnyOf(Field.CUSTOMER, Field.FROM)
                .doesNotContain(Field.SESSION);
        assertThat(fields(columns.recordings()))
                .contains(Field.TIME, Field.DIRECTION, Field.AGENT)
                .containsAnyOf(Field.CUSTOMER, Field.FROM)
                .containsAnyOf(Field.DURATION, Field.END)
                .doesNotContain(Field.SESSION);
    }

    private static List<Field> fields(Side side) {
        return side.columns().stream().map(Side.Column::field).toList();
    }

    @Test
    void noTwoDialectsShareTheNameOfTheTime() {
        assertThat(LongStream.range(0, Dialect.COUNT)
                        .mapToObj(seed -> Dialect.of(WorldSettings.phone(seed)))
                        .flatMap(dialect -> List.of(dialect.crm(), dialect.recordings()).stream())
                        .map(PresetsTest::nameOfTime))
                .doesNotHaveDuplicates();
    }

    private static String nameOfTime(Side side) {
        return side.columns().stream()
                .filter(column -> column.field() == Field.TIME)
                .map(Side.Column::name)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void burstsHaveBareExtensionsAgainstNamesAndAnHourBetweenTheClocks(long seed) {
        WorldSettings settings = WorldSettings.bursts(seed, 500);
        assertThat(settings.crmOffset().map(Duration::abs)).hasValue(Duration.ofHours(1));
        Observed seen = Observed.of(settings);
        assertThat(seen.files())
                .allSatisfy(file -> assertThat(file.value(Field.AGENT)).matches("(\\d{4}(;\\d{4})?)?"));
        assertThat(seen.rows())
                .allSatisfy(row -> assertThat(row.value(Field.AGENT)).matches("\\D+"));
    }

    @Test
    void theClockOfABurstsWorldIsWrongEitherWay() {
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> WorldSettings.bursts(seed, 50).crmOffset()))
                .contains(WorldSettings.phone(0).toBuilder()
                        .crmOffset(Duration.ofHours(1))
                        .build()
                        .crmOffset())
                .contains(WorldSettings.phone(0).toBuilder()
                        .crmOffset(Duration.ofHours(-1))
                        .build()
                        .crmOffset());
    }

    @Test
    void aPresetHasFiveThousandCallsUnlessSaid() {
        assertThat(WorldSettings.session(1).calls()).isEqualTo(5_000);
        assertThat(WorldSettings.phone(1).calls()).isEqualTo(5_000);
        assertThat(WorldSettings.bursts(1).calls()).isEqualTo(5_000);
        assertThat(WorldSettings.noPhone(1).calls()).isEqualTo(5_000);
        assertThat(WorldSettings.noPhone(1, 70).calls()).isEqualTo(70);
    }
}
