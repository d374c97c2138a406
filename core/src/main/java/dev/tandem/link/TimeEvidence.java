package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the times say. A left stamp is the call's start, or its end, or some time later, when somebody or something logged
 * it, or now and then earlier, or only its day: a mixture, whose shares and delays are learned.
 */
final class TimeEvidence extends Evidence {
    private static final double DAY = 86_400;

    /** Seconds around the start or the end; the heap is narrow where clocks are good. */
    private static final double[] NEAR = {
        -600.5, -300.5, -120.5, -60.5, -45.5, -30.5, -15.5, -8.5, -4.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4.5, 8.5, 15.5,
        30.5, 45.5, 60.5, 120.5, 300.5, 600.5
    };

    /** Seconds after the end, or before the start. */
    private static final double[] FAR = {
        0, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 43_200, 86_400, 172_800, 345_600
    };

    /** The place between the edges of {@link #NEAR}, by whole seconds after the first. */
    private static final byte[] NEAR_BINS = new byte[1_201];

    static {
        for (int bin = 0; bin + 1 < NEAR.length; bin++) {
            Arrays.fill(NEAR_BINS, (int) (NEAR[bin] - NEAR[0]), (int) (NEAR[bin + 1] - NEAR[0]), (byte) bin);
        }
    }

    static final int START = 0;
    static final int END = 1;
    static final int LATER = 2;
    static final int EARLIER = 3;
    private static final int KINDS = 4;
    private static final String[] NAMES = {"at the start", "at the end", "logged later", "before the start", "far apart"
    };
    private static final String[] DAYS = {"the same day", "a day or so later", "another day"};
    private static final double[] SHARE = {0.6, 0.2, 0.17, 0.03};
    private static final double[] DAY_SHARE = {0.9, 0.06, 0.04};

    /** Over how many days each of the three cases spreads. */
    private static final double[] DAY_SPREAD = {1, 3, 1_000};

    private static final double LEAST = 1e-12;
    private static final double STRENGTH = 20;
    private static final double SMOOTHED = 1_800;
    private static final int SAMPLE = 20_000;

    private final Calls calls;

    /** The share of left stamps per second about each left stamp, or on its day. */
    private final double[] density;

    private final double[][] prior = new double[KINDS][];
    private final double[][] per = new double[KINDS][];
    private final double[][] seen = new double[KINDS][];
    private double[] share = SHARE.clone();
    private final double[] seenShare = new double[KINDS];
    private double[] dayShare = DAY_SHARE.clone();
    private final double[] seenDay = new double[DAY_SHARE.length];

