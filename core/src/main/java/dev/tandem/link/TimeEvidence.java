package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the times say: how much likelier a left stamp is one of the call than one of another call. */
final class TimeEvidence extends Evidence {
    private static final double DAY = 86_400;
    private static final String[] NAMES = {"at the start", "at the end", "logged later", "before the start", "far apart"
    };
    private static final String[] DAYS = {"the same day", "a day or so later", "another day"};

    /** Within how many seconds either way stamps are counted. */
    static final double SMOOTHED = 1_800;

    private static final int SAMPLE = 20_000;

    private final Calls calls;
    private final Delays delays;

    /** The share of left stamps per second about each left stamp, or on its day. */
    private final double[] density;

    TimeEvidence(FieldPair columns, Calls calls) {
        super(columns);
        this.calls = calls;
        density = density(calls);
        delays = new Delays(calls.resolution > 1 ? 20 : 1.5);
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
                // Itself is no other stamp.
                int near = Clock.lower(timed, s + SMOOTHED) - Clock.lower(timed, s - SMOOTHED) - 1;
                density[l] = density(near, span, timed.length);
            }
        }
        return density;
    }

    /** The share of stamps per second, of which so many of all are within {@link #SMOOTHED} and all in a span of seconds. */
    static double density(int near, double span, int all) {
        return (near / (2 * SMOOTHED) + 1 / span) / (all + 1);
    }

    private double fromEnd(int l, int r) {
        double length = calls.rightLength[r];
        return calls.fromStart(l, r) - (Double.isNaN(length) ? calls.leftLength[l] : length);
    }

    /** The share of left stamps per second about a left stamp. */
    double density(int l) {
        return density[l];
    }

    boolean isMissing(int l, int r) {
        return Double.isNaN(calls.fromStart(l, r));
    }

    private int dayLevel(int l, int r) {
        double ahead = calls.clock.ahead(calls.stamp[l]);
        return Delays.dayLevel(calls.day[l] - Math.floor((calls.start[r] + ahead) / DAY));
    }

    /** What is to be known of a pair's times to weigh them, or {@link #MISSING}. */
    int compare(int l, int r) {
        if (isMissing(l, r)) {
            return MISSING;
        }
        return calls.dayOnly[l] ? dayLevel(l, r) : Delays.stretches(calls.fromStart(l, r), fromEnd(l, r));
    }

    /**
     * The weight of a pair's times.
     *
     * @param compared as {@link #compare} gave it
     * @param background how likely the stamp of another call is here, per second; NaN for one of no known contact
     */
    double weight(int l, int compared, double background) {
        if (compared == MISSING) {
            return 0;
        }
        if (calls.dayOnly[l]) {
            return delays.dayWeight(compared, density[l]);
        }
        return delays.weight(compared, Double.isNaN(background) ? density[l] : background);
    }

    /** The weight if the call ended elsewhere than the recording. */
    double weight(int l, int r, double fromEnd, double background) {
        boolean whole = isMissing(l, r) || calls.dayOnly[l];
        return weight(l, whole ? compare(l, r) : Delays.stretches(calls.fromStart(l, r), fromEnd), background);
    }

    @Override
    void observe(int l, int r, double probability) {
        if (isMissing(l, r)) {
            return;
        }
        if (calls.dayOnly[l]) {
            delays.observeDay(dayLevel(l, r), probability);
        } else {
            delays.observe(calls.fromStart(l, r), fromEnd(l, r), probability);
        }
    }

    @Override
    void learn() {
        delays.learn();
    }

    /** What the left stamps are, with their shares. */
    List<ClockFinding.Stamp> stamps() {
        List<ClockFinding.Stamp> stamps = new ArrayList<>();
        for (int kind = 0; kind < Delays.KINDS; kind++) {
            stamps.add(new ClockFinding.Stamp(NAMES[kind], delays.share(kind)));
        }
        return stamps;
    }

    @Override
    Map<String, Object> learned() {
        return delays.learned();
    }

    @Override
    void recall(Map<String, ?> learned) {
        delays.recall(learned);
    }

    private int kind(int l, int r) {
        return delays.kind(calls.fromStart(l, r), fromEnd(l, r));
    }

    @Override
    FieldFinding finding() {
        double[] others = new double[Delays.KINDS + 1];
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
        for (int kind = 0; kind < Delays.KINDS; kind++) {
            double chance = others[kind] / n;
            levels.add(new FieldFinding.Level(
                    NAMES[kind], delays.share(kind), chance, Math.log(delays.share(kind) / chance)));
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
        double x = kind == Delays.END || kind == Delays.LATER ? fromEnd(l, r) : calls.fromStart(l, r);
        String after = Double.isNaN(fromEnd(l, r)) || kind == Delays.START || kind == Delays.EARLIER ? "start" : "end";
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
