package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the durations say. */
final class LengthEvidence extends Evidence {
    private static final int SAMPLE = 2_000;

    private final double[] left;
    private final double[] right;
    private final LengthLevels levels = new LengthLevels();

    /** By left row: the share of right durations at each level; empty where missing. */
    private final double[][] chance;

    LengthEvidence(FieldPair columns, Calls calls) {
        super(columns);
        left = calls.leftLength;
        right = calls.rightLength;
        double[] sample = sample(right);
        Map<Double, double[]> byValue = new HashMap<>();
        chance = new double[left.length][];
        Arrays.fill(chance, LengthLevels.NONE);
        for (int i = 0; i < left.length; i++) {
            if (!Double.isNaN(left[i])) {
                chance[i] = byValue.computeIfAbsent(left[i], value -> LengthLevels.chance(value, sample));
            }
        }
    }

    /** Some durations, spread evenly over all that are known. */
    static double[] sample(double[] lengths) {
        double[] known = Arrays.stream(lengths)
                .filter(length -> !Double.isNaN(length))
                .sorted()
                .toArray();
        double[] sample = new double[Math.min(SAMPLE, known.length)];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = known[(int) ((i + 0.5) * known.length / sample.length)];
        }
        return sample;
    }

    /** The level of a pair, or {@link #MISSING}. */
    int level(int l, int r) {
        return Double.isNaN(left[l]) || Double.isNaN(right[r]) ? MISSING : LengthLevels.level(left[l], right[r]);
    }

    double weight(int l, int level) {
        return levels.weight(level, chance[l]);
    }

    /** The weight of a left row for parts of a call: their span or their sum, whichever fits. */
    double weight(int l, Parts.Part part) {
        return levels.weight(left[l], part, chance[l]);
    }

    @Override
    void observe(int l, int r, double probability) {
        if (!Double.isNaN(left[l]) && !Double.isNaN(right[r])) {
            levels.observe(left[l], right[r], probability);
        }
    }

    @Override
    void learn() {
        levels.learn();
    }

    @Override
    Map<String, Object> learned() {
        return levels.learned();
    }

    @Override
    void recall(Map<String, ?> learned) {
        levels.recall(learned);
    }

    @Override
    FieldFinding finding() {
        double[] mean = new double[LengthLevels.LEVELS];
        int n = 1;
        for (double[] others : chance) {
            if (others.length > 0) {
                n++;
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += others[i];
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (mean[i] + LengthLevels.CHANCE[i]) / n;
        }
        return new FieldFinding(columns(), "duration", levels(LengthLevels.NAMES, levels.match(), mean));
    }

    @Override
    String describe(int l, int r) {
        int level = level(l, r);
        return level == MISSING ? "missing" : LengthLevels.NAMES[level];
    }
}
