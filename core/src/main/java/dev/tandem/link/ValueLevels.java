package dev.tandem.link;

import dev.tandem.link.value.Letters;
import dev.tandem.link.value.Texts;
import dev.tandem.text.JaroWinkler;
import java.util.Arrays;
import java.util.Map;

/**
 * How two folded values of like columns compare, and what that weighs: equal, and the rarer the value the more, or alike, or
 * different. Asking is for many threads at once, learning for one.
 */
final class ValueLevels {
    static final String[] NAMES = {"equal", "alike", "somewhat alike", "different"};
    static final int LEVELS = NAMES.length;
    private static final double[] PRIOR = {0.85, 0.06, 0.03, 0.06};
    private static final double[] CHANCE = {0.01, 0.01, 0.03, 0.95};
    static final int ALIKE_LEVEL = 1;
    static final int DIFFERENT = LEVELS - 1;
    private static final double ALIKE = 0.92;
    private static final double SOMEWHAT = 0.82;
    private static final int LONGEST = 200;

    /** How often two things have one value of a column whose values are unique to things. */
    private static final double COINCIDENCE = 1e-3;

    private final boolean unique;

    /**
     * How often right rows that have a telephone number in common, or a value of the first column of values, the second and
     * so on up to this, are alike here; 0 for those that tell nothing of this one.
     */
    private double[] loyal = {0};

    private final double[] seen = new double[LEVELS];
    private double[] match = PRIOR.clone();
    private double[] chance = CHANCE.clone();

    /** What each level weighs; of the first, what it weighs beside the rarity of the value. */
    private final double[] weights = new double[LEVELS];

    /** The most that each level or one beyond it weighs. */
    private final double[] most = new double[LEVELS];

    /** @param unique whether nearly each row has a value of its own */
    ValueLevels(boolean unique) {
        this.unique = unique;
        weigh();
    }

    private void weigh() {
        weights[0] = Math.log(match[0] / (unique ? COINCIDENCE : 1));
        for (int level = 1; level < LEVELS; level++) {
            weights[level] = Math.log(match[level] / chance[level]);
        }
        for (int level = DIFFERENT; level >= 0; level--) {
            most[level] = level == DIFFERENT ? weights[level] : Math.max(weights[level], most[level + 1]);
        }
    }

    /** What was learned elsewhere. */
    static ValueLevels of(Map<String, ?> learned) {
        ValueLevels levels = new ValueLevels(Saved.flag(learned, "unique"));
        levels.recall(learned);
        levels.chance = Saved.numbers(learned, "others");
        levels.weigh();
        return levels;
    }

    /** The beginning of a value, in the form in which values are compared. */
    static String folded(String text) {
        return Texts.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** @param counts how often each level was seen for rows at random */
    void seenAtRandom(double[] counts) {
        chance = Evidence.shares(counts, CHANCE, 1);
        weigh();
    }

    boolean unique() {
        return unique;
    }

    /** @param loyal how often right rows are alike here that have a number in common, or a value of each column before */
    void loyal(double[] loyal) {
        this.loyal = loyal.clone();
    }

    double loyalToContact() {
        return loyal[0];
    }

    /** How often right rows are alike here that have a value of a column before in common. */
    double loyalTo(int column) {
        return loyal[1 + column];
    }

    /** Whether values of a level may be two writings of one that others have too. */
    boolean agrees(int level) {
        return !unique && level <= ALIKE_LEVEL;
    }

    double[] match() {
        return match;
    }

    double[] chance() {
        return chance;
    }

    /** The level of two folded values; 0 if they are equal. */
    int level(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        if (unique) {
            return DIFFERENT;
        }
        return level(JaroWinkler.similarity(left, right));
    }

    /** The lowest level that two folded values may have that are not equal, by their letters. */
    int atBest(Letters ofLefts, int left, Letters ofRights, int right) {
        return unique ? DIFFERENT : level(ofLefts.mostAlike(left, ofRights, right));
    }

    private static int level(double alike) {
        return alike >= ALIKE ? ALIKE_LEVEL : alike >= SOMEWHAT ? ALIKE_LEVEL + 1 : DIFFERENT;
    }

    /**
     * The weight of a level.
     *
     * @param share which share of the right rows has the right value
     */
    double weight(int level, double share) {
        return level > 0 ? weights[level] : weights[0] - Math.log(share);
    }

    /** The weight of a level; of equal values, beside how rare they are. */
    double weight(int level) {
        return weights[level];
    }

    /** The most that two values weigh of a level, or of one beyond it; of equal ones, beside how rare they are. */
    double most(int level) {
        return most[level];
    }

    void observe(int level, double probability) {
        seen[level] += probability;
    }

    void learn() {
        match = Evidence.shares(seen, PRIOR, 1);
        weigh();
        Arrays.fill(seen, 0);
    }

    Map<String, Object> learned() {
        return Map.of(
                "matches",
                Evidence.list(match),
                "others",
                Evidence.list(chance),
                "unique",
                unique,
                "loyal",
                Evidence.list(loyal));
    }

    /** Takes what was learned of matches; what is seen at random is each table's own. */
    void recall(Map<String, ?> learned) {
        match = Saved.numbers(learned, "matches");
        loyal = Saved.numbers(learned, "loyal");
        weigh();
    }
}
