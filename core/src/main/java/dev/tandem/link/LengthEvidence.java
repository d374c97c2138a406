package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the durations say: equal, rounded up to the minute, longer by the ringing, alike, or different. */
final class LengthEvidence extends Evidence {
    private static final String[] NAMES = {
        "equal",
        "1 s apart",
        "3 s apart",
        "rounded up to a minute",
        "longer by up to 30 s",
        "within a tenth",
        "different"
    };
    private static final double[] PRIOR = {0.35, 0.3, 0.05, 0.06, 0.12, 0.06, 0.06};
    private static final double[] CHANCE = {0.02, 0.04, 0.04, 0.05, 0.05, 0.1, 0.7};
    private static final double STRENGTH = 20;
    private static final int SAMPLE = 2_000;
    private static final int LEVELS = NAMES.length;

    /** Parts of a call are weighed by their span and by their sum, and the better counts: a choice of two. */
    private static final double CHOICE = Math.log(2);

    private final double[] left;
    private final double[] right;

    /** By left row: the share of right durations at each level; null where missing. */
    private final double @Nullable [][] chance;

    /** The logarithms of {@link #chance}. */
    private final double[][] logChance;

    private final double[] seen = new double[LEVELS];
    private double[] match = PRIOR.clone();
    private double[] logMatch = logs(match);

    LengthEvidence(FieldPair columns, Calls calls) {
        super(columns);
        left = calls.leftLength;
        right = calls.rightLength;
        double[] known =
                Arrays.stream(right).filter(d -> !Double.isNaN(d)).sorted().toArray();
        double[] sample = new double[Math.min(SAMPLE, known.length)];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = known[(int) ((i + 0.5) * known.length / sample.length)];
        }
        Map<Double, double[]> byValue = new HashMap<>();
        Map<Double, double[]> logsByValue = new HashMap<>();
        chance = new double[left.length][];
        logChance = new double[left.length][];
        for (int i = 0; i < left.length; i++) {
            if (!Double.isNaN(left[i])) {
                double[] others = byValue.computeIfAbsent(left[i], value -> chance(value, sample));
                chance[i] = others;
                logChance[i] = logsByValue.computeIfAbsent(left[i], value -> logs(others));
            }
        }
    }

    private static double[] logs(double[] shares) {
        return Arrays.stream(shares).map(Math::log).toArray();
    }

    private static double[] chance(double value, double[] sample) {
        double[] counts = new double[LEVELS];
        for (double other : sample) {
            counts[level(value, other)]++;
        }
        return shares(counts, CHANCE, 1);
    }

    private static int level(double left, double right) {
        double more = left - right;
        double apart = Math.abs(more);
        if (apart <= 0.5) {
            return 0;
        }
        if (apart <= 1.5) {
            return 1;
        }
        if (apart <= 3.5) {
            return 2;
        }
        if (more > 0 && more < 60 && left % 60 == 0) {
            return 3;
        }
        if (more > 0 && more <= 31) {
            return 4;
        }
        return apart <= 0.1 * Math.max(left, right) ? 5 : 6;
    }

    double weight(int l, int r) {
        return weight(l, right[r]);
    }

    private double weight(int l, double length) {
        if (Double.isNaN(left[l]) || Double.isNaN(length)) {
            return 0;
        }
        int level = level(left[l], length);
        return logMatch[level] - logChance[l][level];
    }

    /** The weight of a left row for parts of a call: their span or their sum, whichever fits. */
    double weight(int l, Parts.Part part) {
        return Math.max(weight(l, part.span()), weight(l, part.sum()) - CHOICE);
    }

    @Override
    void observe(int l, int r, double probability) {
        if (!Double.isNaN(left[l]) && !Double.isNaN(right[r])) {
            seen[level(left[l], right[r])] += probability;
        }
    }

    @Override
    void learn() {
        match = shares(seen, PRIOR, STRENGTH);
        logMatch = logs(match);
        Arrays.fill(seen, 0);
    }

    @Override
    Map<String, Object> learned() {
        return Map.of("matches", list(match));
    }

    @Override
    void recall(Map<String, ?> learned) {
        match = numbers(learned.get("matches"));
        logMatch = logs(match);
    }

    @Override
    FieldFinding finding() {
        double[] mean = new double[LEVELS];
        int n = 1;
        for (double[] others : chance) {
            if (others != null) {
                n++;
                for (int i = 0; i < LEVELS; i++) {
                    mean[i] += others[i];
                }
            }
        }
        for (int i = 0; i < LEVELS; i++) {
            mean[i] = (mean[i] + CHANCE[i]) / n;
        }
        return new FieldFinding(columns(), "duration", levels(NAMES, match, mean));
    }

    @Override
    String describe(int l, int r) {
        return Double.isNaN(left[l]) || Double.isNaN(right[r]) ? "missing" : NAMES[level(left[l], right[r])];
    }
}
