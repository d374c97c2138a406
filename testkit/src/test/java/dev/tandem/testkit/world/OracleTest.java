package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets can be solved, and are not trivial: docs/worlds.md has these figures. */
class OracleTest {
    private static double f1(WorldSettings settings, int dialect) {
        WorldSettings told = settings.toBuilder()
                .dialect(dialect)
                .crmOffset(Duration.ZERO)
                .recordingAgents(AgentLabel.EXTENSION)
                .crmAgents(AgentLabel.EXTENSION)
                .build();
        double f1 = new Oracle(Observed.of(told), dialect == 3 ? 60 : 1).f1();
        System.out.printf("seed %d, dialect %d: F1 %.4f%n", settings.seed(), dialect, f1);
        return f1;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void phonesTellNearlyAll(long seed) {
        assertThat(f1(WorldSettings.phone(seed), 0)).isBetween(.990, .999);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void burstsCanBeToldApart(long seed) {
        assertThat(f1(WorldSettings.bursts(seed), 0)).isBetween(.987, .998);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void withoutPhonesTimeAndAgentTellMost(long seed) {
        assertThat(f1(WorldSettings.noPhone(seed), 0)).isBetween(.965, .985);
    }

    @Test
    void wholeMinutesTellLess() {
        assertThat(f1(WorldSettings.noPhone(1), 3)).isBetween(.955, f1(WorldSettings.noPhone(1), 0));
    }

    @Test
    void theDearestPlaceGoesToWhoNeedsItMost() {
        assertThat(Auction.assign(
                        List.of(
                                List.of(new Auction.Offer(0, 5), new Auction.Offer(1, 4)),
                                List.of(new Auction.Offer(0, 5)),
                                List.of(new Auction.Offer(0, 4.5), new Auction.Offer(2, -1))),
                        3))
                .containsExactly(1, 0, -1);
    }
}
