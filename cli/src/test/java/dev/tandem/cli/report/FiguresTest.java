package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static String percent(double share) {
        return Figures.percent(share).replace('\u00A0', ' ');
    }

    @Test
    void aShareHasOneDecimalWhereItMatters() {
        assertThat(percent(0.65)).isEqualTo("65 %");
        assertThat(percent(0.9734)).isEqualTo("97.3 %");
        assertThat(percent(0)).isEqualTo("0 %");
        assertThat(percent(1)).isEqualTo("100 %");
        assertThat(percent(Double.NaN)).isEqualTo("–");
    }

    @Test
    void whatIsNotQuiteAllOrNothingDoesNotLookIt() {
        assertThat(percent(0.9996)).isEqualTo("99.96 %");
        assertThat(percent(0.99996)).isEqualTo("99.996 %");
        assertThat(percent(1 - 1e-9)).isEqualTo("> 99.999 %");
        assertThat(percent(0.9999999999)).isEqualTo("> 99.999 %");
        assertThat(percent(1e-9)).isEqualTo("< 0.001 %");
        assertThat(percent(0.0004)).isEqualTo("0.04 %");
    }

    @Test
    void aWeightHasItsSign() {
        assertThat(Figures.signed(6.24)).isEqualTo("+6.2");
        assertThat(Figures.signed(-2.38)).isEqualTo("−2.4");
        assertThat(Figures.signed(-0.01)).isEqualTo("0");
        assertThat(Figures.signed(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
        assertThat(Figures.signed(-1e300).length()).isLessThan(8);
    }

    @Test
    void numbersAreShortOnAnAxis() {
        assertThat(Figures.shortCount(100)).isEqualTo("100");
        assertThat(Figures.shortCount(12_000)).isEqualTo("12k");
        assertThat(Figures.shortCount(2_500_000)).isEqualTo("2.5M");
    }

    @Test
    void aDurationIsToldWithoutItsSign() {
        assertThat(Figures.duration(Duration.ofMinutes(-90)).replace('\u00A0', ' '))
                .isEqualTo("1 h 30 min");
        assertThat(Figures.duration(Duration.ofSeconds(17)).replace('\u00A0', ' '))
                .isEqualTo("17 s");
        assertThat(Figures.duration(Duration.ofMillis(-120)).replace('\u00A0', ' '))
                .isEqualTo("120 ms");
    }
}
