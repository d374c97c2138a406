package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the durations say: equal, rounded up to the minute, longer by the ringing, alike, or different. */
final class LengthEvidence extends Evidence {
    private static final String[] NAMES = {
        "equal", "1 s apart", "3 s apart", "rounded up to a minute", "longer by up to 30 s", "within a tenth", "different"
    };
    private static final double[] PRIOR = {0.35, 0.3, 0.05, 0.06, 0.12, 0.06, 0.06};
    private static final int SAMPLE = 2_000;
    static final int LEVELS = NAMES.length;

    private final FieldPair columns;
    private final double[] left;
    private final double[] right;

    /** By the left value: the share of right values at each level. */
    private final Map<Double, double[]> chance = new HashMap<>();

    private final double[][] chanceOf;
    private final double[] seen = new double[LEVELS];
    private double[] match = PRIOR.clone();

    LengthEvidence(FieldPair columns, Calls calls) {
        this.columns = columns;
        this.left = calls.leftLength;
        this.right = calls.rightLength;
        double[] known = Arrays.stream(right).filter(d -> !Double.isNaN(d)).sorted().toArray();
        double[] sample = new double[Math.min(SAMPLE, known.length)];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = known[(int) ((i + 0.5) * known.length / sample.length)];
        }
        chanceOf = new double[left.length][];
        for (int i = 0; i < left.length; i++) {
            if (!Double.isNaN(left[i])) {
                chanceOf[i] = chance.computeIfAbsent(left[i], value -> chance(value, sample));
            }
        }
    }

    private static double[] chance(double value, double[] sample) {
        double[] counts = new double[LEVELS];
        for (double other : sample) {
            counts[level(value, other)]++;
        }
        return shares(counts, new double[] {0.02, 0.04, 0.04, 0.05, 0.05, 0.1, 0.7}, 1);
    }

    static int level(double left, double right) {
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
        if (left % 60 == 0 && more > 0 && more < 60) {
            return 3;
        }
        if (more > 0 && more <= 31) {
            return 4;
        }
        return apart <= 0.1 * Math.max(left, right) ? 5 : 6;
    }

    @Override
    double weight(int l, int r, double own) {
        if (Double.isNaN(left[l]) || Double.isNaN(right[r])) {
            return 0;
        }
        return weight(l, right[r]);
    }

    /** The weight of a left row for a recording of some length. */
    double weight(int l, double length) {
        int level = level(left[l], length);
        return Math.log(match[level] / chanceOf[l][level]);
    }

    /** The weight of a left row for parts of a call: their span or their sum, whichever fits. */
    double weightOf(int l, double span, double sum) {
        return Double.isNaN(left[l]) ? 0 : Math.max(weight(l, span), weight(l, sum) - 0.7);
    }

    @Override
    void observe(int l, int r, double probability) {
        if (!Double.isNaN(left[l]) && !Double.isNaN(right[r])) {
            seen[level(left[l], right[r])] += probability;
        }
    }

    @Override
    void learn() {
        match = shares(seen, PRIOR, 20);
        Arrays.fill(seen, 0);
    }

    @Override
    FieldFinding finding() {
        double[] mean = new double[LEVELS];
        int n = 0;
        for (double[] c : chanceOf) {
            if (c != null) {
                n++;
                for (int i = 0; i < LEVELS; i++) {
                    mean[i] += c[i];
                }
            }
        }
        for (int i = 0; i < LEVELS; i++) {
            mean[i] /= Math.max(1, n);
        }
        return new FieldFinding(columns, "duration", levels(NAMES, match, mean));
    }

    @Override
    String level(int l, int r) {
        return Double.isNaN(left[l]) || Double.isNaN(right[r]) ? "missing" : NAMES[level(left[l], right[r])];
    }
}
