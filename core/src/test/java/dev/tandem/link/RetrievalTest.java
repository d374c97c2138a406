package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    private static final long SEED = 21;
    private static final int ROWS = 120;
    private static final int K = 4;

    @Test
    void theBestOfEachRowAreThoseOfAllPairs() {
        Random random = new Random(SEED);
        TermSpace space = new TermSpace(bags(random), null, bags(random), null);
        Set<Long> found = pairs(space, Long.MAX_VALUE);
        for (int row = 0; row < ROWS; row++) {
            int left = row;
            double[] cosines = IntStream.range(0, ROWS)
                    .mapToDouble(right -> space.cosine(left, right))
                    .sorted()
                    .toArray();
            for (int right = 0; right < ROWS; right++) {
                if (space.cosine(left, right) > cosines[ROWS - 1 - K] + 1e-6) {
                    assertThat(found).as("seed " + SEED).contains(Edges.key(left, right));
                }
            }
        }
        assertThat(found).hasSizeLessThanOrEqualTo(2 * K * ROWS);
    }

    @Test
    void aTermOfAllRowsIsLeftOutIfItIsTooMuchWork() {
        Bags all = Bags.of(ROWS, row -> row == 0 ? new long[] {1, 2} : new long[] {1});
        TermSpace space = new TermSpace(all, null, all, null);
        assertThat(pairs(space, 100)).containsExactly(Edges.key(0, 0));
        assertThat(pairs(space, Long.MAX_VALUE)).hasSizeGreaterThan(ROWS);
    }

    @Test
    void rowsWithNothingInCommonAreNoCandidates() {
        Bags left = Bags.of(ROWS, row -> new long[] {row});
        Bags right = Bags.of(ROWS, row -> new long[] {ROWS + row});
        assertThat(pairs(new TermSpace(left, null, right, null), Long.MAX_VALUE))
                .isEmpty();
    }

    private static Bags bags(Random random) {
        return Bags.of(
                ROWS,
                row -> IntStream.range(0, 5).mapToLong(i -> random.nextInt(40)).toArray());
    }

    private static Set<Long> pairs(TermSpace space, long bound) {
        try (Parallel parallel = new Parallel(1)) {
            Set<Long> out = new HashSet<>();
            Arrays.stream(new Retrieval(space, bound, parallel).pairs(K)).forEach(out::add);
            return out;
        }
    }
}
