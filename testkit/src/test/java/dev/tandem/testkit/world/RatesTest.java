package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rate is met, as it is by default and as it is set. */
class RatesTest {
    private static final long SEED = 20_240_304;
    private static final int MANY = 20_000;
    private static Observed usual;

    @BeforeAll
    static void observe() {
        usual = Observed.of(oneClock(MANY).build());
    }

    /** In which only what rates say is left to chance. */
    private static WorldSettings.Builder world(int calls) {
        return WorldSettings.builder()
                .seed(SEED)
                .calls(calls)
                .dialect(1)
                .crmAgents(AgentLabel.EMAIL)
                .sessionIds(true)
                .jitter(Duration.ZERO);
    }

    private static WorldSettings.Builder oneClock(int calls) {
        return world(calls).crmOffset(Duration.ZERO).crmSkew(Duration.ZERO).swapped(false);
    }

    private static WorldSettings.Builder written(int calls) {
        return alone(Rate.STAMP_WRITTEN, 1, oneClock(calls));
    }

    /** The world that shows a rate, where it does not show in any. */
    private static Optional<WorldSettings.Builder> special(Rate rate, int calls) {
        return switch (rate) {
            case ZONE_ONE_HOUR, ZONE_WHOLE_HOURS, ZONE_TWELVE_HOURS, SKEWED, SWAPPED -> Optional.of(world(100));
            case WRITTEN_BY_JOB -> Optional.of(written(calls).rate(Rate.BY_HAND, 0));
            case WRITTEN_AT_EVENING, WRITTEN_LATER -> Optional.of(written(calls).rate(Rate.BY_HAND, 1));
            case BY_HAND -> Optional.of(written(calls).rate(Rate.WRITTEN_BY_JOB, 1));
            case NAME_ACCENTS_DROPPED -> Optional.of(oneClock(calls).contacts(MANY / 4));
            case REDIAL, BURST -> Optional.of(oneClock(calls).contacts(2 * MANY).favour(0));
            default -> Optional.empty();
        };
    }

    private static WorldSettings.Builder about(Rate rate, int calls) {
        return special(rate, calls).orElseGet(() -> oneClock(calls));
    }

    private static WorldSettings.Builder alone(Rate rate, double value, WorldSettings.Builder settings) {
        Arrays.stream(Rate.values())
                .filter(other -> other.group() == rate.group() && rate.group() != Rate.Group.ALONE)
                .forEach(other -> settings.rate(other, 0));
        return settings.rate(rate, value);
    }

    @ParameterizedTest
    @EnumSource
    void theUsualRateIsMet(Rate rate) {
        Observed seen =
                special(rate, MANY).map(world -> Observed.of(world.build())).orElse(usual);
        Measures.of(rate, seen).isAbout(rate.usual());
    }

    @ParameterizedTest
    @EnumSource
    void aRateThatIsSetIsMet(Rate rate) {
        WorldSettings settings = alone(rate, .3, about(rate, 3_000)).build();
        Measures.of(rate, Observed.of(settings)).isAbout(.3);
    }

    /** But for rows written by a job: one in six hundred of the others looks by chance as if it were. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WRITTEN_BY_JOB")
    void aRateOfZeroMeansNever(Rate rate) {
        WorldSettings settings = alone(rate, 0, about(rate, 500)).build();
        assertThat(Measures.of(rate, Observed.of(settings)).hits()).isZero();
    }
}
