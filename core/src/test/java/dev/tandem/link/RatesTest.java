package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final long SEED = 7;

    @Test
    void theNumberOfMatchesIsThatBeyondTheNull() {
        Random random = new Random(SEED);
        float[] sortedNull = new float[2_000];
        float[] assigned = new float[1_000];
        for (int i = 0; i < sortedNull.length; i++) {
            sortedNull[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < assigned.length; i++) {
            assigned[i] = (float) random.nextGaussian() + (i < 300 ? 8 : 0);
        }
        Arrays.sort(sortedNull);
        assertThat(Rates.matches(descending(assigned), sortedNull, assigned.length))
                .as("seed " + SEED)
                .isCloseTo(300, within(30.0));
    }

    @Test
    void probabilitiesFallWithTheScores() {
        double[] probability = Rates.probabilities(new double[] {0, 0.1, 0.1, 0.9, 1.2, 2.2});
        assertThat(probability[0]).isEqualTo(1);
        for (int i = 1; i < probability.length; i++) {
            assertThat(probability[i]).isBetween(0.0, probability[i - 1]);
        }
        assertThat(Arrays.stream(probability).sum()).isCloseTo(6 - 2.2, within(1e-9));
    }

    @Test
    void aHillBeyondAValleyIsNoMoreLikelyThanTheValley() {
        float[] assigned = new float[500];
        for (int i = 0; i < assigned.length; i++) {
            assigned[i] = i < 400 ? 8 - i * 0.005f : -5 - i * 0.001f;
        }
        double[] probability = new double[500];
        Arrays.fill(probability, 1);
        Rates.boundByValley(assigned, probability);
        assertThat(probability[399]).isEqualTo(1);
        assertThat(probability[400]).isLessThan(0.1);
    }

    @Test
    void aNullGoesOnBeyondItsGreatestValue() {
        Random random = new Random(SEED);
        float[] sortedNull = new float[300];
        for (int i = 0; i < sortedNull.length; i++) {
            sortedNull[i] = (float) -Math.log(1 - random.nextDouble());
        }
        Arrays.sort(sortedNull);
        float greatest = sortedNull[sortedNull.length - 1];
        double atGreatest = Rates.reaching(sortedNull, Math.nextUp(greatest));
        assertThat(Rates.reaching(sortedNull, greatest + 10))
                .as("seed " + SEED)
                .isPositive()
                .isLessThan(1e-2 * atGreatest);
        assertThat(Rates.reaching(sortedNull, greatest)).isGreaterThanOrEqualTo(atGreatest);
    }

    private static float[] descending(float[] some) {
        float[] out = new float[some.length];
        Arrays.sort(some);
        for (int i = 0; i < out.length; i++) {
            out[i] = some[some.length - 1 - i];
        }
        return out;
    }
}
