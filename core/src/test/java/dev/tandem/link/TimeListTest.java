package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeListTest {
    private static final int ROWS = 3_000;

    private static List<Integer> rows(TimeList list, double[] times) {
        List<Integer> rows = new ArrayList<>();
        TimeList.Cursor cursor = list.new Cursor(Double.NEGATIVE_INFINITY, times);
        for (int row = cursor.next(); row >= 0; row = cursor.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static NavigableSet<Integer> sorted(double[] times) {
        return new TreeSet<>(
                Comparator.<Integer>comparingDouble(row -> times[row]).thenComparing(row -> row));
    }

    /** @param distinct how many times there are */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 1_000_000})
    void rowsAreInTheOrderOfTheirTimesWhateverIsPutInAndTakenOut(int distinct) {
        Random random = new Random(distinct);
        double[] times = random.ints(ROWS, 0, distinct).asDoubleStream().toArray();
        TimeList list = new TimeList();
        NavigableSet<Integer> expected = sorted(times);
        for (int step = 0; step < 4 * ROWS; step++) {
            int row = random.nextInt(ROWS);
            boolean remove = step % (ROWS / 2) < ROWS / 8;
            if (expected.contains(row) && remove) {
                list.remove(row, times);
                expected.remove(row);
            } else if (expected.add(row)) {
                list.add(row, times);
            }
        }
        assertThat(rows(list, times)).as("seed %d", distinct).containsExactlyElementsOf(expected);
        assertThat(list.size()).isEqualTo(expected.size());
        assertThat(list.first()).isEqualTo(expected.first());
        assertThat(list.last()).isEqualTo(expected.last());
        double middle = distinct / 2.0;
        assertThat(list.before(middle, times)).isEqualTo((int)
                expected.stream().filter(row -> times[row] < middle).count());
    }

    @Test
    void aListThatWasEmptiedIsFilledAgain() {
        double[] times = new double[ROWS];
        TimeList list = new TimeList();
        for (int round = 0; round < 2; round++) {
            for (int row = 0; row < ROWS; row++) {
                times[row] = row;
                list.add(row, times);
            }
            for (int row = 0; row < ROWS; row++) {
                assertThat(list.first()).isEqualTo(row);
                list.remove(row, times);
            }
            assertThat(rows(list, times)).isEmpty();
        }
    }

    @Test
    void aCursorGoesBackToTheBeginning() {
        double[] times = new double[ROWS];
        TimeList list = new TimeList();
        for (int row = 0; row < ROWS; row++) {
            times[row] = row;
            list.add(row, times);
        }
        TimeList.Cursor cursor = list.new Cursor(ROWS - 1, times);
        for (int row = ROWS - 2; row >= 0; row--) {
            assertThat(cursor.previous()).isEqualTo(row);
        }
        assertThat(cursor.previous()).isEqualTo(-1);
        assertThat(cursor.next()).isZero();
    }

    @Test
    void theNearestAreTakenAndLaterOnesCountAsThriceAsFar() {
        double[] times = {0, 10, 20, 30, 40};
        TimeList list = new TimeList();
        for (int row = 0; row < times.length; row++) {
            list.add(row, times);
        }
        List<Integer> found = new ArrayList<>();
        list.nearest(21, 0, 40, 3, times, found::add);
        assertThat(found).containsExactly(2, 1, 0);
        found.clear();
        list.nearest(29, 15, 30, 10, times, found::add);
        assertThat(found).containsExactly(3, 2);
    }
}
