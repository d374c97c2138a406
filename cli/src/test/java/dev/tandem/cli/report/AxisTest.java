package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.cli.report.Axis.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final Span WIDE = new Span(0, 300);

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void ticksAreAtRoundValues() {
        Axis axis = Axis.linear(-3.5, 7.1, WIDE, 8, Figures::signed);
        assertThat(labels(axis)).containsExactly("−2.0", "0", "+2.0", "+4.0", "+6.0");
    }

    @Test
    void ticksThatHaveNoRoomAreLeftOut() {
        Axis wide = Axis.linear(0, 100_000, new Span(0, 900), 10, value -> Figures.count((long) value));
        Axis narrow = Axis.linear(0, 100_000, new Span(0, 150), 10, value -> Figures.count((long) value));
        assertThat(wide.ticks()).hasSize(11);
        assertThat(narrow.ticks()).hasSizeBetween(2, 3);
    }

    @Test
    void valuesBeyondAnEndAreAtTheEnd() {
        Axis axis = Axis.linear(0, 10, WIDE, 5, Figures::signed);
        assertThat(axis.at(5)).isEqualTo(150);
        assertThat(axis.at(-1e9)).isEqualTo(0);
        assertThat(axis.at(Double.POSITIVE_INFINITY)).isEqualTo(300);
        assertThat(axis.at(Double.NaN)).isEqualTo(0);
    }

    @Test
    void anAxisOfNoLengthIsDrawnAllTheSame() {
        assertThat(Axis.linear(3, 3, WIDE, 5, Figures::signed).at(3)).isEqualTo(0);
    }

    @Test
    void certaintyHasMoreRoom() {
        Axis axis = Axis.odds(0.01, 0.999, WIDE);
        assertThat(axis.at(0.999) - axis.at(0.99)).isGreaterThan(axis.at(0.6) - axis.at(0.5));
        assertThat(axis.at(0.5) - axis.at(0.1)).isCloseTo(axis.at(0.9) - axis.at(0.5), within(1e-9));
    }

    @Test
    void eachPowerOfTenIsAsFarAsTheNext() {
        Axis axis = Axis.powers(1_000, WIDE);
        assertThat(labels(axis)).containsExactly("1", "10", "100", "1,000");
        assertThat(axis.at(100) - axis.at(10)).isCloseTo(axis.at(1_000) - axis.at(100), within(1e-9));
        assertThat(axis.at(1)).isGreaterThan(axis.at(0));
    }
}
