package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagsTest {
    /** As many stretches as there are, each told by its number. */
    private static Lags numbered() {
        double[] numbers = new double[60];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 30;
        }
        return new Lags(numbers);
    }

    @Test
    void stretchesEndWhereTheNextBegin() {
        double[] edges = {0, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 43_200, 86_400, 172_800};
        Lags lags = numbered();
        for (int i = 0; i < edges.length; i++) {
            assertThat(lags.density(edges[i])).as("from %s s on", edges[i]).isEqualTo(15.0 + i);
            assertThat(lags.density(edges[i] + 19)).as("%s s", edges[i] + 19).isEqualTo(15.0 + i);
            if (i > 0) {
                assertThat(lags.density(Math.nextDown(edges[i])))
                        .as("before %s s", edges[i])
                        .isEqualTo(14.0 + i);
                assertThat(lags.density(-edges[i]))
                        .as("from %s s before", edges[i])
                        .isEqualTo(15.0 - i);
                assertThat(lags.density(-edges[i] - 1))
                        .as("%s s before", edges[i] + 1)
                        .isEqualTo(14.0 - i);
            }
        }
    }

    @Test
    void whatIsTooFarOrMissingIsInNoStretch() {
        Lags lags = numbered();
        assertThat(lags.density(345_600)).isNaN();
        assertThat(lags.density(-345_601)).isNaN();
        assertThat(lags.density(-345_600)).isZero();
        assertThat(lags.density(Double.NaN)).isNaN();
    }

    @Test
    void theCallsOfOneOfTheCompanysOwnNumbersDoNotFollowOneAnother() {
        Lags lags = numbered();
        assertThat(lags.more(0, 100)).isEqualTo(0.15);
        assertThat(lags.more(0, 101)).isZero();
    }
}
