package dev.tandem.link;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where the stamps of calls lie: at the start, at the end, some time later, when somebody or something logged them, or now
 * and then earlier, or only on the day. A mixture, whose shares and delays are learned by expectation and maximisation.
 * Asking is for many threads at once, learning for one.
 */
final class Delays {
    /** Seconds around the start or the end; the heap is narrow where clocks are good. */
    private static final double[] NEAR = {
        -600.5, -300.5, -120.5, -60.5, -45.5, -30.5, -15.5, -8.5, -4.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4.5, 8.5, 15.5,
        30.5, 45.5, 60.5, 120.5, 300.5, 600.5
    };

    /** Seconds after the end, or before the start. */
    private static final double[] FAR = {
        0, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 43_200, 86_400, 172_800, 345_600
    };

    /** The stretch of each second after the first edge. */
    private static final byte[] NEAR_BY_SECOND = nearBySecond();

    static final int START = 0;
    static final int END = 1;
    static final int LATER = 2;
    static final int EARLIER = 3;
    static final int KINDS = 4;
    private static final double[] SHARE = {0.6, 0.2, 0.17, 0.03};
    private static final double[] DAY_SHARE = {0.9, 0.06, 0.04};

    /** Over how many days each of the three cases spreads. */
    private static final double[] DAY_SPREAD = {1, 3, 1_000};

    private static final double LEAST = 1e-12;
    private static final double STRENGTH = 20;

    private final double[][] prior = new double[KINDS][];
    private final double[][] per = new double[KINDS][];
    private final double[][] seen = new double[KINDS][];
    private double[] share = SHARE.clone();
    private final double[] seenShare = new double[KINDS];
    private double[] dayShare = DAY_SHARE.clone();
    private final double[] seenDay = new double[DAY_SHARE.length];

    /** How likely a stamp of each kind is in each stretch, per second; last, nowhere. */
    private final double[][] likely = new double[KINDS][];

    /** @param narrow how wide the heap is expected to be, in seconds */
    Delays(double narrow) {
        for (int k = 0; k < KINDS; k++) {
            prior[k] = k <= END ? near(narrow) : even(FAR.length - 1);
            seen[k] = new double[prior[k].length];
        }
        learn();
    }

    private static double[] near(double narrow) {
        double[] mass = new double[NEAR.length - 1];
        for (int i = 0; i < mass.length; i++) {
            double x = (NEAR[i] + NEAR[i + 1]) / 2;
            double width = NEAR[i + 1] - NEAR[i];
            mass[i] = width
                    * (0.75 * Math.exp(-x * x / (2 * narrow * narrow)) / narrow
                            + 0.2 * Math.exp(-Math.abs(x) / 6) / 6
                            + 0.05 * Math.exp(-Math.abs(x) / 60) / 60);
        }
        double sum = Arrays.stream(mass).sum();
        return Arrays.stream(mass).map(m -> m / sum).toArray();
    }

    private static double[] even(int size) {
        double[] mass = new double[size];
        Arrays.fill(mass, 1.0 / size);
        return mass;
    }

    private static byte[] nearBySecond() {
        byte[] bins = new byte[1 + (int) (NEAR[NEAR.length - 1] - NEAR[0])];
        for (int second = 0, bin = 0; second < bins.length; second++) {
            bin += NEAR[0] + second >= NEAR[bin + 1] ? 1 : 0;
            bins[second] = (byte) bin;
        }
        return bins;
    }

    private static int bin(double[] edges, double x) {
        if (!(x >= edges[0]) || x >= edges[edges.length - 1]) {
            return -1;
        }
        // The edges of the one are whole seconds after the first, those of the other each about twice the one before.
        int bin = edges == NEAR
                ? NEAR_BY_SECOND[(int) (x - NEAR[0])]
                : x < FAR[1] ? 0 : Math.min(FAR.length - 2, 1 + Math.getExponent(x / FAR[1]));
        while (x < edges[bin]) {
            bin--;
        }
        while (x >= edges[bin + 1]) {
            bin++;
        }
        return bin;
    }

    private double part(int kind, double x) {
        return likely[kind][stretch(kind, x)];
    }

    private static int stretch(int kind, double x) {
        double[] edges = kind <= END ? NEAR : FAR;
        int bin = bin(edges, x);
        return bin < 0 ? edges.length - 1 : bin;
    }

