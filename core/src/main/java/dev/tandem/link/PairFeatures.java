package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features of pairs of rows: first those of the whole record, then those of each field. A field whose value is missing
 * on a side has none of its features.
 */
final class PairFeatures {
    /** How many features there are of codes. */
    static final int OF_CODES = 3;

    private static final double MUCH = 12;

    private final View left;
    private final View right;
    private final RecordText record;
    private final List<Field> fields;
    private final List<Feature> features = new ArrayList<>();
    private final int[] firstOfField;
    private final double[] leftCodes;
    private final double[] rightCodes;

    PairFeatures(View left, View right, RecordText record, List<Field> fields) {
        this.left = left;
        this.right = right;
        this.record = record;
        this.fields = fields;
        features.add(new Feature(-1, "words", Feature.Shape.CURVE));
        if (record.grams != null) {
            features.add(new Feature(-1, "characters", Feature.Shape.CURVE));
        }
        features.add(new Feature(-1, "codes in common", Feature.Shape.CURVE));
        features.add(new Feature(-1, "codes on both sides", Feature.Shape.FREE));
        features.add(new Feature(-1, "rare codes in common", Feature.Shape.CURVE));
        firstOfField = new int[fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            firstOfField[i] = features.size();
            features.addAll(fields.get(i).features(i));
        }
        leftCodes = sums(record.leftCodes);
        rightCodes = sums(record.rightCodes);
    }

    private static double[] sums(Vectors vectors) {
        double[] out = new double[vectors.size()];
        Arrays.setAll(out, vectors::sum);
        return out;
    }

    List<Feature> features() {
        return features;
    }

    int width() {
        return features.size();
    }

    /** Something to compare with, for one thread. */
    Comparer comparer() {
        return new Comparer();
    }

    /** Compares rows, and remembers the values it has compared. Used by one thread. */
    final class Comparer {
        private final Memo[] memos = new Memo[firstOfField.length];

        private Comparer() {
            for (int i = 0; i < memos.length; i++) {
                int end = i + 1 < memos.length ? firstOfField[i + 1] : features.size();
                memos[i] = new Memo(fields.get(i), end - firstOfField[i]);
            }
        }

        /**
         * Compares two rows.
         *
         * @param x takes the features, from the place {@code at}; all must be 0
         * @param levels takes the level of agreement of each field, -1 where it is missing, from the place {@code levelAt}
         */
        void compare(int leftRow, int rightRow, short[] x, int at, byte[] levels, int levelAt) {
            whole(leftRow, rightRow, x, at);
            for (int i = 0; i < memos.length; i++) {
                Field field = fields.get(i);
                int a = left.code(field.leftColumn, leftRow);
                int b = right.code(field.rightColumn, rightRow);
                levels[levelAt + i] = a == 0 || b == 0 ? -1 : (byte) memos[i].compare(a, b, x, at + firstOfField[i]);
            }
        }
    }

    private void whole(int leftRow, int rightRow, short[] x, int at) {
        int next = at;
        x[next++] = Field.unit(record.words.cosine(leftRow, rightRow));
        if (record.grams != null) {
            x[next++] = Field.unit(record.grams.cosine(leftRow, rightRow));
        }
        codes(leftRow, rightRow, x, next);
    }

    private void codes(int leftRow, int rightRow, short[] x, int at) {
        double all = Math.min(leftCodes[leftRow], rightCodes[rightRow]);
        if (all > 0) {
            codes(record.leftCodes.common(leftRow, record.rightCodes, rightRow), all, x, at);
        }
    }

    /**
     * The features of codes.
     *
     * @param common the rarities of those that both rows have
     * @param all those of the row that has less, more than 0
     */
    static void codes(double common, double all, short[] x, int at) {
        x[at] = Field.unit(common / all);
        x[at + 1] = Field.UNIT;
        x[at + 2] = Field.unit(common / MUCH);
    }
}
