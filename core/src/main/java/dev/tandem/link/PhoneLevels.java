package dev.tandem.link;

import dev.tandem.link.value.Phone;
import dev.tandem.link.value.Phones;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a left number weighs: whether any of the right row's numbers is the same one. Which of them does not matter, for
 * caller and called change places by direction and by fault. A number that many rows have says less. Asking is for many
 * threads at once, learning for one.
 */
final class PhoneLevels {
    private static final double[] PRIOR = {0.06, 0.01, 0.01, 0.01, 0.03, 0.88};
    private static final double[] CHANCE = {0.99, 0.001, 0.002, 0.001, 0.003, 0.003};
    private static final double STRENGTH = 20;

    /** The most that a further number in common says. */
    private static final double FURTHER = Math.log(2);

    private final double[] seen = new double[Phones.LEVELS];
    private double[] match = PRIOR.clone();
    private double[] chance = CHANCE.clone();

    /** What each level weighs; of the same number, what it weighs beside its rarity. */
    private final double[] weights = new double[Phones.LEVELS];

    PhoneLevels() {
        weigh();
    }

    private void weigh() {
        for (int level = 0; level < weights.length; level++) {
            weights[level] = Math.log(match[level] / (level == Phones.SAME ? 1 : chance[level]));
        }
    }

    /** @param counts how often each level was seen for rows at random */
    void seenAtRandom(double[] counts) {
        chance = Evidence.shares(counts, CHANCE, 10);
        weigh();
    }

    double[] match() {
        return match;
    }

    double[] chance() {
        return chance;
    }

    /** The better of a level, which may be missing, and that of two numbers. */
    static int best(int level, Phone left, @Nullable Phone right) {
        return right == null || level == Phones.SAME ? level : Math.max(level, Phones.level(left, right));
    }

    /** What writings of one number have in common. */
    static long key(Phone phone) {
        long key = Phones.key(phone);
        return key >= 0 ? key : -1 - phone.digits();
    }

    /**
     * The weight of a level.
     *
     * @param level one of {@link Phones}', or {@link Evidence#MISSING}
     * @param same which share of the right rows has the left number
     */
    double weight(int level, double same) {
        return weight(level) - (level == Phones.SAME ? Math.log(same) : 0);
    }

    /** The weight of a level, which may be missing; of the same number, beside how rare it is. */
    double weight(int level) {
        return level == Evidence.MISSING ? 0 : weights[level];
    }

    /** The weights of all left numbers: once one agrees, so do the others for most calls of the same two. */
    static double[] together(double[] weights) {
        int best = 0;
        for (int i = 1; i < weights.length; i++) {
            best = weights[i] > weights[best] ? i : best;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i == best ? weights[i] : Math.min(weights[i], FURTHER);
        }
        return weights;
    }

    void observe(int level, double probability) {
        if (level != Evidence.MISSING) {
            seen[level] += probability;
        }
    }

    void learn() {
        match = Evidence.shares(seen, PRIOR, STRENGTH);
        weigh();
        Arrays.fill(seen, 0);
    }

    Map<String, Object> learned() {
        return Map.of("matches", Evidence.list(match), "others", Evidence.list(chance));
    }

    /** Takes what was learned of matches; what is seen at random is each table's own. */
    void recall(Map<String, ?> learned) {
        match = Saved.numbers(learned, "matches");
        weigh();
    }

    /** Takes all that was learned. */
    void recallAll(Map<String, ?> learned) {
        recall(learned);
        chance = Saved.numbers(learned, "others");
        weigh();
    }
}
