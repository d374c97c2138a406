package dev.tandem.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What two columns of like values say: equal, and the rarer the value the more, or alike, or different. */
final class ValueEvidence extends KeyedEvidence {
    private static final int SAMPLE = 20_000;

    private final Column left;
    private final Column right;
    private final ValueLevels levels;
    private final String[] lefts;
    private final String[] rights;

    /** The right code of the same value, by left code; 0 for none. */
    private final int[] same;

    ValueEvidence(FieldPair columns, Column left, Column right) {
        super(columns);
        this.left = left;
        this.right = right;
        levels = new ValueLevels(isUnique(left) && isUnique(right));
        lefts = folded(left);
        rights = folded(right);
        same = same(left, right);
        levels.seenAtRandom(levelsAtRandom());
    }

    /** Whether nearly each row has a value of its own. */
    private static boolean isUnique(Column column) {
        return column.distinct() > 0.85 * column.present();
    }

    private static String[] folded(Column column) {
        String[] folded = new String[column.distinct() + 1];
        folded[0] = "";
        for (int code = 1; code < folded.length; code++) {
            folded[code] = ValueLevels.folded(column.text(code));
        }
        return folded;
    }

    /** The most frequent right code of the same folded value, by left code; 0 for none. */
    static int[] same(Column left, Column right) {
        String[] rights = folded(right);
        Map<String, Integer> codes = new HashMap<>();
        for (int b = 1; b < rights.length; b++) {
            codes.merge(rights[b], b, (x, y) -> right.count(x) >= right.count(y) ? x : y);
        }
        String[] lefts = folded(left);
        int[] same = new int[lefts.length];
        for (int a = 1; a < same.length; a++) {
            same[a] = codes.getOrDefault(lefts[a], 0);
        }
        return same;
    }

    private double[] levelsAtRandom() {
        double[] counts = new double[ValueLevels.LEVELS];
        int l = left.size();
        int r = right.size();
        for (int i = 0; i < SAMPLE && l > 0 && r > 0; i++) {
            int level = level((int) (i * 7_919L % l), (int) (i * 104_729L % r));
            if (level != MISSING) {
                counts[level]++;
            }
        }
        return counts;
    }

    /** Whether a value belongs to one thing alone. */
    boolean unique() {
        return levels.unique();
    }

    boolean isSame(int l, int r) {
        return level(l, r) == 0;
    }

    private int level(int l, int r) {
        int a = left.code(l);
        int b = right.code(r);
        if (a == 0 || b == 0) {
            return MISSING;
        }
        return same[a] == b ? 0 : levels.level(lefts[a], rights[b]);
    }

    double weight(int l, int r) {
        int level = level(l, r);
        if (level == MISSING) {
            return 0;
        }
        return levels.weight(level, right.count(right.code(r)) / (double) right.present());
    }

    @Override
    long[] leftKeys(int l) {
        int b = same[left.code(l)];
        return b == 0 ? NO_KEYS : new long[] {b};
    }

    @Override
    long[] rightKeys(int r) {
        int b = right.code(r);
        return b == 0 ? NO_KEYS : new long[] {b};
    }

    @Override
    void observe(int l, int r, double probability) {
        int level = level(l, r);
        if (level != MISSING) {
            levels.observe(level, probability);
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
        List<FieldFinding.Level> told = levels(ValueLevels.NAMES, levels.match(), levels.chance());
        boolean unique = levels.unique();
        return new FieldFinding(columns(), unique ? "id" : "text", unique ? List.of(told.get(0), told.get(3)) : told);
    }

    @Override
    String describe(int l, int r) {
        int level = level(l, r);
        return level == MISSING ? "missing" : ValueLevels.NAMES[level];
    }
}
