package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What two columns of few values say that need not have a character in common: which value comes with which is learned
 * from how often they come together in likely pairs, such as an extension with an owner's name.
 */
final class AliasEvidence extends KeyedEvidence {
    private static final int MOST_OF_CONTACT = 100;

    /** From how many values on a column names people, not kinds. */
    private static final int MANY = 6;

    /** The number of a pair of values that were not seen together yet. */
    private static final int NEW = -2;

    private final Column left;
    private final Column right;
    private final double[] chance;
    private final LongIndex pairs = new LongIndex();
    private double[] together = {};
    private PairNumbers numbers;
    private double[] each;
    private double[] seen = new double[64];
    private final double[] seenEach;
    private double strange = 0.1;
    private double seenStrange;
    private double seenAll;
    private double loyal;
    private long[][] partners;

    /** By place, which pairs of values come together so often that one is looked for by the other. */
    private boolean[] goTogether = {};

    /** By place, what each pair of values weighs: of rows that have no contact in common, and of rows that have. */
    private double[] weights = {};

    private double[] ofContact = {};

    /** The same of a left value with one that it was never seen with. */
    private final double[] newWeights;

    private final double[] newOfContact;

    /** The right code of the same value, by left code; 0 for none. */
    private final int[] same;

    AliasEvidence(FieldPair columns, Column left, Column right, Calls calls) {
        super(columns, calls);
        this.left = left;
        this.right = right;
        each = new double[left.distinct() + 1];
        seenEach = new double[left.distinct() + 1];
        chance = new double[right.distinct() + 1];
        for (int b = 1; b <= right.distinct(); b++) {
            chance[b] = right.count(b) / (double) right.present();
        }
        newWeights = new double[each.length];
        newOfContact = new double[each.length];
        numbers = new PairNumbers(pairs, each.length);
        same = same(left, right);
        weigh();
        partners = partners();
    }

    /** The most frequent right code of the same folded value, by left code; 0 for none. */
    private static int[] same(Column left, Column right) {
        Map<String, Integer> codes = new HashMap<>();
        for (int b = 1; b <= right.distinct(); b++) {
            codes.merge(ValueLevels.folded(right.text(b)), b, (x, y) -> right.count(x) >= right.count(y) ? x : y);
        }
        int[] same = new int[left.distinct() + 1];
        for (int a = 1; a < same.length; a++) {
            same[a] = codes.getOrDefault(ValueLevels.folded(left.text(a)), 0);
        }
        return same;
    }

    /** Learns how often two calls of one contact have one value here: so much less it says where the contact agrees. */
    void given(KeyLists contacts) {
        double same = 1;
        double all = 4;
        for (int list = 0; list < contacts.size(); list++) {
            int to = Math.min(contacts.to(list), contacts.from(list) + MOST_OF_CONTACT);
            for (int i = contacts.from(list) + 1; i < to; i++) {
                int a = right.code(contacts.row(i - 1));
                int b = right.code(contacts.row(i));
                if (a != 0 && b != 0) {
                    all++;
                    same += a == b ? 1 : 0;
                }
            }
        }
        loyal = same / all;
        weigh();
    }

    private void weigh() {
        weights = new double[numbers.size()];
        ofContact = new double[weights.length];
        goTogether = new boolean[weights.length];
        for (int pair = 0; pair < together.length; pair++) {
            int a = (int) (pairs.key(pair) >> 32);
            int b = (int) pairs.key(pair);
            int place = numbers.find(a, b);
            weights[place] = weight(a, b, together[pair], 0, 0);
            ofContact[place] = weight(a, b, together[pair], 0, loyal);
            goTogether[place] = AliasWeights.goTogether(together[pair], each[a]);
        }
        for (int a = 1; a < newWeights.length; a++) {
            // How likely the right value is by chance cuts out of the ratio.
            double known = AliasWeights.known(0, each[a], 1);
            newWeights[a] = AliasWeights.weight(known, 1, strange, 0);
            newOfContact[a] = AliasWeights.weight(known, 1, strange, loyal);
        }
    }

    /** What stands for the value of a right row; 0 for none. */
    int rightCode(int r) {
        return right.code(r);
    }

    /**
     * The place of a pair of values that were seen together, {@link #NEW}, or {@link #MISSING}.
     *
     * @param b the right row's {@link #rightCode}
     */
    int pair(int l, int b) {
        int a = left.code(l);
        if (a == 0 || b == 0) {
            return MISSING;
        }
        int place = numbers.find(a, b);
        return place >= 0 ? place : NEW;
    }

    /**
     * The weight of a pair.
     *
     * @param pair as {@link #pair} gave it
     * @param own the probability with which this very pair was observed last: it is not judged by itself
     * @param contact whether the two rows have a contact in common
     */
    double weight(int pair, int l, int r, double own, boolean contact) {
        if (pair == MISSING) {
            return 0;
        }
        int a = left.code(l);
        int b = right.code(r);
        if (own != 0 || (pair == NEW && same[a] == b)) {
            return weight(a, b, pair == NEW ? 0 : together[numbers.number(pair)], own, contact ? loyal : 0);
        }
        if (pair == NEW) {
            return contact ? newOfContact[a] : newWeights[a];
        }
        return contact ? ofContact[pair] : weights[pair];
    }

