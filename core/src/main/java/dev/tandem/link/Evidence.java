package dev.tandem.link;

import java.util.List;

/**
 * What one pair of columns says for or against a pair of rows: the logarithm of how much likelier it is for rows of one
 * thing than for rows of two (I. P. Fellegi, A. B. Sunter, A Theory for Record Linkage, JASA 64, 1969). Learned by
 * expectation and maximisation: {@link #observe} every pair with its probability, then {@link #learn}.
 */
abstract class Evidence {
    /**
     * The weight of a pair, natural logarithm; 0 if a side is missing.
     *
     * @param own the probability with which this very pair was observed last, to be left out of what it is judged by
     */
    abstract double weight(int left, int right, double own);

    /** Takes in a pair that is a match with a probability. */
    abstract void observe(int left, int right, double probability);

    /** Learns from what was observed, and forgets it. */
    abstract void learn();

    /** The columns, and what was learned of them. */
    abstract FieldFinding finding();

    /** How the values of a pair compare, for a person. */
    abstract String level(int left, int right);

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
        List<FieldFinding.Level> levels = new java.util.ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            levels.add(new FieldFinding.Level(names[i], matches[i], others[i], Math.log(matches[i] / others[i])));
        }
        return levels;
    }
}
