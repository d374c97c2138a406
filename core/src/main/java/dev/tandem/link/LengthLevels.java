package dev.tandem.link;

import java.util.Arrays;
import java.util.Map;

/**
 * How durations in seconds compare, and what that weighs: equal, rounded up to the minute, longer by the ringing, alike, or
 * different. Asking is for many threads at once, learning for one.
 */
final class LengthLevels {
    /** The chance of a duration that is missing. */
    static final double[] NONE = {};

    static final String[] NAMES = {
        "equal",
        "1 s apart",
        "3 s apart",
        "rounded up to a minute",
        "longer by up to 30 s",
        "within a tenth",
        "different"
    };
    private static final double[] PRIOR = {0.35, 0.3, 0.05, 0.06, 0.12, 0.06, 0.06};
    static final double[] CHANCE = {0.02, 0.04, 0.04, 0.05, 0.05, 0.1, 0.7};
    private static final double STRENGTH = 20;
    static final int LEVELS = NAMES.length;

    /** Parts of a call are weighed by their span and by their sum, and the better counts: a choice of two. */
    private static final double CHOICE = Math.log(2);

    private final double[] seen = new double[LEVELS];
    private double[] match = PRIOR.clone();
    private final double[] matchLogs = new double[LEVELS];

    LengthLevels() {
        weigh();
    }

    private void weigh() {
        Arrays.setAll(matchLogs, level -> Math.log(match[level]));
    }

    double[] match() {
        return match;
    }

    /** The share of each level among the pairs of a duration with some of other calls. */
    static double[] chance(double value, double[] sample) {
        double[] counts = new double[LEVELS];
        for (double other : sample) {
            counts[level(value, other)]++;
        }
        return Evidence.shares(counts, CHANCE, 1);
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
        if (more > 0 && more < 60 && left % 60 == 0) {
            return 3;
        }
        if (more > 0 && more <= 31) {
            return 4;
        }
        return apart <= 0.1 * Math.max(left, right) ? 5 : 6;
    }

    /** @param chance the left duration's; empty if it is missing */
    double weight(double left, double right, double[] chance) {
        if (chance.length == 0 || Double.isNaN(right)) {
            return 0;
        }
        return weight(level(left, right), chance);
    }

    /**
     * The weight of a level.
     *
     * @param chance the left duration's
     */
    double weight(int level, double[] chance) {
        return level == Evidence.MISSING ? 0 : matchLogs[level] - Math.log(chance[level]);
    }

    /** The weight of a left duration for parts of a call: their span or their sum, whichever fits. */
    double weight(double left, Parts.Part part, double[] chance) {
        return Math.max(weight(left, part.span(), chance), weight(left, part.sum(), chance) - CHOICE);
    }

    void observe(double left, double right, double probability) {
        seen[level(left, right)] += probability;
    }

    void learn() {
        match = Evidence.shares(seen, PRIOR, STRENGTH);
        weigh();
        Arrays.fill(seen, 0);
    }

    Map<String, Object> learned() {
        return Map.of("matches", Evidence.list(match));
    }

    void recall(Map<String, ?> learned) {
        match = Saved.numbers(learned, "matches");
        weigh();
    }
}
