package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {
    private static final int STAMPS = 3_000;
    private static final double SPAN = 10 * 86_400;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private double[] real() {
        return random.doubles(STAMPS, 0, SPAN).map(Math::rint).sorted().toArray();
    }

    private interface Ahead {
        double at(double time);
    }

    /** Two in three stamps tell the time within a second or so, the others are something else. */
    private double[] shown(double[] real, Ahead ahead) {
        double[] shown = new double[real.length];
        for (int i = 0; i < real.length; i++) {
            double off = i % 3 == 0 ? 1_800 * random.nextDouble() : random.nextGaussian();
            shown[i] = Math.rint(real[i] + ahead.at(real[i]) + off);
        }
        return shown;
    }

    private Clock clock(double[] shown, double[] real) {
        Clock clock = Clock.steady(shown, real);
        assertThat(clock).as("seed %d", seed).isNotNull();
        return Objects.requireNonNull(clock);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3_600, -25_200, 19_800, 50_400, 95})
    void aConstantOffsetIsFound(double offset) {
        double[] real = real();
        Clock clock = clock(shown(real, time -> offset), real);
        assertThat(clock.isClear()).as("seed %d", seed).isTrue();
        assertThat(clock.ahead(SPAN / 2)).as("seed %d", seed).isCloseTo(offset, within(2.0));
    }

    @Test
    void aStepOfAnHourIsFoundWhereItIs() {
        double[] real = real();
        double[] shown = shown(real, time -> time < SPAN / 3 ? 0 : 3_600);
        Clock clock = clock(shown, real).overTime(shown, real);
        assertThat(clock.ahead(SPAN / 3 - 7_200)).as("seed %d", seed).isCloseTo(0, within(2.0));
        assertThat(clock.ahead(SPAN / 3 + 10_800)).as("seed %d", seed).isCloseTo(3_600, within(2.0));
    }

    @Test
    void aDriftIsFollowed() {
        double[] real = real();
        double[] shown = shown(real, time -> 600 + 20 * time / 86_400);
        Clock clock = clock(shown, real).overTime(shown, real);
        assertThat(clock.ahead(SPAN * 0.25)).as("seed %d", seed).isCloseTo(650, within(6.0));
        assertThat(clock.ahead(SPAN * 0.75)).as("seed %d", seed).isCloseTo(750, within(6.0));
    }

    @Test
    void driftDoesNotPassForStampsWithoutSeconds() {
        double[] real = real();
        double[] shown = shown(real, time -> 600 + 20 * time / 86_400);
        assertThat(clock(shown, real).overTime(shown, real).width())
                .as("seed %d", seed)
                .isEqualTo(5);
    }

    /** So many that only some differences are counted, and that another event is nearer than most stamps are true. */
    private double[] crowded() {
        return random.doubles(80_000, 0, 86_400).map(Math::rint).sorted().toArray();
    }

    @Test
    void anOffsetIsFoundInACrowd() {
        double[] real = crowded();
        Clock clock = clock(shown(real, time -> 3_600), real);
        assertThat(clock.isClear()).as("seed %d", seed).isTrue();
        assertThat(clock.ahead(43_200)).as("seed %d", seed).isCloseTo(3_600, within(2.0));
    }

    @Test
    void aStepIsFoundInACrowd() {
        double[] real = crowded();
        double[] shown = shown(real, time -> time < 28_800 ? 0 : 3_600);
        Clock clock = clock(shown, real).overTime(shown, real);
        assertThat(clock.ahead(20_000)).as("seed %d", seed).isCloseTo(0, within(2.0));
        assertThat(clock.ahead(50_000)).as("seed %d", seed).isCloseTo(3_600, within(2.0));
    }

    @Test
    void crowdsOfOtherEventsHaveNoClock() {
        assertThat(clock(crowded(), crowded()).isClear()).as("seed %d", seed).isFalse();
    }

    @Test
    void unrelatedListsHaveNoClock() {
        assertThat(clock(real(), real()).isClear()).as("seed %d", seed).isFalse();
    }

    @Test
    void emptyListsHaveNoClock() {
        assertThat(Clock.steady(new double[] {Double.NaN}, real())).isNull();
        assertThat(Clock.steady(real(), new double[0])).isNull();
    }
}
