package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldSettingsTest {
    private static void refused(UnaryOperator<WorldSettings.Builder> change, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(WorldSettings.builder()).build())
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotARateIsRefusedByItsName(Rate rate) {
        refused(settings -> settings.rate(rate, -.1), rate.name());
        refused(settings -> settings.rate(rate, 1.1), rate.name());
        refused(settings -> settings.rate(rate, Double.NaN), rate.name());
    }

    @Test
    void ratesThatExcludeEachOtherAddUpToOneAtMost() {
        refused(settings -> settings.rate(Rate.STAMP_END, .9), "STAMP");
        refused(settings -> settings.rate(Rate.PHONE_MASKED, .5), "PHONE");
        assertThat(WorldSettings.builder().rate(Rate.STAMP_END, .85).build().rate(Rate.STAMP_END))
                .isEqualTo(.85);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECORDING_ONLY", "ROW_ONLY"})
    void neitherSystemIsWithoutTheOther(Rate rate) {
        refused(settings -> settings.rate(rate, 1), rate.name());
    }

    @Test
    void whatCannotBeIsRefused() {
        refused(settings -> settings.calls(0), "calls");
        refused(settings -> settings.agents(-1), "agents");
        refused(settings -> settings.contacts(-1), "contacts");
        refused(settings -> settings.workingDays(0), "working");
        refused(settings -> settings.workingHours(9, 9), "working");
        refused(settings -> settings.workingHours(9, 25), "working");
        refused(settings -> settings.favour(-1), "favour");
        refused(settings -> settings.jitter(Duration.ofSeconds(-1)), "jitter");
        refused(settings -> settings.dialect(5), "0 to 4");
    }

    @Test
    void moreCallsThanAgentsCanMakeAreRefused() {
        refused(settings -> settings.agents(2), "do not fit");
    }

    @Test
    void aBuilderThatGoesOnLeavesWhatItBuiltAlone() {
        WorldSettings.Builder builder = WorldSettings.builder().calls(70);
        WorldSettings settings = builder.build();
        builder.calls(80).rate(Rate.INBOUND, 1);
        assertThat(settings.calls()).isEqualTo(70);
        assertThat(settings.rate(Rate.INBOUND)).isEqualTo(Rate.INBOUND.usual());
    }

    @Test
    void agentsAndContactsGrowWithTheCalls() {
        WorldSettings small = WorldSettings.phone(1, 10);
        assertThat(small.agents()).isEqualTo(4);
        assertThat(small.contacts()).isEqualTo(10);
        WorldSettings large = WorldSettings.phone(1, 100_000);
        assertThat(large.agents()).isEqualTo(500);
        assertThat(large.contacts()).isEqualTo(30_000);
    }

    @Test
    void theSeedChoosesTheDialect() {
        assertThat(WorldSettings.phone(7).dialect()).isEqualTo(2);
        assertThat(WorldSettings.phone(-1).dialect()).isEqualTo(4);
        assertThat(WorldSettings.phone(7).toBuilder().dialect(0).build().dialect())
                .isZero();
    }
}
