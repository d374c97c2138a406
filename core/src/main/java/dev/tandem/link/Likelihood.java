package dev.tandem.link;

import java.util.Arrays;
import java.util.List;

/**
 * The sum of the fields' weights of evidence: for each level of agreement the logarithm of how much likelier it is for a true
 * pair than for two rows at random (I. P. Fellegi, A. B. Sunter, A Theory for Record Linkage, JASA 64, 1969), more for equal
 * values that are rare (W. E. Winkler, 1989). What is missing weighs nothing.
 */
final class Likelihood {
    private static final double RARE = 0.7;
    private static final double LEAST_SHARE = 1e-5;
    private static final double LEAST_CHANCE = 1e-7;

    private final View left;
    private final List<Field> fields;

    /** By field and level, the chance of it for two rows at random. */
    private final double[][] random;

    /** By field and level, the weight. */
    final double[][] weight;

    private double low;
    private double high = 1;

    /** @param randomLevels by field, how often each level was seen for pairs of rows at random */
    Likelihood(View left, List<Field> fields, double[][] randomLevels) {
        this.left = left;
        this.fields = fields;
        random = randomLevels;
        weight = new double[fields.size()][Field.LEVELS];
        for (int field = 0; field < random.length; field++) {
            double sum = Arrays.stream(random[field]).sum() + 0.5 * Field.LEVELS;
            for (int level = 0; level < Field.LEVELS; level++) {
                random[field][level] = (random[field][level] + 0.5) / sum;
            }
            double equal = fields.get(field).agreement().chance();
            random[field][0] = Math.max(random[field][0] / 2, Math.max(LEAST_CHANCE, equal));
        }
    }

    /** Learns the weights from how often each level is seen for true pairs; they never rise as agreement falls. */
    void learn(double[][] trueLevels) {
        for (int field = 0; field < weight.length; field++) {
            double sum = Arrays.stream(trueLevels[field]).sum() + 0.2 * Field.LEVELS;
            for (int level = 0; level < Field.LEVELS; level++) {
                double w = Math.log((trueLevels[field][level] + 0.2) / sum / random[field][level]);
                weight[field][level] = level == 0 ? w : Math.min(w, weight[field][level - 1]);
            }
        }
    }

    /** Which totals become 0 and 1. */
    void span(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** The total of a pair's levels, which begin at a place. */
    double total(byte[] levels, int at, int leftRow) {
        double sum = 0;
        for (int field = 0; field < weight.length; field++) {
            int level = levels[at + field];
            if (level >= 0) {
                sum += weight[field][level];
                if (level == 0) {
                    sum += rarity(field, leftRow);
                }
            }
        }
        return sum;
    }

    private double rarity(int number, int leftRow) {
        Field field = fields.get(number);
        double share = field.agreement().share(left.code(field.leftColumn, leftRow));
        return RARE * (Math.log(random[number][0]) - Math.log(Math.max(share, LEAST_SHARE)));
    }

    short feature(double total) {
        return Field.unit((total - low) / (high - low + 1e-9));
    }
}
