package dev.tandem.link;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right rows worth a look for a left row: near in time, or with a key in common and not too far. Every list is bounded,
 * so that no value that many rows share makes the work quadratic. For many threads at once, each with a {@link Taker}.
 */
final class CallCandidates {
    static final int NEAR = 40;
    static final int KEYED = 40;
    static final int ON_A_DAY = 120;
    static final double DAY = 86_400;

    /** How far a call is looked for before its stamp, and after it, in seconds. */
    static final double BACK = 4 * DAY;

    static final double AHEAD = 1_800;
    static final double NEAR_AHEAD = 1_200;
    private static final double LEAST_REACH = 600;

    private final Calls calls;
    private final int[] order;
    private final double[] times;
    private final double reach;
    private final List<KeyedEvidence> keyed;
    private final List<KeyLists> lists;

    CallCandidates(Calls calls, List<KeyedEvidence> keyed) {
        this.calls = calls;
        this.keyed = keyed;
        order = calls.byTime();
        times = Arrays.stream(order).mapToDouble(r -> calls.start[r]).toArray();
        double span = times.length < 2 ? DAY : times[times.length - 1] - times[0] + 1;
        reach = reach(span, times.length);
        lists = keyed.stream().map(KeyedEvidence::lists).toList();
    }

    /** How far the nearest of so many rows in a span are looked for, in seconds. */
    static double reach(double span, int rows) {
        return Math.max(LEAST_REACH, Math.min(1.5 * DAY, NEAR / 3.0 * span / Math.max(1, rows)));
    }

    /** Collects the candidates of one left row after another. Used by one thread. */
    final class Taker {
        private int[] taken = new int[256];
        private int size;

        /** The candidates of a left row, ascending. */
        int[] of(int left) {
            size = 0;
            double s = calls.stamp[left];
            boolean day = calls.dayOnly[left];
            if (!Double.isNaN(s) && !day) {
                nearest(s, s - reach, s + Math.min(reach, NEAR_AHEAD), -1, null, NEAR);
            }
            for (int k = 0; k < lists.size(); k++) {
                for (long key : keyed.get(k).leftKeys(left)) {
                    int list = lists.get(k).find(key);
                    if (list >= 0) {
                        keyed(lists.get(k), list, s, day);
                    }
                }
            }
            Arrays.sort(taken, 0, size);
            int n = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || taken[i] != taken[i - 1]) {
                    taken[n++] = taken[i];
                }
            }
            return Arrays.copyOf(taken, n);
        }

        private void keyed(KeyLists of, int list, double s, boolean day) {
            if (Double.isNaN(s)) {
                for (int i = of.from(list); i < Math.min(of.to(list), of.from(list) + KEYED); i++) {
                    add(of.row(i));
                }
            } else if (day) {
                nearest(s, s - 2 * DAY, s + DAY, list, of, ON_A_DAY);
            } else {
                nearest(s, s - BACK, s + AHEAD, list, of, KEYED);
            }
        }

        private void add(int right) {
            if (size == taken.length) {
                taken = Arrays.copyOf(taken, 2 * size);
            }
            taken[size++] = right;
        }

        /** The nearest rows of a list, or of all, in order of time; later ones count as thrice as far. */
        private void nearest(double s, double from, double to, int list, @Nullable KeyLists of, int most) {
            int lo = of == null ? 0 : of.from(list);
            int hi = of == null ? order.length : of.to(list);
            int after = lower(s, lo, hi, of);
            int before = after - 1;
            for (int n = 0; n < most; n++) {
                double back = before >= lo ? time(before, of) : Double.NEGATIVE_INFINITY;
                double ahead = after < hi ? time(after, of) : Double.POSITIVE_INFINITY;
                if (back < from && ahead > to) {
                    return;
                }
                boolean takeBefore = back >= from && (ahead > to || s - back <= 3 * (ahead - s));
                add(row(takeBefore ? before-- : after++, of));
            }
        }

        private int lower(double s, int from, int to, @Nullable KeyLists of) {
            int lo = from;
            int hi = to;
            while (lo < hi) {
                int mid = (lo + hi) >>> 1;
                if (time(mid, of) < s) {
                    lo = mid + 1;
                } else {
                    hi = mid;
                }
            }
            return lo;
        }

        private int row(int at, @Nullable KeyLists of) {
            return of == null ? order[at] : of.row(at);
        }

        private double time(int at, @Nullable KeyLists of) {
            return of == null ? times[at] : of.time(at);
        }
    }
}
