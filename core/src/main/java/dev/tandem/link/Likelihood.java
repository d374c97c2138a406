package dev.tandem.link;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
    private final Data data;

    Likelihood(View left, List<Field> fields, Data data) {
        this.left = left;
        this.fields = fields;
        this.data = data;
    }

    /** What is learned, apart from any table. */
    static final class Data {
        /** By field and level, the chance of it for two rows at random. */
        private final double[][] random;

        /** By field and level, its share among true pairs. */
        private final double[][] matches;

        /** By field and level, the weight. */
        private final double[][] weight;

        private double low;
        private double high = 1;

        Data(int fields) {
            this(new double[fields][Field.LEVELS], new double[fields][Field.LEVELS], new double[fields][Field.LEVELS]);
        }

        private Data(double[][] random, double[][] matches, double[][] weight) {
            this.random = random;
            this.matches = matches;
            this.weight = weight;
        }

        /** @param seen by field, how often each level was seen for pairs of rows at random */
        void seenAtRandom(List<Field> fields, double[][] seen) {
            for (int field = 0; field < random.length; field++) {
                double sum = Arrays.stream(seen[field]).sum() + 0.5 * Field.LEVELS;
                for (int level = 0; level < Field.LEVELS; level++) {
                    random[field][level] = (seen[field][level] + 0.5) / sum;
                }
                double equal = fields.get(field).agreement().chance();
                random[field][0] = Math.max(random[field][0] / 2, Math.max(LEAST_CHANCE, equal));
            }
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("random", Arrays.stream(random).map(Values::list).toList());
            map.put("matches", Arrays.stream(matches).map(Values::list).toList());
            map.put("weights", Arrays.stream(weight).map(Values::list).toList());
            map.put("low", low);
            map.put("high", high);
            return map;
        }

        static Data fromMap(Values values) {
            Data data = new Data(values.rows("random"), values.rows("matches"), values.rows("weights"));
            data.low = values.number("low");
            data.high = values.number("high");
            return data;
        }

        /** The weight of a field's level. */
        double weight(int field, int level) {
            return weight[field][level];
        }

        /** The weight of a field's equal values, of which a share of all values are. */
        double equal(int field, double share) {
            return weight[field][0] + RARE * (Math.log(random[field][0]) - Math.log(Math.max(share, LEAST_SHARE)));
        }

        /** A total as a feature. */
        short feature(double total) {
            return Field.unit((total - low) / (high - low + 1e-9));
        }

        /** How each level of a field is met, and what it weighs. */
        List<FieldFinding.Level> levels(int field) {
            return IntStream.range(0, Field.LEVELS)
                    .mapToObj(level -> new FieldFinding.Level(
                            Field.levelName(level), matches[field][level], random[field][level], weight[field][level]))
                    .toList();
        }
    }

    /** Learns the weights from how often each level is seen for true pairs; they never rise as agreement falls. */
    void learn(double[][] trueLevels) {
        for (int field = 0; field < data.weight.length; field++) {
            double[] weight = data.weight[field];
            double sum = Arrays.stream(trueLevels[field]).sum() + 0.2 * Field.LEVELS;
            for (int level = 0; level < Field.LEVELS; level++) {
                data.matches[field][level] = (trueLevels[field][level] + 0.2) / sum;
                double w = Math.log(data.matches[field][level] / data.random[field][level]);
                weight[level] = level == 0 ? w : Math.min(w, weight[level - 1]);
            }
        }
    }

    /** Which totals become 0 and 1. */
    void span(double low, double high) {
        data.low = low;
        data.high = high;
    }

    /** The total of a pair's levels, which begin at a place. */
    double total(byte[] levels, int at, int leftRow) {
        double sum = 0;
        for (int field = 0; field < data.weight.length; field++) {
            sum += weight(field, levels[at + field], leftRow);
        }
        return sum;
    }

    /** What a field's level weighs; -1, which is missing, nothing. */
    double weight(int number, int level, int leftRow) {
        if (level != 0) {
            return level < 0 ? 0 : data.weight(number, level);
        }
        Field field = fields.get(number);
        return data.equal(number, field.agreement().share(left.code(field.leftColumn, leftRow)));
    }

    short feature(double total) {
        return data.feature(total);
    }
}
