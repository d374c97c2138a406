package dev.tandem.link;

import java.util.Arrays;

/**
 * How soon one call follows another that shares a number or a colleague: redials come in bursts, and a colleague makes one
 * call at a time. What the times of two different calls say is measured against this.
 */
final class Lags {
    /** Seconds from the one start to the other. */
    private static final double[] EDGES = {
        -345_600, -172_800, -86_400, -43_200, -20_480, -10_240, -5_120, -2_560, -1_280, -640, -320, -160, -80, -40, -20,
        0, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 43_200, 86_400, 172_800, 345_600
    };

    /** Where the stretches after begin; the first is so long, and so many are each twice as long as that before. */
    private static final int NOW = EDGES.length / 2;

    private static final double FIRST = 20;
    private static final int DOUBLED = 11;

    private static final int LEAST_PAIRS = 200;
    private static final int MOST_OF_LIST = 1_000;

    /** A number that more rows have is one of the company's own: its calls come at any time, one does not follow another. */
    private static final int MOST_OF_CONTACT = 100;

    private final double[] per;
    private final double[] more;

    /** @param perSecond as {@link #perSecond} gave it */
    Lags(double[] perSecond) {
        this(
                Arrays.copyOf(perSecond, perSecond.length / 2),
                Arrays.copyOfRange(perSecond, perSecond.length / 2, perSecond.length));
    }

    private Lags(double[] per, double[] more) {
        this.per = per;
        this.more = more;
    }

    /** Those of the calls of each contact. */
    static Lags ofContacts(KeyLists lists, double[] start) {
        return of(lists, start, MOST_OF_CONTACT);
    }

    /** Those of the calls of each colleague. */
    static Lags ofColleagues(KeyLists lists, double[] start) {
        return of(lists, start, Integer.MAX_VALUE);
    }

    private static Lags of(KeyLists lists, double[] start, int most) {
        double[] counts = new double[EDGES.length - 1];
        double pairs = 0;
        double rows = 1;
        for (int list = 0; list < lists.size(); list++) {
            if (lists.to(list) - lists.from(list) > most) {
                continue;
            }
            double[] at = new double[lists.to(list) - lists.from(list)];
            for (int i = 0; i < at.length; i++) {
                at[i] = lists.time(lists.from(list) + i);
            }
            pairs += (double) at.length * (at.length - 1);
            rows += at.length;
            count(at, counts);
        }
        if (pairs < LEAST_PAIRS) {
            return new Lags(new double[0], new double[0]);
        }
        double[] per = new double[counts.length];
        double[] more = new double[counts.length];
        double even = pairs / span(start);
        for (int b = 0; b < per.length; b++) {
            double width = EDGES[b + 1] - EDGES[b];
            per[b] = (counts[b] + 0.2) / (pairs + 10) / width;
            more[b] = Math.max(0, counts[b] / width - even) / rows;
        }
        return new Lags(per, more);
    }

    private static double span(double[] start) {
        double least = Arrays.stream(start).filter(s -> !Double.isNaN(s)).min().orElse(0);
        double most = Arrays.stream(start).filter(s -> !Double.isNaN(s)).max().orElse(0);
        return Math.max(86_400, most - least);
    }

    private static void count(double[] at, double[] counts) {
        int every = Math.max(1, at.length / MOST_OF_LIST);
        // How many rows are before each edge: from one row to the next these only grow.
        int[] before = new int[EDGES.length];
        for (int i = 0; i < at.length && at.length > 1; i += every) {
            for (int edge = 0; edge < EDGES.length; edge++) {
                while (before[edge] < at.length && at[before[edge]] < at[i] + EDGES[edge]) {
                    before[edge]++;
                }
            }
            for (int b = 0; b < counts.length; b++) {
                // A row is no other call than itself.
                int self = EDGES[b] <= 0 && EDGES[b + 1] > 0 ? 1 : 0;
                counts[b] += every * Math.max(0, before[b + 1] - before[b] - self);
            }
        }
    }

    /** By stretch of time, what {@link #density} and then what {@link #more} gives; empty where too little is known. */
    double[] perSecond() {
        double[] both = Arrays.copyOf(per, 2 * per.length);
        System.arraycopy(more, 0, both, per.length, more.length);
        return both;
    }

    /** The share of other calls at all lags that are told apart. */
    double total() {
        double total = 0;
        for (int b = 0; b < per.length; b++) {
            total += per[b] * (EDGES[b + 1] - EDGES[b]);
        }
        return total;
    }

    /** The share of other calls per second at a lag; NaN where too little is known. */
    double density(double lag) {
        int bin = bin(lag);
        return bin < 0 ? Double.NaN : per[bin];
    }

    /**
     * Which share of a contact's calls another call of the contact has per second at a lag, beyond what would be if they
     * were spread evenly.
     *
     * @param calls how many calls the contact has
     */
    double more(double lag, double calls) {
        int bin = calls > MOST_OF_CONTACT ? -1 : bin(lag);
        return bin < 0 ? 0 : more[bin] / Math.max(1, calls);
    }

    private int bin(double lag) {
        if (per.length == 0 || !(lag >= EDGES[0]) || lag >= EDGES[EDGES.length - 1]) {
            return -1;
        }
        // A stretch before is as one after, but that it ends where the other begins.
        double after = lag >= 0 ? lag : Math.nextDown(-lag);
        int stretch = after < FIRST ? 0 : Math.min(DOUBLED, 1 + Math.getExponent(after / FIRST));
        while (after >= EDGES[NOW + stretch + 1]) {
            stretch++;
        }
        return lag >= 0 ? NOW + stretch : NOW - 1 - stretch;
    }
}
