package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private static final int LENGTHS = 8;

    /** As many rows with durations, each another, and rows with one and the same word. */
    private static Readers readers(int words) {
        Table.Builder table = Table.builder(List.of("talk"));
        for (int i = 0; i < LENGTHS; i++) {
            table.add("l" + i, List.of("0:1" + i));
        }
        for (int i = 0; i < words; i++) {
            table.add("w" + i, List.of("none"));
        }
        return new Readers(table.build());
    }

    @Test
    void aColumnHoldsDurationsIfHalfOfItsRowsAreSome() {
        double[] lengths = Objects.requireNonNull(readers(LENGTHS).lengths(0, ""));
        assertThat(lengths).hasSize(2 * LENGTHS).startsWith(10, 11, 12);
        assertThat(lengths[LENGTHS]).isNaN();
    }

    @Test
    void oneOfOtherTextsInWhichFewRowsTellManyDurationsHoldsNone() {
        assertThat(readers(LENGTHS + 1).lengths(0, "")).isNull();
    }
}