    /** In which stretch a stamp lies as each kind sees it: what is to be known of it to weigh it. Eight bits a kind. */
    static int stretches(double fromStart, double fromEnd) {
        int stretches = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            stretches |= stretch(kind, place(kind, fromStart, fromEnd)) << (8 * kind);
        }
        return stretches;
    }

    /** Where a left stamp lies as each kind sees it; NaN where a kind is impossible. */
    private static double place(int kind, double fromStart, double fromEnd) {
        boolean open = Double.isNaN(fromEnd);
        return switch (kind) {
            case START -> fromStart;
            case END -> fromEnd;
            case LATER -> open ? fromStart : fromEnd;
            default -> fromStart < 0 ? -fromStart : Double.NaN;
        };
    }

    /** How likely a stamp of the call is there, per second. */
    private double mixture(double fromStart, double fromEnd) {
        double sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            sum += part(kind, place(kind, fromStart, fromEnd));
        }
        return sum;
    }

    /**
     * The weight of a stamp in some stretches.
     *
     * @param other how likely the stamp of another call is there, per second
     */
    double weight(int stretches, double other) {
        double mixture = likely[START][stretches & 255]
                + likely[END][stretches >>> 8 & 255]
                + likely[LATER][stretches >>> 16 & 255]
                + likely[EARLIER][stretches >>> 24];
        return Math.log((mixture + LEAST) / other);
    }

    /**
     * The weight of a stamp.
     *
     * @param fromEnd NaN if the end is not known
     * @param other how likely the stamp of another call is there, per second
     */
    double weight(double fromStart, double fromEnd, double other) {
        return weight(stretches(fromStart, fromEnd), other);
    }

    /** How a day compares: 0 for the call's own, 1 for one soon after, 2 for another. */
    static int dayLevel(double daysAfter) {
        return daysAfter == 0 ? 0 : daysAfter > 0 && daysAfter <= 3 ? 1 : 2;
    }

    /** @param other which share of other calls is on that day */
    double dayWeight(int dayLevel, double other) {
        return Math.log(dayShare[dayLevel] / DAY_SPREAD[dayLevel] / other);
    }

    void observeDay(int dayLevel, double probability) {
        seenDay[dayLevel] += probability;
    }

    void observe(double fromStart, double fromEnd, double probability) {
        double all = mixture(fromStart, fromEnd);
        for (int kind = 0; kind < KINDS && all > 0; kind++) {
            double x = place(kind, fromStart, fromEnd);
            double p = probability * part(kind, x) / all;
            if (p > 0) {
                seenShare[kind] += p;
                seen[kind][bin(kind <= END ? NEAR : FAR, x)] += p;
            }
        }
    }

    /** Learns from what was observed, and forgets it. */
    void learn() {
        share = Evidence.shares(seenShare, share, STRENGTH);
        Arrays.fill(seenShare, 0);
        dayShare = Evidence.shares(seenDay, DAY_SHARE, STRENGTH / 2);
        Arrays.fill(seenDay, 0);
        for (int kind = 0; kind < KINDS; kind++) {
            per[kind] = perSecond(kind, Evidence.shares(seen[kind], prior[kind], STRENGTH));
            Arrays.fill(seen[kind], 0);
        }
        tabulate();
    }

    private void tabulate() {
        for (int kind = 0; kind < KINDS; kind++) {
            double[] of = Arrays.copyOf(per[kind], per[kind].length + 1);
            for (int i = 0; i < of.length; i++) {
                of[i] *= share[kind];
            }
            likely[kind] = of;
        }
    }

    private static double[] perSecond(int kind, double[] mass) {
        double[] edges = kind <= END ? NEAR : FAR;
        double[] per = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            per[i] = mass[i] / (edges[i + 1] - edges[i]);
        }
        return per;
    }

    /** The share of a kind of stamps. */
    double share(int kind) {
        return share[kind];
    }

    Map<String, Object> learned() {
        return Map.of(
                "kinds",
                Evidence.list(share),
                "days",
                Evidence.list(dayShare),
                "delays",
                Arrays.stream(per).map(Evidence::list).toList());
    }

    void recall(Map<String, ?> learned) {
        share = Saved.numbers(learned, "kinds");
        dayShare = Saved.numbers(learned, "days");
        List<?> delays = Saved.list(learned, "delays");
        for (int kind = 0; kind < KINDS; kind++) {
            per[kind] = Evidence.numbers(delays.get(kind));
        }
        tabulate();
    }

    /** Which kind a stamp most likely is; {@link #KINDS} if it is none. */
    int kind(double fromStart, double fromEnd) {
        int best = KINDS;
        double most = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            double p = part(kind, place(kind, fromStart, fromEnd));
            if (p > most) {
                most = p;
                best = kind;
            }
        }
        return best;
    }
}
