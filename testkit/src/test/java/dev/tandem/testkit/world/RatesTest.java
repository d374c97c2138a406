package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rate is met, as it is by default and as it is set. */
class RatesTest {
    private static final long SEED = 20_240_304;
    private static Observed usual;

    /** Contacts are so many that no two calls in a row are to one by chance. */
    private static WorldSettings.Builder world(int calls) {
        return WorldSettings.builder()
                .seed(SEED)
                .calls(calls)
                .contacts(calls)
                .favour(0)
                .dialect(1)
                .crmAgents(AgentLabel.EMAIL)
                .sessionIds(true)
                .jitter(Duration.ZERO);
    }

    private static WorldSettings.Builder oneClock(int calls) {
        return world(calls).crmOffset(Duration.ZERO).crmSkew(Duration.ZERO).swapped(false);
    }

    /** With what the rate says left to chance, and what would hide it away. */
    private static WorldSettings.Builder about(Rate rate, WorldSettings.Builder drawn, WorldSettings.Builder fixed) {
        return switch (rate) {
            case ZONE_ONE_HOUR, ZONE_WHOLE_HOURS, ZONE_TWELVE_HOURS, SKEWED, SWAPPED -> drawn;
            case WRITTEN_BY_JOB -> alone(Rate.STAMP_WRITTEN, 1, fixed).rate(Rate.BY_HAND, 0);
            case WRITTEN_AT_EVENING, WRITTEN_LATER ->
                alone(Rate.STAMP_WRITTEN, 1, fixed).rate(Rate.BY_HAND, 1);
            case BY_HAND -> alone(Rate.STAMP_WRITTEN, 1, fixed).rate(Rate.WRITTEN_BY_JOB, 1);
            default -> fixed;
        };
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
        Measures.of(rate, usual(rate)).isAbout(rate.usual());
    }

    private static Observed usual(Rate rate) {
        WorldSettings.Builder fixed = oneClock(20_000);
        WorldSettings.Builder settings = about(rate, world(2_000), fixed);
        boolean special = settings != fixed || fixed.build().rate(Rate.STAMP_WRITTEN) == 1;
        if (special) {
            return Observed.of(settings.build());
        }
        usual = usual == null ? Observed.of(settings.build()) : usual;
        return usual;
    }

    @ParameterizedTest
    @EnumSource
    void aRateThatIsSetIsMet(Rate rate) {
        WorldSettings.Builder settings = about(rate, world(4_000), oneClock(4_000));
        Measures.of(rate, Observed.of(alone(rate, .3, settings).build())).isAbout(.3);
    }

    /** But for rows written by a job: one in six hundred of the others looks by chance as if it were. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WRITTEN_BY_JOB")
    void aRateOfZeroMeansNever(Rate rate) {
        WorldSettings.Builder settings = about(rate, world(1_000), oneClock(1_000));
        Share share = Measures.of(rate, Observed.of(alone(rate, 0, settings).build()));
        assertThat(share.hits()).isZero();
    }
}
