package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermIndexTest {
    private final TermIndex index = new TermIndex();

    private int[] like(long... text) {
        return index.like(new LiveQuery(index.terms, text), 3);
    }

    @Test
    void rowsWithRareTermsInCommonComeFirst() {
        for (int row = 0; row < 100; row++) {
            index.add(row, new long[] {1, 1_000 + row, 2_000 + row % 2});
        }
        assertThat(like(1_007, 1)).startsWith(7);
        assertThat(like(1_007, 2_001, 1_008)[0]).isEqualTo(7);
        assertThat(like(5)).isEmpty();
    }

    @Test
    void aTermOfVeryManyRowsIsNotLookedForUntilNoneHasIt() {
        int rows = 10_000;
        for (int row = 0; row < rows; row++) {
            index.add(row, new long[] {1, 1_000 + row});
        }
        assertThat(like(1)).isEmpty();
        assertThat(like(1, 1_500)).containsExactly(500);
        for (int row = 0; row < rows; row++) {
            index.remove(row);
        }
        assertThat(like(1, 1_500)).isEmpty();
        index.add(3, new long[] {1});
        assertThat(like(1)).containsExactly(3);
    }
}
