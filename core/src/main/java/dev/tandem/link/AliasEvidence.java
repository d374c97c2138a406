package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What two columns of few values say that need not have a character in common: which value comes with which is learned
 * from how often they come together in likely pairs, such as an extension with an owner's name.
 */
final class AliasEvidence extends KeyedEvidence {
    /** How many pairs what is not known yet counts for. */
    private static final double NEW = 0.5;

    private static final int MISSING_VALUE = -2;
    private static final int MOST_OF_CONTACT = 100;

    /** From how many values on a column names people, not kinds. */
    private static final int MANY = 6;

    private final Column left;
    private final Column right;
    private final double[] chance;
    private final LongIndex pairs = new LongIndex();
    private double[] together = {};
    private double[] each;
    private double[] seen = new double[64];
    private final double[] seenEach;
    private double strange = 0.1;
    private double seenStrange;
    private double seenAll;
    private double loyal;
    private long[][] partners;

    /** Whether the values of each pair that was seen come together so often that one is looked for by the other. */
    private boolean[] goTogether = {};

    /** The weight of each pair that was seen, without a contact in common and with, if it was not learned from itself. */
    private double[] weights = {};

    /** By left value: the same of a pair that was not seen. */
    private double[] strangerWeights = {};

    AliasEvidence(FieldPair columns, Column left, Column right) {
        super(columns);
        this.left = left;
        this.right = right;
        each = new double[left.distinct() + 1];
        seenEach = new double[left.distinct() + 1];
        chance = new double[right.distinct() + 1];
        for (int b = 1; b <= right.distinct(); b++) {
            chance[b] = right.count(b) / (double) right.present();
        }
        partners = partners();
        weigh();
    }

    private void weigh() {
        weights = new double[2 * together.length];
        for (int pair = 0; pair < together.length; pair++) {
            int a = (int) (pairs.key(pair) >> 32);
            double share = chance[(int) pairs.key(pair)];
            double known = (together[pair] + NEW * share) / (each[a] + NEW);
            weights[2 * pair] = weight(known, share, false);
            weights[2 * pair + 1] = weight(known, share, true);
        }
        strangerWeights = new double[2 * each.length];
        for (int a = 0; a < each.length; a++) {
            // However frequent the right value is: it comes by chance.
            strangerWeights[2 * a] = weight(NEW / (each[a] + NEW), 1, false);
            strangerWeights[2 * a + 1] = weight(NEW / (each[a] + NEW), 1, true);
        }
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

    /**
     * The weight of a pair.
     *
     * @param pair its values, as {@link #pair} tells them
     * @param own the probability with which this very pair was observed last: it is not judged by itself
     * @param contact whether the two rows have a contact in common
     */
    double weight(int l, int r, int pair, double own, boolean contact) {
        if (pair == MISSING_VALUE) {
            return 0;
        }
        if (own > 0) {
            int b = right.code(r);
            return weight(known(pair, left.code(l), b, own), chance[b], contact);
        }
        int place = contact ? 1 : 0;
        return pair >= 0 && pair < together.length
                ? weights[2 * pair + place]
                : strangerWeights[2 * left.code(l) + place];
    }

    private double weight(double known, double share, boolean contact) {
        double expected = contact ? loyal * known + (1 - loyal) * share : share;
        return Math.log(((1 - strange) * known + strange * share) / expected);
    }

    private double known(int pair, int a, int b, double own) {
        double both = pair < 0 || pair >= together.length ? 0 : Math.max(0, together[pair] - own);
        double all = Math.max(0, each[a] - own);
        return (both + NEW * chance[b]) / (all + NEW);
    }

    private static long key(int a, int b) {
        return (long) a << 32 | b;
    }

    /** Whether the columns name people, so that rows may be looked for by them. */
    boolean namesPeople() {
        return left.distinct() >= MANY && right.distinct() >= MANY;
    }

    /** The pair of values of two rows; -1 if it was not seen, {@link #MISSING_VALUE} if there is none. */
    int pair(int l, int r) {
        int a = left.code(l);
        int b = right.code(r);
        return a == 0 || b == 0 ? MISSING_VALUE : pairs.find(key(a, b));
    }

    /** Whether a pair of values comes together so often that one is looked for by the other. */
    boolean goesTogether(int pair) {
        return pair >= 0 && pair < goTogether.length && goTogether[pair];
    }

    boolean goTogether(int l, int r) {
        return goesTogether(pair(l, r));
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
        double in = (1 - strange) * known(pair, a, b, probability);
        seenStrange += probability * strange * chance[b] / (in + strange * chance[b]);
        seenAll += probability;
    }

    @Override
    void learn() {
        together = Arrays.copyOf(seen, pairs.size());
        each = seenEach.clone();
        strange = Math.min(0.9, (seenStrange + 1) / (seenAll + 20));
        Arrays.fill(seen, 0);
        Arrays.fill(seenEach, 0);
        seenStrange = 0;
        seenAll = 0;
        partners = partners();
        weigh();
    }

    private double together(int a, int b) {
        int pair = pairs.find(key(a, b));
        return pair < 0 || pair >= together.length ? 0 : together[pair];
    }

    private long[][] partners() {
        List<List<Long>> of = new ArrayList<>();
        for (int a = 0; a < each.length; a++) {
            of.add(new ArrayList<>());
        }
        goTogether = new boolean[together.length];
        for (int pair = 0; pair < together.length; pair++) {
            int a = (int) (pairs.key(pair) >> 32);
            goTogether[pair] = together[pair] >= 0.05 * each[a] + 1;
            if (goTogether[pair]) {
                of.get(a).add(pairs.key(pair) & 0xFFFFFFFFL);
            }
        }
        long[][] partners = new long[each.length][];
        Arrays.setAll(
                partners, a -> of.get(a).stream().mapToLong(b -> b).sorted().toArray());
        return partners;
    }

    /** The values that stand for each other, the most frequent first. */
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
            if (count >= 2 && together[pair] >= 0.3 * each[a]) {
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
        return Map.of("strange", strange, "loyal", loyal, "together", table);
    }

    @Override
    void recall(Map<String, ?> learned) {
        Map<String, Integer> lefts = left.codes();
        Map<String, Integer> rights = right.codes();
        for (Object row : (List<?>) learned.get("together")) {
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
        strange = ((Number) learned.get("strange")).doubleValue();
        loyal = ((Number) learned.get("loyal")).doubleValue();
        weigh();
    }

    @Override
    FieldFinding finding() {
        return new FieldFinding(columns(), "names learned", List.of());
    }

    @Override
    String describe(int l, int r) {
        if (left.code(l) == 0 || right.code(r) == 0) {
            return "missing";
        }
        return goTogether(l, r) ? "known together" : "not known together";
    }
}
