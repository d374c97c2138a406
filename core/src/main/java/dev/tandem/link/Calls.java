package dev.tandem.link;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two tables of calls as numbers: times by the right table's clock, in seconds, and durations in seconds; NaN where missing. */
final class Calls {
    final int lefts;
    final int rights;
    Clock clock = Clock.steady(0);

    /** How finely left times are told, in seconds. */
    int resolution = 1;

    /** Left stamps as the right clock would show them; for a day alone, its noon. */
    double[] stamp;

    boolean[] dayOnly;

    /** The day a left stamp shows, counted from 1970. */
    double[] day;

    double[] leftLength;
    double[] start;
    double[] rightLength;
    private int @Nullable [] byTime;

    Calls(int lefts, int rights) {
        this.lefts = lefts;
        this.rights = rights;
        stamp = missing(lefts);
        dayOnly = new boolean[lefts];
        day = missing(lefts);
        leftLength = missing(lefts);
        start = missing(rights);
        rightLength = missing(rights);
    }

    static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** How long after a recording's start a left stamp is. */
    double fromStart(int left, int right) {
        return stamp[left] - start[right];
    }

    /** The left stamps that tell a time of day, ascending. */
    double[] timed() {
        return IntStream.range(0, lefts)
                .filter(l -> !dayOnly[l] && !Double.isNaN(stamp[l]))
                .mapToDouble(l -> stamp[l])
                .sorted()
                .toArray();
    }

    /** The days of the left stamps that tell no more, ascending. */
    double[] days() {
        return IntStream.range(0, lefts)
                .filter(l -> dayOnly[l])
                .mapToDouble(l -> day[l])
                .sorted()
                .toArray();
    }

    /** The right rows that have a time, in its order. */
    synchronized int[] byTime() {
        if (byTime == null) {
            int[] timed = IntStream.range(0, rights)
                    .filter(r -> !Double.isNaN(start[r]))
                    .toArray();
            byTime = Order.sorted(timed, keys(start));
        }
        return byTime;
    }

    /** Keys in the order of times. */
    static long[] keys(double[] times) {
        return Arrays.stream(times).mapToLong(Order::key).toArray();
    }
}
