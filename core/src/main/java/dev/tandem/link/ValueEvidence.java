package dev.tandem.link;

import dev.tandem.link.value.Letters;
import dev.tandem.link.value.TextKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What two columns of like values say: equal, and the rarer the value the more, or alike, or different. */
final class ValueEvidence extends KeyedEvidence {
    /** What is known of values that are not equal, before it is known how much alike they are. */
    static final int UNEQUAL = -2;

    private static final int SAMPLE = 20_000;

    private final Column left;
    private final Column right;
    private final ValueLevels levels;
    private final String[] lefts;
    private final String[] rights;
    private final Letters ofLefts;
    private final Letters ofRights;

    /** For each right code the first that is the same when folded, which stands for all of them. */
    private final int[] folded;

    /** By right code that stands for others: how much rarer its value is than certain, natural logarithm. */
    private final double[] rarity;

    /** By left code, the right code that stands for the same value; -1 for none, 0 where it is missing. */
    private final int[] same;

    /** @param kind what the values name */
    ValueEvidence(FieldPair columns, TextKind kind, Column left, Column right, Calls calls) {
        super(columns, calls);
        this.left = left;
        this.right = right;
        levels = new ValueLevels(kind == TextKind.ID);
        lefts = folded(left, kind);
        rights = folded(right, kind);
        ofLefts = new Letters(lefts);
        ofRights = new Letters(rights);
        folded = new int[rights.length];
        same = new int[lefts.length];
        match();
        rarity = rarity();
        levels.seenAtRandom(levelsAtRandom());
        lists();
    }

    private void match() {
        TextIndex index = new TextIndex();
        int[] codes = new int[rights.length];
        for (int b = 1; b < rights.length; b++) {
            int number = index.add(rights[b]);
            codes[number] = codes[number] == 0 ? b : codes[number];
            folded[b] = codes[number];
        }
        for (int a = 1; a < lefts.length; a++) {
            int number = index.find(lefts[a]);
            same[a] = number < 0 ? -1 : codes[number];
        }
    }

    private double[] rarity() {
        double[] rarity = new double[folded.length];
        for (int b = 1; b < folded.length; b++) {
            rarity[folded[b]] += right.count(b);
        }
        for (int b = 1; b < folded.length; b++) {
            rarity[b] = folded[b] == b ? Math.log(right.present() / rarity[b]) : 0;
        }
        return rarity;
    }

    private static String[] folded(Column column, TextKind kind) {
        String[] folded = new String[column.distinct() + 1];
        folded[0] = "";
        for (int code = 1; code < folded.length; code++) {
            folded[code] = kind.folded(column.text(code));
        }
        return folded;
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

    ValueLevels levels() {
        return levels;
    }

    /** Right rows that have a value in common; none if each has its own. */
    Loyalty sharing() {
        int[] codes = new int[unique() ? 0 : right.size()];
        Arrays.setAll(codes, r -> folded[right.code(r)]);
        return Loyalty.ofValues(codes, right.distinct());
    }

    /** The share of pairs of right rows that are alike; 0 if values are not shared at all. */
    double loyalTo(Loyalty pairs) {
        return unique() ? 0 : pairs.share(this::likeness);
    }

    private int likeness(int one, int other) {
        int a = right.code(one);
        int b = right.code(other);
        return a == 0 || b == 0 ? -1 : levels.agrees(levels.level(rights[a], rights[b])) ? 1 : 0;
    }

    /** Whether a value belongs to one thing alone. */
    boolean unique() {
        return levels.unique();
    }

    /** The level of a pair, or {@link #MISSING}. */
    int level(int l, int r) {
        int code = rightCode(r);
        int level = equal(l, code);
        if (level != UNEQUAL) {
            return level;
        }
        int atBest = atBest(l, code);
        return atBest == ValueLevels.DIFFERENT ? atBest : levels.level(lefts[left.code(l)], rights[code]);
    }

    /**
     * The lowest level that values which are not equal may have, by their letters: soon known.
     *
     * @param code the right row's {@link #rightCode}
     */
    int atBest(int l, int code) {
        return levels.atBest(ofLefts, left.code(l), ofRights, code);
    }

    /** What stands for the folded value of a right row; 0 for none. */
    int rightCode(int r) {
        return folded[right.code(r)];
    }

    /**
     * The level of a pair of equal values, {@link #MISSING} or {@link #UNEQUAL}.
     *
     * @param code the right row's {@link #rightCode}
     */
    int equal(int l, int code) {
        int own = same[left.code(l)];
        if (own == 0 || code == 0) {
            return MISSING;
        }
        return own == code ? 0 : UNEQUAL;
    }

    double weight(int l, int level) {
        if (level == MISSING) {
            return 0;
        }
        return levels.weight(level) + (level == 0 ? rarity[same[left.code(l)]] : 0);
    }

    /** The most that two values may add that are not equal, and at best of a level, whatever agrees beside them. */
    double mostUnequal(int atBest) {
        return unique() ? levels.most(atBest) : Math.max(0, levels.most(atBest));
    }

    @Override
    long[] leftKeys(int l) {
        int b = same[left.code(l)];
        return b <= 0 ? NO_KEYS : new long[] {b};
    }

    @Override
    long[] rightKeys(int r) {
        int b = rightCode(r);
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
