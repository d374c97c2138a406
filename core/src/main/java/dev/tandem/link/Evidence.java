package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What some columns say for or against a pair of rows: the logarithm of how much likelier it is for rows of one thing than
 * for rows of two (I. P. Fellegi, A. B. Sunter, A Theory for Record Linkage, JASA 64, 1969). Bound to two tables. Learned
 * by expectation and maximisation: {@link #observe} every pair with its probability, then {@link #learn}. Weighing is for
 * many threads at once, learning for one.
 */
abstract class Evidence {
    /** What a level is where a side is missing. */
    static final int MISSING = -1;

    private final FieldPair columns;

    Evidence(FieldPair columns) {
        this.columns = columns;
    }

    FieldPair columns() {
        return columns;
    }

    /** Takes in a pair that is a match with a probability. */
    abstract void observe(int left, int right, double probability);

    /** Learns from what was observed, and forgets it. */
    abstract void learn();

    /** What was learned, as values that JSON has. */
    abstract Map<String, Object> learned();

    /** Takes what was learned elsewhere. */
    abstract void recall(Map<String, ?> learned);

    abstract FieldFinding finding();

    /** How the values of a pair compare, for a person. */
    abstract String describe(int left, int right);

    /** Shares of counts, none of them zero: the counts of a prior are added. */
    static double[] shares(double[] counts, double[] prior, double strength) {
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i] + strength * prior[i];
        }
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = (counts[i] + strength * prior[i]) / total;
        }
        return shares;
    }

    static List<FieldFinding.Level> levels(String[] names, double[] matches, double[] others) {
        List<FieldFinding.Level> levels = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            levels.add(new FieldFinding.Level(names[i], matches[i], others[i], Math.log(matches[i] / others[i])));
        }
        return levels;
    }

    /** Numbers out of what JSON gave. */
    static double[] numbers(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
    }

    static List<Double> list(double[] numbers) {
        List<Double> list = new ArrayList<>();
        for (double number : numbers) {
            list.add(number);
        }
        return list;
    }
}
