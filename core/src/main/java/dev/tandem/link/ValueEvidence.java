package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What two columns of like values say: equal, and the rarer the value the more, or not. */
final class ValueEvidence extends KeyedEvidence {
    private static final String[] NAMES = {"equal", "different"};
    private static final double[] PRIOR = {0.9, 0.1};

    private final FieldPair columns;
    private final Column left;
    private final Column right;

    /** The right code of each left code, by value; 0 for none. */
    private final int[] same;

    private final double[] chance = new double[2];
    private final double[] seen = new double[2];
    /** How often two things have one value of a column whose values are unique to things. */
    private final double coincidence;

    private double[] match = PRIOR.clone();

    ValueEvidence(FieldPair columns, Column left, Column right) {
        this.columns = columns;
        this.left = left;
        this.right = right;
        same = same(left, right);
        double equal = 0;
        for (int a = 1; a < same.length; a++) {
            equal += left.count(a) / (double) left.present() * right.count(same[a]) * (same[a] == 0 ? 0 : 1);
        }
        chance[0] = (equal + 0.5) / (right.present() + 1);
        chance[1] = 1 - chance[0];
        boolean code = left.distinct() > 0.5 * left.present() && right.distinct() > 0.5 * right.present();
        coincidence = code ? 1e-3 : 1;
    }

    static int[] same(Column left, Column right) {
        Map<String, Integer> codes = new HashMap<>();
        for (int b = 1; b <= right.distinct(); b++) {
            codes.merge(fold(right, b), b, (x, y) -> right.count(x) >= right.count(y) ? x : y);
        }
        int[] same = new int[left.distinct() + 1];
        for (int a = 1; a < same.length; a++) {
            same[a] = codes.getOrDefault(fold(left, a), 0);
        }
        return same;
    }

    private static String fold(Column column, int code) {
        return String.valueOf(column.value(code)).toLowerCase(Locale.ROOT);
    }

    @Override
    long[] leftKeys(int l) {
        int b = same[left.code(l)];
        return b == 0 ? new long[0] : new long[] {b};
    }

    @Override
    long[] rightKeys(int r) {
        int b = right.code(r);
        return b == 0 ? new long[0] : new long[] {b};
    }

    @Override
    boolean same(int l, int r) {
        return compare(l, r) == 0;
    }

    boolean unique() {
        return coincidence < 1;
    }

    private int compare(int l, int r) {
        int a = left.code(l);
        int b = right.code(r);
        return a == 0 || b == 0 ? -1 : same[a] == b ? 0 : 1;
    }

    @Override
    double weight(int l, int r, double own) {
        int level = compare(l, r);
        if (level < 0) {
            return 0;
        }
        return level == 0
                ? Math.log(match[0] * right.present() / right.count(right.code(r)) / coincidence)
                : Math.log(match[1] / chance[1]);
    }

    @Override
    void observe(int l, int r, double probability) {
        int level = compare(l, r);
        if (level >= 0) {
            seen[level] += probability;
        }
    }

    @Override
    void learn() {
        match = shares(seen, PRIOR, 1);
        Arrays.fill(seen, 0);
    }

    @Override
    FieldFinding finding() {
        return new FieldFinding(columns, "value", levels(NAMES, match, chance));
    }

    @Override
    String level(int l, int r) {
        int level = compare(l, r);
        return level < 0 ? "missing" : NAMES[level];
    }
}