    private double weight(int a, int b, double both, double own, double loyalty) {
        return AliasWeights.weight(known(a, b, both, own), chance[b], strange, loyalty);
    }

    private double known(int a, int b, double both, double own) {
        return AliasWeights.known(both - own, each[a] - own, same[a] == b ? AliasWeights.SAME : chance[b]);
    }

    private static long key(int a, int b) {
        return (long) a << 32 | b;
    }

    /** Whether the columns name people, so that rows may be looked for by them. */
    boolean namesPeople() {
        return left.distinct() >= MANY && right.distinct() >= MANY;
    }

    /** Whether the two values of a pair come together so often that one is looked for by the other. */
    boolean goTogether(int pair) {
        return pair >= 0 && goTogether[pair];
    }

    @Override
    long[] leftKeys(int l) {
        return partners[left.code(l)];
    }

    @Override
    long[] rightKeys(int r) {
        int b = right.code(r);
        return b == 0 ? NO_KEYS : new long[] {b};
    }

    @Override
    void observe(int l, int r, double probability) {
        int a = left.code(l);
        int b = right.code(r);
        if (a == 0 || b == 0) {
            return;
        }
        int pair = pairs.add(key(a, b));
        if (pair >= seen.length) {
            seen = Arrays.copyOf(seen, 2 * seen.length);
        }
        seen[pair] += probability;
        seenEach[a] += probability;
        double both = pair < together.length ? together[pair] : 0;
        double in = (1 - strange) * known(a, b, both, probability);
        seenStrange += probability * strange * chance[b] / (in + strange * chance[b]);
        seenAll += probability;
    }

    @Override
    void learn() {
        together = Arrays.copyOf(seen, pairs.size());
        numbers = new PairNumbers(pairs, each.length);
        each = seenEach.clone();
        strange = Math.min(0.9, (seenStrange + 1) / (seenAll + 20));
        Arrays.fill(seen, 0);
        Arrays.fill(seenEach, 0);
        seenStrange = 0;
        seenAll = 0;
        weigh();
        partners = partners();
    }

    private long[][] partners() {
        List<List<Long>> of = new ArrayList<>();
        for (int a = 0; a < each.length; a++) {
            of.add(new ArrayList<>());
        }
        for (int pair = 0; pair < together.length; pair++) {
            int a = (int) (pairs.key(pair) >> 32);
            if (goTogether(numbers.find(a, (int) pairs.key(pair)))) {
                of.get(a).add(pairs.key(pair) & 0xFFFFFFFFL);
            }
        }
        long[][] partners = new long[each.length][];
        Arrays.setAll(
                partners, a -> of.get(a).stream().mapToLong(b -> b).sorted().toArray());
        return partners;
    }

    /** The values that stand for each other and are not the same, the most frequent first. */
    List<Alias> aliases() {
        double[] of = new double[right.distinct() + 1];
        for (int pair = 0; pair < together.length; pair++) {
            of[(int) pairs.key(pair)] += together[pair];
        }
        List<Alias> aliases = new ArrayList<>();
        for (int pair = 0; pair < together.length; pair++) {
            int a = (int) (pairs.key(pair) >> 32);
            int b = (int) pairs.key(pair);
            int count = (int) Math.round(together[pair]);
            if (count >= 2 && together[pair] >= 0.3 * each[a] && same[a] != b) {
                aliases.add(new Alias(columns(), left.text(a), right.text(b), count, together[pair] / of[b]));
            }
        }
        aliases.sort(Comparator.comparingInt(Alias::pairs)
                .reversed()
                .thenComparing(Alias::left)
                .thenComparing(Alias::right));
        return aliases;
    }

    @Override
    Map<String, Object> learned() {
        List<Object> table = new ArrayList<>();
        for (int pair = 0; pair < together.length; pair++) {
            if (together[pair] >= 0.05) {
                int a = (int) (pairs.key(pair) >> 32);
                int b = (int) pairs.key(pair);
                table.add(List.of(left.text(a), right.text(b), together[pair]));
            }
        }
        return Map.of("strange", strange, "loyal", loyal, "people", namesPeople(), "together", table);
    }

    @Override
    void recall(Map<String, ?> learned) {
        Map<String, Integer> lefts = left.codes();
        Map<String, Integer> rights = right.codes();
        for (Object row : Saved.list(learned, "together")) {
            List<?> triple = (List<?>) row;
            Integer a = lefts.get(triple.get(0));
            Integer b = rights.get(triple.get(1));
            double count = ((Number) triple.get(2)).doubleValue();
            if (a != null) {
                seenEach[a] += count;
            }
            if (a != null && b != null) {
                int pair = pairs.add(key(a, b));
                seen = pair >= seen.length ? Arrays.copyOf(seen, 2 * seen.length) : seen;
                seen[pair] += count;
            }
        }
        learn();
        strange = Saved.number(learned, "strange");
        loyal = Saved.number(learned, "loyal");
        weigh();
    }

    @Override
    FieldFinding finding() {
        return new FieldFinding(columns(), "names learned", List.of());
    }

    @Override
    String describe(int l, int r) {
        int pair = pair(l, rightCode(r));
        if (pair == MISSING) {
            return "missing";
        }
        if (same[left.code(l)] == right.code(r)) {
            return "equal";
        }
        return goTogether(pair) ? "known together" : "not known together";
    }
}
