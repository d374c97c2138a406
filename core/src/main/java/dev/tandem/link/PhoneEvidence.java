package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a left number says: whether any of the right row's numbers is the same one. Which of them does not matter, for
 * caller and called change places by direction and by fault. A number that many rows have says less.
 */
final class PhoneEvidence extends KeyedEvidence {
    private static final String[] NAMES = {
        "different", "one digit off", "same block", "same line, other extension", "same as far as shown", "same number"
    };
    private static final double[] PRIOR = {0.06, 0.01, 0.01, 0.01, 0.03, 0.88};
    private static final double[] CHANCE = {0.99, 0.001, 0.002, 0.001, 0.003, 0.003};
    private static final int SAMPLE = 20_000;
    private static final double STRENGTH = 20;

    private final Column left;
    private final Column[] rights;
    private final @Nullable Phone[] leftPhones;
    private final @Nullable Phone[][] rightPhones;

    /** By left code: how likely another call has the same number. */
    private final double[] same;

    private final double[] chance;
    private final double[] seen = new double[Phones.LEVELS];
    private double[] match = PRIOR.clone();
    private final double[] weights = new double[Phones.LEVELS];

    /** By left code: the weight of the same number. */
    private final double[] sameWeights;

    PhoneEvidence(FieldPair columns, Column left, List<Column> rights) {
        super(columns);
        this.left = left;
        this.rights = rights.toArray(Column[]::new);
        leftPhones = phones(left);
        rightPhones = new Phone[this.rights.length][];
        Arrays.setAll(rightPhones, c -> phones(this.rights[c]));
        same = same();
        chance = chance();
        sameWeights = new double[same.length];
        weigh();
    }

    private void weigh() {
        for (int level = 0; level < weights.length; level++) {
            weights[level] = Math.log(match[level] / chance[level]);
        }
        for (int code = 0; code < same.length; code++) {
            sameWeights[code] = Math.log(match[Phones.SAME] / same[code]);
        }
    }

    private static @Nullable Phone[] phones(Column column) {
        @Nullable Phone[] phones = new Phone[column.distinct() + 1];
        for (int code = 1; code < phones.length; code++) {
            phones[code] = Phones.parse(column.text(code));
        }
        return phones;
    }

    private double[] same() {
        Map<Long, Integer> rows = new HashMap<>();
        int present = 1;
        for (int c = 0; c < rights.length; c++) {
            for (int code = 1; code < rightPhones[c].length; code++) {
                Phone phone = rightPhones[c][code];
                if (phone != null) {
                    rows.merge(key(phone), rights[c].count(code), Integer::sum);
                }
            }
            present = Math.max(present, rights[c].present());
        }
        double[] share = new double[leftPhones.length];
        for (int code = 1; code < share.length; code++) {
            Phone phone = leftPhones[code];
            share[code] = phone == null ? 1 : rows.getOrDefault(key(phone), 1) / (double) present;
        }
        return share;
    }

    /** What writings of one number have in common. */
    private static long key(Phone phone) {
        long key = Phones.key(phone);
        return key >= 0 ? key : -1 - phone.digits();
    }

    private double[] chance() {
        double[] counts = new double[Phones.LEVELS];
        int l = left.size();
        int r = rights[0].size();
        for (int i = 0; i < SAMPLE && l > 0 && r > 0; i++) {
            int level = level((int) (i * 7_919L % l), (int) (i * 104_729L % r));
            if (level != MISSING) {
                counts[level]++;
            }
        }
        return shares(counts, CHANCE, 10);
    }

    /** The best of {@link Phones}' levels. */
    int level(int l, int r) {
        Phone phone = leftPhones[left.code(l)];
        if (phone == null) {
            return MISSING;
        }
        int best = MISSING;
        for (int c = 0; c < rights.length && best < Phones.SAME; c++) {
            Phone other = rightPhones[c][rights[c].code(r)];
            if (other != null) {
                best = Math.max(best, Phones.level(phone, other));
            }
        }
        return best;
    }

    double weight(int l, int level) {
        if (level == MISSING) {
            return 0;
        }
        return level == Phones.SAME ? sameWeights[left.code(l)] : weights[level];
    }

    @Override
    long[] leftKeys(int l) {
        Phone phone = leftPhones[left.code(l)];
        return phone == null ? NO_KEYS : new long[] {key(phone)};
    }

    @Override
    long[] rightKeys(int r) {
        long[] keys = new long[rights.length];
        int n = 0;
        for (int c = 0; c < rights.length; c++) {
            Phone phone = rightPhones[c][rights[c].code(r)];
            if (phone != null && (n == 0 || keys[0] != key(phone))) {
                keys[n++] = key(phone);
            }
        }
        return n == keys.length ? keys : Arrays.copyOf(keys, n);
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
        match = shares(seen, PRIOR, STRENGTH);
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
        return new FieldFinding(columns(), "phone", levels(NAMES, match, chance));
    }

    @Override
    String describe(int l, int r) {
        int level = level(l, r);
        return level == MISSING ? "missing" : NAMES[level];
    }
}
