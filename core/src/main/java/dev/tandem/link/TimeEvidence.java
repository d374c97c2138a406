package dev.tandem.link;

import java.util.Arrays;

/**
 * What the times say. A left stamp is the call's start, or its end, or some time later, when somebody or something logged
 * it, or now and then earlier, or only its day: a mixture, whose shares and delays are learned.
 */
final class TimeEvidence extends Evidence {
    private static final double DAY = 86_400;

    /** Seconds around the start or the end; the heap is narrow where clocks are good. */
    private static final double[] NEAR = {
        -600.5, -300.5, -120.5, -60.5, -45.5, -30.5, -15.5, -8.5, -4.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4.5, 8.5, 15.5, 30.5,
        45.5, 60.5, 120.5, 300.5, 600.5
    };

    /** Seconds after the end, or before the start. */
    private static final double[] FAR = {
        0, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 43_200, 86_400, 172_800, 345_600
    };

    private static final int START = 0;
    private static final int END = 1;
    private static final int LATER = 2;
    private static final int EARLIER = 3;
    private static final String[] KINDS = {"the start", "the end", "logged later", "before the start"};

    private final FieldPair columns;
    private final double[] stamp;
    private final boolean[] dayOnly;
    private final double[] day;
    private final double[] start;
    private final double[] length;
    private final double[] leftLength;
    private final Clock clock;

    /** The share of left stamps per second about each left stamp, or on its day. */
    private final double[] density;

    /** What the times of other calls of the same people are like. */
    private final java.util.List<KeyedEvidence> people = new java.util.ArrayList<>();

    private final java.util.List<Lags> lags = new java.util.ArrayList<>();

    private final double[] share = {0.6, 0.2, 0.17, 0.03};
    private final double[][] prior = {far(), far(), far(), far()};
    private final double[][] per = new double[4][];
    private final double[][] seen = {
        new double[NEAR.length - 1], new double[NEAR.length - 1], new double[FAR.length - 1], new double[FAR.length - 1]
    };
    private final double[] seenShare = new double[4];
    private final double[] dayShare = {0.9, 0.06, 0.04};
    private final double[] seenDay = new double[3];
    private final double[] part = new double[4];

    TimeEvidence(FieldPair columns, Calls calls) {
        this.columns = columns;
        this.clock = calls.clock;
        this.stamp = calls.stamp;
        this.dayOnly = calls.dayOnly;
        this.day = calls.day;
        this.start = calls.start;
        this.length = calls.rightLength;
        this.leftLength = calls.leftLength;
        this.density = density();
        double narrow = calls.resolution > 10 ? 20 : 1.5;
        prior[START] = near(narrow, 6);
        prior[END] = near(narrow, 6);
        learn();
    }

    private static double[] near(double narrow, double wide) {
        double[] mass = new double[NEAR.length - 1];
        for (int i = 0; i < mass.length; i++) {
            double middle = (NEAR[i] + NEAR[i + 1]) / 2;
            double width = NEAR[i + 1] - NEAR[i];
            mass[i] = width
                    * (0.75 * Math.exp(-middle * middle / (2 * narrow * narrow)) / narrow
                            + 0.2 * Math.exp(-Math.abs(middle) / wide) / wide
                            + 0.05 * Math.exp(-Math.abs(middle) / 60) / 60);
        }
        return norm(mass);
    }

    private static double[] far() {
        double[] mass = new double[FAR.length - 1];
        Arrays.fill(mass, 1);
        return norm(mass);
    }

    private static double[] norm(double[] mass) {
        double sum = Arrays.stream(mass).sum();
        return Arrays.stream(mass).map(m -> m / sum).toArray();
    }

    private double[] density() {
        double[] timed = new double[stamp.length];
        int n = 0;
        double[] days = new double[stamp.length];
        int d = 0;
        for (int i = 0; i < stamp.length; i++) {
            if (Double.isNaN(stamp[i])) {
                continue;
            }
            if (dayOnly[i]) {
                days[d++] = day[i];
            } else {
                timed[n++] = stamp[i];
            }
        }
        timed = Arrays.copyOf(timed, n);
        days = Arrays.copyOf(days, d);
        Arrays.sort(timed);
        Arrays.sort(days);
        double reach = 1800;
        double[] density = new double[stamp.length];
        double span = n < 2 ? DAY : Math.max(DAY, timed[n - 1] - timed[0]);
        for (int i = 0; i < stamp.length; i++) {
            if (Double.isNaN(stamp[i])) {
                continue;
            }
            if (dayOnly[i]) {
                density[i] = (Clock.lower(days, day[i] + 0.5) - Clock.lower(days, day[i] - 0.5)) / (double) d;
            } else {
                int near = Clock.lower(timed, stamp[i] + reach) - Clock.lower(timed, stamp[i] - reach);
                density[i] = (near / (2 * reach) + 1 / span) / (n + 1);
            }
        }
        return density;
    }

    private static double at(double[] edges, double[] per, double x) {
        int bin = bin(edges, x);
        return bin < 0 ? 0 : per[bin];
    }

