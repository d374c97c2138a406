package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedRowsTest {
    private static final int ROWS = 2_000;

    /** @param keys how many keys there are: few with many rows, or many with few */
    @ParameterizedTest
    @ValueSource(ints = {3, 200, 5_000})
    void eachKeyHasItsRowsWhateverIsPutInAndTakenOut(int keys) {
        Random random = new Random(keys);
        double[] times = random.ints(ROWS, 0, 100).asDoubleStream().toArray();
        KeyedRows rows = new KeyedRows();
        Map<Long, TreeSet<Integer>> expected = new HashMap<>();
        for (int step = 0; step < 20 * ROWS; step++) {
            int row = random.nextInt(ROWS);
            // Keys that differ in their upper bits alone meet in one slot.
            long key = (long) random.nextInt(keys) << (random.nextBoolean() ? 0 : 40);
            TreeSet<Integer> of = expected.computeIfAbsent(key, k -> new TreeSet<>());
            if (of.add(row)) {
                rows.add(key, row, times);
            } else {
                of.remove(row);
                rows.remove(key, row, times);
            }
        }
        expected.forEach((key, of) -> {
            assertThat(rows.count(key)).as("seed %d", keys).isEqualTo(of.size());
            TimeList list = rows.find(key);
            assertThat(list == null ? 0 : list.size()).isEqualTo(of.size());
            if (list != null) {
                TreeSet<Integer> found = new TreeSet<>();
                TimeList.Cursor cursor = list.new Cursor(Double.NEGATIVE_INFINITY, times);
                for (int row = cursor.next(); row >= 0; row = cursor.next()) {
                    found.add(row);
                }
                assertThat(found).isEqualTo(of);
            }
        });
        assertThat(rows.count(-1)).isZero();
        assertThat(rows.find(-1)).isNull();
    }
}
