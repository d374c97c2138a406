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

    private final FieldPair columns;
    private final Column left;
    private final Column[] rights;
    private final @Nullable Phone[] leftPhones;
    private final @Nullable Phone[][] rightPhones;

    /** By key: in how many right rows a number occurs. */
    private final Map<Long, Integer> rows = new HashMap<>();

    private final int rightRows;
    private final double[] chance;
    private final double[] seen = new double[Phones.LEVELS];
    private double[] match = PRIOR.clone();

    PhoneEvidence(FieldPair columns, Column left, List<Column> rights) {
        this.columns = columns;
        this.left = left;
        this.rights = rights.toArray(Column[]::new);
        leftPhones = phones(left);
        rightPhones = new Phone[this.rights.length][];
        int any = 0;
        for (int c = 0; c < this.rights.length; c++) {
            rightPhones[c] = phones(this.rights[c]);
            for (int code = 1; code < rightPhones[c].length; code++) {
                Phone phone = rightPhones[c][code];
                if (phone != null) {
                    rows.merge(key(phone), this.rights[c].count(code), Integer::sum);
                }
            }
            any = Math.max(any, this.rights[c].present());
        }
        rightRows = Math.max(1, any);
        chance = chance();
    }

    static @Nullable Phone[] phones(Column column) {
        @Nullable Phone[] phones = new Phone[column.distinct() + 1];
        for (int code = 1; code < phones.length; code++) {
            phones[code] = Phones.parse(String.valueOf(column.value(code)));
        }
        return phones;
    }

    /** What the same numbers have in common. */
    static long key(Phone phone) {
        long key = Phones.key(phone);
        return key >= 0 ? key : -1 - phone.digits();
    }

    private double[] chance() {
        double[] counts = new double[Phones.LEVELS];
        int l = left.size();
        int r = rights[0].size();
        for (int i = 0; i < 20_000 && l > 0 && r > 0; i++) {
            int level = compare((int) (i * 7919L % l), (int) (i * 104_729L % r));
            if (level >= 0) {
                counts[level]++;
            }
        }
        return shares(counts, new double[] {0.99, 0.001, 0.002, 0.001, 0.003, 0.003}, 10);
    }

    @Override
    long[] leftKeys(int l) {
        Phone phone = leftPhones[left.code(l)];
        return phone == null ? new long[0] : new long[] {key(phone)};
    }

    @Override
    long[] rightKeys(int r) {
        long[] keys = new long[rights.length];
        int n = 0;
        for (int c = 0; c < rights.length; c++) {
            Phone phone = rightPhones[c][rights[c].code(r)];
            if (phone != null) {
                keys[n++] = key(phone);
            }
        }
        return Arrays.copyOf(keys, n);
    }

    @Override
    boolean same(int l, int r) {
        return compare(l, r) == Phones.SAME;
    }

    /** The best level; -1 if a side is missing. */
    private int compare(int l, int r) {
        Phone phone = leftPhones[left.code(l)];
        if (phone == null) {
            return -1;
        }
        int best = -1;
        for (int c = 0; c < rights.length; c++) {
            Phone other = rightPhones[c][rights[c].code(r)];
            if (other != null) {
                best = Math.max(best, Phones.level(phone, other));
            }
        }
        return best;
    }

    @Override
    double weight(int l, int r, double own) {
        int level = compare(l, r);
        if (level < 0) {
            return 0;
        }
        double by = chance[level];
        if (level == Phones.SAME) {
            Phone phone = leftPhones[left.code(l)];
            by = (phone == null ? 1 : rows.getOrDefault(key(phone), 1)) / (double) rightRows;
        }
        return Math.log(match[level] / by);
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
        match = shares(seen, PRIOR, 20);
        Arrays.fill(seen, 0);
    }

    @Override
    FieldFinding finding() {
        return new FieldFinding(columns, "phone", levels(NAMES, match, chance));
    }

    @Override
    String level(int l, int r) {
        int level = compare(l, r);
        return level < 0 ? "missing" : NAMES[level];
    }
}