    private static int bin(double[] edges, double x) {
        if (!(x >= edges[0]) || x >= edges[edges.length - 1]) {
            return -1;
        }
        int lo = 0;
        int hi = edges.length - 1;
        while (hi - lo > 1) {
            int mid = (lo + hi) >>> 1;
            if (edges[mid] <= x) {
                lo = mid;
            } else {
                hi = mid;
            }
        }
        return lo;
    }

    private double fromStart(int left, int right) {
        return stamp[left] - start[right];
    }

    private double fromEnd(int left, int right) {
        double l = length[right];
        if (Double.isNaN(l)) {
            l = leftLength[left];
        }
        return fromStart(left, right) - l;
    }

    private double mixture(int left, int right) {
        return mixture(fromStart(left, right), fromEnd(left, right));
    }

    /** The density of a left stamp so many seconds from a start and an end, by kind. */
    private double mixture(double s, double e) {
        boolean open = Double.isNaN(e);
        part[START] = share[START] * at(NEAR, per[START], s);
        part[END] = open ? 0 : share[END] * at(NEAR, per[END], e);
        double later = open ? s : e;
        part[LATER] = share[LATER] * (later >= 0 ? at(FAR, per[LATER], later) : 0);
        part[EARLIER] = share[EARLIER] * (s < 0 ? at(FAR, per[EARLIER], -s) : 0);
        return part[START] + part[END] + part[LATER] + part[EARLIER];
    }

    private boolean missing(int left, int right) {
        return Double.isNaN(stamp[left]) || Double.isNaN(start[right]);
    }

    private int dayLevel(int left, int right) {
        double ahead = clock.ahead(stamp[left]);
        double days = day[left] - Math.floor((start[right] + ahead) / DAY);
        return days == 0 ? 0 : days > 0 && days <= 3 ? 1 : 2;
    }

    void among(KeyedEvidence evidence, Lags of) {
        people.add(evidence);
        lags.add(of);
    }

    /** The density of the stamp if the two rows are two calls. */
    private double background(int left, int right) {
        for (int i = 0; i < lags.size(); i++) {
            if (people.get(i).same(left, right)) {
                double lag = lags.get(i).density(fromStart(left, right));
                if (!Double.isNaN(lag)) {
                    return lag;
                }
            }
        }
        return density[left];
    }

    @Override
    double weight(int left, int right, double own) {
        if (missing(left, right)) {
            return 0;
        }
        if (dayOnly[left]) {
            int level = dayLevel(left, right);
            double spread = level == 0 ? 1 : level == 1 ? 3 : 1_000;
            return Math.log(dayShare[level] / spread / density[left]);
        }
        return Math.log((mixture(left, right) + 1e-12) / background(left, right));
    }

    /** The weight of a left row for a recording of some other length. */
    double weight(int left, int right, double seconds, boolean longer) {
        if (missing(left, right) || dayOnly[left] || !longer) {
            return weight(left, right, 0);
        }
        double s = fromStart(left, right);
        return Math.log((mixture(s, s - seconds) + 1e-12) / background(left, right));
    }

    @Override
    void observe(int left, int right, double probability) {
        if (missing(left, right)) {
            return;
        }
        if (dayOnly[left]) {
            seenDay[dayLevel(left, right)] += probability;
            return;
        }
        double all = mixture(left, right);
        if (all <= 0) {
            return;
        }
        double s = fromStart(left, right);
        double e = fromEnd(left, right);
        double[] x = {s, e, Double.isNaN(e) ? s : e, -s};
        for (int k = 0; k < 4; k++) {
            double p = probability * part[k] / all;
            if (p > 0) {
                seenShare[k] += p;
                seen[k][bin(k < 2 ? NEAR : FAR, x[k])] += p;
            }
        }
    }

    @Override
    void learn() {
        double[] s = shares(seenShare, share, 20);
        System.arraycopy(s, 0, share, 0, 4);
        Arrays.fill(seenShare, 0);
        double[] d = shares(seenDay, new double[] {0.9, 0.06, 0.04}, 10);
        System.arraycopy(d, 0, dayShare, 0, 3);
        Arrays.fill(seenDay, 0);
        for (int k = 0; k < 4; k++) {
            double[] edges = k < 2 ? NEAR : FAR;
            per[k] = shares(seen[k], prior[k], 20);
            for (int i = 0; i < per[k].length; i++) {
                per[k][i] /= edges[i + 1] - edges[i];
            }
            Arrays.fill(seen[k], 0);
        }
    }

    double[] shares() {
        return share.clone();
    }

    static String[] kinds() {
        return KINDS.clone();
    }

    @Override
    FieldFinding finding() {
        return new FieldFinding(columns, "time", java.util.List.of());
    }

    @Override
    String level(int left, int right) {
        if (missing(left, right)) {
            return "missing";
        }
        if (dayOnly[left]) {
            return new String[] {"the same day", "a day or so later", "another day"}[dayLevel(left, right)];
        }
        double all = mixture(left, right);
        int best = 0;
        for (int k = 1; k < 4; k++) {
            best = part[k] > part[best] ? k : best;
        }
        double x = best == START || best == EARLIER ? fromStart(left, right) : fromEnd(left, right);
        return all <= 0 ? "far apart" : Math.round(x) + " s from " + (best == END || best == LATER ? "the end" : "the start");
    }
}
