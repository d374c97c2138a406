package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which values of two columns of few values go together, such as {@code VLDB} and {@code Very Large Data Bases}: how much
 * oftener than by chance they meet among true pairs.
 */
final class Association {
    private static final int MOST_VALUES = 300;
    private static final int ROWS_A_VALUE = 4;
    private static final double SMOOTH = 2;
    private static final double STRONG = 6;

    private final View left;
    private final View right;
    private final Field field;
    private final int number;
    private final double[] together;
    private final double[] ofLeft;
    private final double[] ofRight;
    private double all;

    /** @param number the place of the field */
    Association(View left, View right, Field field, int number) {
        this.number = number;
        this.left = left;
        this.right = right;
        this.field = field;
        ofLeft = new double[left.distinct(field.leftColumn)];
        ofRight = new double[right.distinct(field.rightColumn)];
        together = new double[ofLeft.length * ofRight.length];
    }

    /** Whether a field's columns have few values, each in some rows. */
    static boolean suits(View left, View right, Field field) {
        int a = left.distinct(field.leftColumn) - 1;
        int b = right.distinct(field.rightColumn) - 1;
        return a > 1
                && b > 1
                && a <= MOST_VALUES
                && b <= MOST_VALUES
                && left.present(field.leftColumn) >= ROWS_A_VALUE * a
                && right.present(field.rightColumn) >= ROWS_A_VALUE * b;
    }

    /** Two values, and how many true pairs have them. */
    record Entry(String left, String right, double times) {}

    int number() {
        return number;
    }

    /** What was learned. */
    List<Entry> entries() {
        List<Entry> out = new ArrayList<>();
        for (int i = 0; i < together.length; i++) {
            if (together[i] > 0) {
                String a = left.value(field.leftColumn, i / ofRight.length);
                String b = right.value(field.rightColumn, i % ofRight.length);
                out.add(new Entry(a, b, together[i]));
            }
        }
        return out;
    }

    /** Takes over what was learned on other tables; values that these tables have not are left out. */
    void restore(List<Entry> entries) {
        Map<String, Integer> leftCodes = codes(left, field.leftColumn);
        Map<String, Integer> rightCodes = codes(right, field.rightColumn);
        for (Entry entry : entries) {
            int a = leftCodes.getOrDefault(entry.left, 0);
            int b = rightCodes.getOrDefault(entry.right, 0);
            together[a * ofRight.length + b] += entry.times;
            ofLeft[a] += entry.times;
            ofRight[b] += entry.times;
            all += entry.times;
        }
    }

    private static Map<String, Integer> codes(View view, int column) {
        Map<String, Integer> out = new HashMap<>();
        for (int code = 1; code < view.distinct(column); code++) {
            out.put(view.value(column, code), code);
        }
        return out;
    }

    /** Learns from pairs of rows, each with its probability. */
    void learn(Edges edges, int[] pairs, double[] probability) {
        Arrays.fill(together, 0);
        Arrays.fill(ofLeft, 0);
        Arrays.fill(ofRight, 0);
        all = 0;
        for (int i = 0; i < pairs.length; i++) {
            int a = left.code(field.leftColumn, edges.left[pairs[i]]);
            int b = right.code(field.rightColumn, edges.right[pairs[i]]);
            if (a > 0 && b > 0) {
                together[a * ofRight.length + b] += probability[i];
                ofLeft[a] += probability[i];
                ofRight[b] += probability[i];
                all += probability[i];
            }
        }
    }

    /**
     * From 0 for values that never meet to 1; half for those that meet as by chance. Missing gives 0.
     *
     * @param own with which weight the pair itself was learned from
     */
    short feature(int leftRow, int rightRow, double own) {
        int a = left.code(field.leftColumn, leftRow);
        int b = right.code(field.rightColumn, rightRow);
        if (a == 0 || b == 0) {
            return 0;
        }
        double chance = (ofLeft[a] - own) * (ofRight[b] - own) / Math.max(1, all - own);
        return feature(together[a * ofRight.length + b] - own, chance);
    }

    /**
     * The feature of two values.
     *
     * @param met how many true pairs have them
     * @param chance how many would have them by chance
     */
    static short feature(double met, double chance) {
        double weight = Math.log((Math.max(0, met) + SMOOTH) / (Math.max(0, chance) + SMOOTH));
        return Field.unit(0.5 + weight / STRONG / 2);
    }
}
