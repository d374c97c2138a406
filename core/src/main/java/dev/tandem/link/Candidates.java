package dev.tandem.link;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pairs worth a look: near in time, or with a key in common and not too far. Every list is bounded. */
final class Candidates {
    private static final int NEAR = 40;
    private static final int KEYED = 40;
    private static final double DAY = 86_400;

    private final Calls calls;
    private int[] left = new int[1024];
    private int[] right = new int[1024];
    private int size;
    private final double[] times;
    private final int[] order;

    Candidates(Calls calls, List<Evidence> evidence, boolean wide) {
        this.calls = calls;
        order = byTime(calls.start);
        times = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            times[i] = calls.start[order[i]];
        }
        double span = times.length < 2 ? DAY : times[times.length - 1] - times[0] + 1;
        double reach = Math.max(600, Math.min(1.5 * DAY, NEAR / 3.0 * span / times.length));
        for (int l = 0; l < calls.lefts; l++) {
            near(l, reach);
        }
        for (Evidence one : evidence) {
            if (one instanceof KeyedEvidence keyed) {
                keyed(keyed, wide);
            }
        }
        distinct();
    }

    int[] lefts() {
        return Arrays.copyOf(left, size);
    }

    int[] rights() {
        return Arrays.copyOf(right, size);
    }

    static int[] byTime(double[] start) {
        Integer[] rows = new Integer[start.length];
        Arrays.setAll(rows, i -> i);
        return Arrays.stream(rows)
                .filter(i -> !Double.isNaN(start[i]))
                .sorted(Comparator.comparingDouble(i -> start[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    private void add(int l, int r) {
        if (size == left.length) {
            left = Arrays.copyOf(left, 2 * size);
            right = Arrays.copyOf(right, 2 * size);
        }
        left[size] = l;
        right[size++] = r;
    }

    private void near(int l, double reach) {
        double s = calls.stamp[l];
        if (Double.isNaN(s) || calls.dayOnly[l]) {
            return;
        }
        nearest(l, order, times, s, s - reach, s + Math.min(reach, 1200), NEAR);
    }

    /** The nearest rows of a list in order of time, before and after in turn. */
    private void nearest(int l, int[] rows, double[] at, double s, double from, double to, int most) {
        int before = Clock.lower(at, s) - 1;
        int after = before + 1;
        for (int n = 0; n < most; n++) {
            boolean canBefore = before >= 0 && at[before] >= from;
            boolean canAfter = after < at.length && at[after] <= to;
            if (!canBefore && !canAfter) {
                return;
            }
            boolean takeBefore = canBefore && (!canAfter || s - at[before] <= 3 * (at[after] - s));
            add(l, takeBefore ? rows[before--] : rows[after++]);
        }
    }

    private void keyed(KeyedEvidence keyed, boolean wide) {
        Map<Long, int[]> lists = keyed.rightsByKey(order);
        Map<Long, double[]> timesOf = new HashMap<>();
        for (int l = 0; l < calls.lefts; l++) {
            for (long key : keyed.leftKeys(l)) {
                int[] rows = lists.get(key);
                if (rows == null) {
                    continue;
                }
                double[] at = timesOf.computeIfAbsent(
                        key, k -> Arrays.stream(rows).mapToDouble(r -> calls.start[r]).toArray());
                double s = calls.stamp[l];
                if (Double.isNaN(s)) {
                    continue;
                }
                boolean dayOnly = calls.dayOnly[l];
                nearest(l, rows, at, s, s - (dayOnly ? 2 : 4) * DAY, s + (dayOnly ? DAY : 1800), dayOnly ? 3 * KEYED : KEYED);
            }
        }
    }

    /** Each pair once, by left row. */
    private void distinct() {
        long[] pairs = new long[size];
        for (int i = 0; i < size; i++) {
            pairs[i] = (long) left[i] << 32 | right[i];
        }
        Arrays.sort(pairs);
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || pairs[i] != pairs[i - 1]) {
                left[n] = (int) (pairs[i] >> 32);
                right[n++] = (int) pairs[i];
            }
        }
        size = n;
    }
}
