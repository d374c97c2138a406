package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two columns of few values say that need not have a character in common: which value comes with which is learned
 * from the sure pairs, such as an extension with an owner's name.
 */
final class AliasEvidence extends KeyedEvidence {
    private final FieldPair columns;
    private final Column left;
    private final Column right;
    private final double[] chance;
    private Map<Long, Double> together = new HashMap<>();
    private double[] each;
    private final Map<Long, Double> seen = new HashMap<>();
    private final double[] seenEach;
    private double strange = 0.1;
    private double seenStrange;
    private double seenAll;
    private static final double NEW = 0.5;
    private static final int MOST_OF_CONTACT = 100;
    private @Nullable KeyedEvidence contact;
    private double loyal;

    AliasEvidence(FieldPair columns, Column left, Column right) {
        this.columns = columns;
        this.left = left;
        this.right = right;
        each = new double[left.distinct() + 1];
        seenEach = new double[left.distinct() + 1];
        chance = new double[right.distinct() + 1];
        for (int b = 1; b <= right.distinct(); b++) {
            chance[b] = right.count(b) / (double) right.present();
        }
    }

    private static long key(int a, int b) {
        return (long) a << 32 | b;
    }

    @Override
    double weight(int l, int r, double own) {
        int a = left.code(l);
        int b = right.code(r);
        if (a == 0 || b == 0) {
            return 0;
        }
        double known = known(a, b, own);
        double expected = chance[b];
        if (contact != null && contact.same(l, r)) {
            expected = loyal * known + (1 - loyal) * expected;
        }
        return Math.log(((1 - strange) * known + strange * chance[b]) / expected);
    }

    /**
     * Tells that calls of one contact tend to have one value here, so that it says less where the contact agrees.
     *
     * @param order all right rows, in any order
     */
    void given(KeyedEvidence contact, int[] order) {
        double same = 1;
        double all = 4;
        for (int[] rows : contact.rightsByKey(order).values()) {
            if (rows.length > MOST_OF_CONTACT) {
                continue;
            }
            for (int i = 1; i < rows.length; i++) {
                int a = right.code(rows[i - 1]);
                int b = right.code(rows[i]);
                if (a != 0 && b != 0) {
                    all++;
                    same += a == b ? 1 : 0;
                }
            }
        }
        this.contact = contact;
        loyal = same / all;
    }

    private double known(int a, int b, double own) {
        double both = Math.max(0, together.getOrDefault(key(a, b), 0.0) - own);
        double all = Math.max(0, each[a] - own);
        return (both + NEW * chance[b]) / (all + NEW);
    }

    @Override
    long[] leftKeys(int l) {
        int a = left.code(l);
        return together.keySet().stream()
                .filter(key -> (int) (key >> 32) == a && a != 0 && goTogether(a, (int) (long) key))
                .mapToLong(key -> (int) (long) key)
                .toArray();
    }

    @Override
    long[] rightKeys(int r) {
        int b = right.code(r);
        return b == 0 ? new long[0] : new long[] {b};
    }

    @Override
    boolean same(int l, int r) {
        return goTogether(left.code(l), right.code(r));
    }

    /** Whether two values come together so often that one is looked for by the other. */
    boolean goTogether(int a, int b) {
        return a != 0 && b != 0 && together.getOrDefault(key(a, b), 0.0) >= 0.05 * each[a] + 1;
    }

    @Override
    void observe(int l, int r, double probability) {
        int a = left.code(l);
        int b = right.code(r);
        if (a == 0 || b == 0) {
            return;
        }
        seen.merge(key(a, b), probability, Double::sum);
        seenEach[a] += probability;
        double in = (1 - strange) * known(a, b, probability) / chance[b];
        seenStrange += probability * strange / (in + strange);
        seenAll += probability;
    }

    @Override
    void learn() {
        together = new HashMap<>(seen);
        each = seenEach.clone();
        strange = Math.min(0.9, (seenStrange + 1) / (seenAll + 20));
        seen.clear();
        Arrays.fill(seenEach, 0);
        seenStrange = 0;
        seenAll = 0;
    }

    Column leftColumn() {
        return left;
    }

    Column rightColumn() {
        return right;
    }

    Map<Long, Double> together() {
        return together;
    }

    double strange() {
        return strange;
    }

    @Override
    FieldFinding finding() {
        return new FieldFinding(columns, "names learned", java.util.List.of());
    }

    @Override
    String level(int l, int r) {
        int a = left.code(l);
        int b = right.code(r);
        if (a == 0 || b == 0) {
            return "missing";
        }
        return goTogether(a, b) ? "known together" : "not known together";
    }
}
