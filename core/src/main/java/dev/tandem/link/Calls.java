package dev.tandem.link;

import java.util.Arrays;

/** Two tables of calls as numbers: times by the right table's clock, in seconds, and durations in seconds; NaN where missing. */
final class Calls {
    final int lefts;
    final int rights;
    Clock clock = Clock.steady(0);

    /** How finely times are told, in seconds. */
    int resolution = 1;

    /** Left stamps as the right clock would show them; for a day alone, its noon. */
    double[] stamp;

    boolean[] dayOnly;

    /** The day a left stamp shows, counted from 1970. */
    double[] day;

    double[] leftLength;
    double[] start;
    double[] rightLength;

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
}
