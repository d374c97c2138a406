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
        Rates.boundByValley(assigned, probability, false);
        assertThat(probability[399]).isEqualTo(1);
        assertThat(probability[400]).isLessThan(0.1);
    }

    @Test
    void whereFewRowsHaveAPartnerAHillOfPositiveScoresMayBeFalse() {
        float[] assigned = new float[500];
        for (int i = 0; i < assigned.length; i++) {
            assigned[i] = i < 150 ? 20 - i * 0.05f : i < 450 ? 3 - i * 0.005f : -i * 0.01f;
        }
        double[] manyPartners = new double[500];
        Arrays.fill(manyPartners, 0, 160, 1);
        double[] fewPartners = manyPartners.clone();
        Rates.boundByValley(assigned, manyPartners, false);
        Rates.boundByValley(assigned, fewPartners, true);
        assertThat(manyPartners[155]).isEqualTo(1);
        assertThat(fewPartners[149]).isEqualTo(1);
        assertThat(fewPartners[155]).isLessThan(0.1);
    }

    @Test
    void aNullOfFewRowsIsTakenPessimistically() {
        double few = Rates.reachingAtMost(ascending(30), 27) / Rates.reaching(ascending(30), 27);
        double many = Rates.reachingAtMost(ascending(3_000), 2_700) / Rates.reaching(ascending(3_000), 2_700);
        assertThat(few).isGreaterThan(1.5);
        assertThat(many).isBetween(1.0, 1.2);
        assertThat(Rates.reachingAtMost(ascending(30), 0)).isLessThanOrEqualTo(1);
    }

    private static float[] ascending(int n) {
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = i;
        }
        return out;
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
