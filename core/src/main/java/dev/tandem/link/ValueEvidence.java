package dev.tandem.link;

import dev.tandem.text.JaroWinkler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What two columns of like values say: equal, and the rarer the value the more, or alike, or different. */
final class ValueEvidence extends KeyedEvidence {
    private static final String[] NAMES = {"equal", "alike", "somewhat alike", "different"};
    private static final double[] PRIOR = {0.85, 0.06, 0.03, 0.06};
    private static final double[] CHANCE = {0.01, 0.01, 0.03, 0.95};
    private static final double ALIKE = 0.92;
    private static final double SOMEWHAT = 0.82;
    private static final int LEVELS = NAMES.length;
    private static final int SAMPLE = 20_000;
    private static final int LONGEST = 200;

    /** How often two things have one value of a column whose values are unique to things. */
    private static final double COINCIDENCE = 1e-3;

    private final Column left;
    private final Column right;
    private final boolean unique;
    private final String[] lefts;
    private final String[] rights;
    private final Letters leftLetters;
    private final Letters rightLetters;

    /** The numbers of the folded texts, by code. */
    private final int[] leftTexts;

    private final int[] rightTexts;

    /** The right code of the same value, by left code; 0 for none. */
    private final int[] same;

    private final double[] chance;
    private final double[] seen = new double[LEVELS];
    private double[] match = PRIOR.clone();
    private final double[] weights = new double[LEVELS];

    /** The greatest weight of values that differ. */
    private double mostDifferent;

    /** By right code: the weight of the same value. */
    private final double[] sameWeights;

    ValueEvidence(FieldPair columns, Column left, Column right) {
        super(columns);
        this.left = left;
        this.right = right;
        unique = isUnique(left) && isUnique(right);
        lefts = folded(left);
        rights = folded(right);
        leftLetters = new Letters(lefts);
        rightLetters = new Letters(rights);
        TextIndex texts = new TextIndex();
        rightTexts = Arrays.stream(rights).mapToInt(texts::add).toArray();
        leftTexts = Arrays.stream(lefts).mapToInt(texts::add).toArray();
        same = same(left, right);
        chance = chance();
        sameWeights = new double[rights.length];
        weigh();
    }

    private void weigh() {
        for (int level = 1; level < LEVELS; level++) {
            weights[level] = Math.log(match[level] / chance[level]);
        }
        mostDifferent = Math.max(weights[1], Math.max(weights[2], weights[3]));
        for (int b = 1; b < sameWeights.length; b++) {
            double share = right.count(b) / (double) right.present();
            sameWeights[b] = Math.log(match[0] / (unique ? share * COINCIDENCE : share));
        }
    }

    /** Whether nearly each row has a value of its own. */
    private static boolean isUnique(Column column) {
        return column.distinct() > 0.85 * column.present();
    }

    private static String[] folded(Column column) {
        String[] folded = new String[column.distinct() + 1];
        folded[0] = "";
        for (int code = 1; code < folded.length; code++) {
            String text = column.text(code);
            folded[code] = Texts.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
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

    private double[] chance() {
        double[] counts = new double[LEVELS];
        int l = left.size();
        int r = right.size();
        for (int i = 0; i < SAMPLE && l > 0 && r > 0; i++) {
            int level = level((int) (i * 7_919L % l), (int) (i * 104_729L % r));
            if (level != MISSING) {
                counts[level]++;
            }
        }
        return shares(counts, CHANCE, 1);
    }

    /** Whether a value belongs to one thing alone. */
    boolean unique() {
        return unique;
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
        if (isEqual(a, b)) {
            return 0;
        }
        if (unique) {
            return LEVELS - 1;
        }
        if (leftLetters.mostAlike(a, rightLetters, b) < SOMEWHAT) {
            return 3;
        }
        double alike = JaroWinkler.similarity(lefts[a], rights[b]);
        return alike >= ALIKE ? 1 : alike >= SOMEWHAT ? 2 : 3;
    }

    /** Whether two values that are there fold to one text. */
    private boolean isEqual(int a, int b) {
        return rightTexts[b] == leftTexts[a];
    }

    /** No less than the weight of a pair, for less work. */
    double mostWeight(int l, int r) {
        int a = left.code(l);
        int b = right.code(r);
        if (a == 0 || b == 0) {
            return 0;
        }
        if (isEqual(a, b)) {
            return sameWeights[b];
        }
        return unique || leftLetters.mostAlike(a, rightLetters, b) < SOMEWHAT ? weights[LEVELS - 1] : mostDifferent;
    }

    double weight(int l, int r) {
        int level = level(l, r);
        if (level == MISSING) {
            return 0;
        }
        return level > 0 ? weights[level] : sameWeights[right.code(r)];
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
            seen[level] += probability;
        }
    }

    @Override
    void learn() {
        match = shares(seen, PRIOR, 1);
        Arrays.fill(seen, 0);
        weigh();
    }

    @Override
    Map<String, Object> learned() {
        return Map.of("matches", list(match));
    }

    @Override
    void recall(Map<String, ?> learned) {
        match = numbers(learned.get("matches"));
        weigh();
    }

    @Override
    FieldFinding finding() {
        List<FieldFinding.Level> levels = levels(NAMES, match, chance);
        return new FieldFinding(
                columns(), unique ? "id" : "text", unique ? List.of(levels.get(0), levels.get(3)) : levels);
    }

    @Override
    String describe(int l, int r) {
        int level = level(l, r);
        return level == MISSING ? "missing" : NAMES[level];
    }
}