    TimeEvidence(FieldPair columns, Calls calls) {
        super(columns);
        this.calls = calls;
        density = density(calls);
        double narrow = calls.resolution > 1 ? 20 : 1.5;
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

    private static double[] density(Calls calls) {
        double[] timed = calls.timed();
        double[] days = calls.days();
        double span = timed.length < 2 ? DAY : Math.max(DAY, timed[timed.length - 1] - timed[0]);
        double[] density = new double[calls.lefts];
        for (int l = 0; l < density.length; l++) {
            double s = calls.stamp[l];
            if (calls.dayOnly[l]) {
                density[l] = (Clock.lower(days, calls.day[l] + 0.5) - Clock.lower(days, calls.day[l] - 0.5))
                        / (double) days.length;
            } else if (!Double.isNaN(s)) {
                int near = Clock.lower(timed, s + SMOOTHED) - Clock.lower(timed, s - SMOOTHED);
                density[l] = (near / (2 * SMOOTHED) + 1 / span) / (timed.length + 1);
            }
        }
        return density;
    }

    /** The place of a delay between the edges of its kind; -1 for none of them. */
    private static int bin(int kind, double x) {
        if (kind <= END) {
            return x >= NEAR[0] && x < -NEAR[0] ? NEAR_BINS[(int) (x - NEAR[0])] : -1;
        }
        if (!(x >= 0) || x >= FAR[FAR.length - 1]) {
            return -1;
        }
        // The edges double, up to a third of a day and from half a day on.
        return x < 10
                ? 0
                : x < 20_480 ? 1 + Math.getExponent(x / 10) : x < 43_200 ? 12 : 13 + Math.getExponent(x / 43_200);
    }

    private double part(int kind, double x) {
        int bin = bin(kind, x);
        return bin < 0 ? 0 : share[kind] * per[kind][bin];
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

    private double mixture(double fromStart, double fromEnd) {
        double sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            sum += part(kind, place(kind, fromStart, fromEnd));
        }
        return sum;
    }

    private double fromEnd(int l, int r) {
        double length = calls.rightLength[r];
        return calls.fromStart(l, r) - (Double.isNaN(length) ? calls.leftLength[l] : length);
    }

    boolean isMissing(int l, int r) {
        return Double.isNaN(calls.fromStart(l, r));
    }

    private int dayLevel(int l, int r) {
        double ahead = calls.clock.ahead(calls.stamp[l]);
        double days = calls.day[l] - Math.floor((calls.start[r] + ahead) / DAY);
        return days == 0 ? 0 : days > 0 && days <= 3 ? 1 : 2;
    }

    /** @param background how likely the stamp of another call is here, per second; NaN for one of no known contact */
    double weight(int l, int r, double background) {
        return weight(l, r, fromEnd(l, r), background);
    }

    /** The weight if the call ended elsewhere than the recording. */
    double weight(int l, int r, double fromEnd, double background) {
        if (isMissing(l, r)) {
            return 0;
        }
        if (calls.dayOnly[l]) {
            int level = dayLevel(l, r);
            return Math.log(dayShare[level] / DAY_SPREAD[level] / density[l]);
        }
        double other = Double.isNaN(background) ? density[l] : background;
        return Math.log((mixture(calls.fromStart(l, r), fromEnd) + LEAST) / other);
    }

    @Override
    void observe(int l, int r, double probability) {
        if (isMissing(l, r)) {
            return;
        }
        if (calls.dayOnly[l]) {
            seenDay[dayLevel(l, r)] += probability;
            return;
        }
        double s = calls.fromStart(l, r);
        double e = fromEnd(l, r);
        double all = mixture(s, e);
        for (int kind = 0; kind < KINDS && all > 0; kind++) {
            double x = place(kind, s, e);
            double p = probability * part(kind, x) / all;
            if (p > 0) {
                seenShare[kind] += p;
                seen[kind][bin(kind, x)] += p;
            }
        }
    }

    @Override
    void learn() {
        share = shares(seenShare, share, STRENGTH);
        Arrays.fill(seenShare, 0);
        dayShare = shares(seenDay, DAY_SHARE, STRENGTH / 2);
        Arrays.fill(seenDay, 0);
        for (int kind = 0; kind < KINDS; kind++) {
            per[kind] = perSecond(kind, shares(seen[kind], prior[kind], STRENGTH));
            Arrays.fill(seen[kind], 0);
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

    /** What the left stamps are, with their shares. */
    List<ClockFinding.Stamp> stamps() {
        List<ClockFinding.Stamp> stamps = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            stamps.add(new ClockFinding.Stamp(NAMES[kind], share[kind]));
        }
        return stamps;
    }

    @Override
    Map<String, Object> learned() {
        return Map.of(
                "kinds",
                list(share),
                "days",
                list(dayShare),
                "delays",
                Arrays.stream(per).map(Evidence::list).toList());
    }

    @Override
    void recall(Map<String, ?> learned) {
        share = numbers(learned.get("kinds"));
        dayShare = numbers(learned.get("days"));
        List<?> delays = (List<?>) learned.get("delays");
        for (int kind = 0; kind < KINDS; kind++) {
            per[kind] = numbers(delays.get(kind));
        }
    }

    private int kind(int l, int r) {
        double s = calls.fromStart(l, r);
        double e = fromEnd(l, r);
        int best = KINDS;
        double most = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            double p = part(kind, place(kind, s, e));
            if (p > most) {
                most = p;
                best = kind;
            }
        }
        return best;
    }

    @Override
    FieldFinding finding() {
        double[] others = new double[KINDS + 1];
        Arrays.fill(others, 0.5);
        double n = 0.5 * others.length;
        for (int i = 0; i < SAMPLE && calls.lefts > 0 && calls.rights > 0; i++) {
            int l = (int) (i * 7_919L % calls.lefts);
            int r = (int) (i * 104_729L % calls.rights);
            if (!isMissing(l, r) && !calls.dayOnly[l]) {
                others[kind(l, r)]++;
                n++;
            }
        }
        List<FieldFinding.Level> levels = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            double chance = others[kind] / n;
            levels.add(new FieldFinding.Level(NAMES[kind], share[kind], chance, Math.log(share[kind] / chance)));
        }
        return new FieldFinding(columns(), "time", levels);
    }

    @Override
    String describe(int l, int r) {
        if (isMissing(l, r)) {
            return "missing";
        }
        if (calls.dayOnly[l]) {
            return DAYS[dayLevel(l, r)];
        }
        int kind = kind(l, r);
        double x = kind == END || kind == LATER ? fromEnd(l, r) : calls.fromStart(l, r);
        String after = Double.isNaN(fromEnd(l, r)) || kind == START || kind == EARLIER ? "start" : "end";
        double apart = Double.isNaN(x) ? calls.fromStart(l, r) : x;
        return String.format(Locale.ROOT, "%s %s the %s", span(Math.abs(apart)), apart < 0 ? "before" : "after", after);
    }

    private static String span(double seconds) {
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        return seconds < 7_200 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3_600) + " h";
    }
}
