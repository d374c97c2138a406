package dev.tandem.link;

import dev.tandem.link.value.Phone;
import dev.tandem.link.value.Phones;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a left number says. */
final class PhoneEvidence extends KeyedEvidence {
    private static final String[] NAMES = {
        "different", "one digit off", "same block", "same line, other extension", "same as far as shown", "same number"
    };
    private static final int SAMPLE = 20_000;

    /** In place of the ending where there is no number. */
    private static final int NO_NUMBER = -2;

    private final Column left;
    private final Column[] rights;
    private final @Nullable Phone[] leftPhones;
    private final @Nullable Phone[][] rightPhones;

    /** What settles most pairs of numbers. */
    private final int[] leftEndings;

    private final int[][] rightEndings;

    /** By left code: how likely another call has the same number. */
    private final double[] same;

    /** By left code: how much rarer that is than certain, natural logarithm. */
    private final double[] rarity;

    private int present;
    private final PhoneLevels levels = new PhoneLevels();

    PhoneEvidence(FieldPair columns, Column left, List<Column> rights, Calls calls) {
        super(columns, calls);
        this.left = left;
        this.rights = rights.toArray(Column[]::new);
        leftPhones = phones(left);
        rightPhones = new Phone[this.rights.length][];
        Arrays.setAll(rightPhones, c -> phones(this.rights[c]));
        leftEndings = endings(leftPhones);
        rightEndings = Arrays.stream(rightPhones).map(PhoneEvidence::endings).toArray(int[][]::new);
        same = same();
        rarity = Arrays.stream(same).map(share -> -Math.log(share)).toArray();
        levels.seenAtRandom(levelsAtRandom());
        lists();
    }

    private static @Nullable Phone[] phones(Column column) {
        @Nullable Phone[] phones = new Phone[column.distinct() + 1];
        for (int code = 1; code < phones.length; code++) {
            phones[code] = Phones.parse(column.text(code));
        }
        return phones;
    }

    private static int[] endings(@Nullable Phone[] phones) {
        return Arrays.stream(phones)
                .mapToInt(phone -> phone == null ? NO_NUMBER : Phones.ending(phone))
                .toArray();
    }

    private double[] same() {
        LongIndex keys = new LongIndex();
        int[] rows = new int[64];
        present = 1;
        for (int c = 0; c < rights.length; c++) {
            for (int code = 1; code < rightPhones[c].length; code++) {
                Phone phone = rightPhones[c][code];
                if (phone != null) {
                    int key = keys.add(PhoneLevels.key(phone));
                    rows = key < rows.length ? rows : Arrays.copyOf(rows, 2 * rows.length);
                    rows[key] += rights[c].count(code);
                }
            }
            present = Math.max(present, rights[c].present());
        }
        double[] share = new double[leftPhones.length];
        for (int code = 1; code < share.length; code++) {
            Phone phone = leftPhones[code];
            int key = phone == null ? -1 : keys.find(PhoneLevels.key(phone));
            share[code] = phone == null ? 1 : (key < 0 ? 1 : rows[key]) / (double) present;
        }
        return share;
    }

    /** How many right rows have a left row's number. */
    double rows(int l) {
        return Math.max(1, same[left.code(l)] * present);
    }

    private double[] levelsAtRandom() {
        double[] counts = new double[Phones.LEVELS];
        int l = left.size();
        int r = rights[0].size();
        for (int i = 0; i < SAMPLE && l > 0 && r > 0; i++) {
            int level = level((int) (i * 7_919L % l), (int) (i * 104_729L % r));
            if (level != MISSING) {
                counts[level]++;
            }
        }
        return counts;
    }

    int rightColumns() {
        return rights.length;
    }

    /** What settles of most numbers of a right row that they are different; see {@link Phones#ending}. */
    int rightEnding(int column, int r) {
        return rightEndings[column][rights[column].code(r)];
    }

    /** The best of {@link Phones}' levels, or {@link #MISSING}. */
    int level(int l, int r, RightRows rows) {
        int ending = leftEndings[left.code(l)];
        int best = MISSING;
        for (int c = 0; c < rights.length && ending != NO_NUMBER; c++) {
            int other = rows.ending(r, c);
            if (other != NO_NUMBER) {
                best = Phones.areFar(ending, other) ? Math.max(best, Phones.DIFFERENT) : better(best, l, r, c);
            }
        }
        return best;
    }

    private int level(int l, int r) {
        int best = MISSING;
        for (int c = 0; c < rights.length; c++) {
            best = better(best, l, r, c);
        }
        return best;
    }

    private int better(int level, int l, int r, int column) {
        Phone phone = leftPhones[left.code(l)];
        return phone == null ? level : PhoneLevels.best(level, phone, rightPhones[column][rights[column].code(r)]);
    }

    double weight(int l, int level) {
        return levels.weight(level) + (level == Phones.SAME ? rarity[left.code(l)] : 0);
    }

    @Override
    long[] leftKeys(int l) {
        Phone phone = leftPhones[left.code(l)];
        return phone == null ? NO_KEYS : new long[] {PhoneLevels.key(phone)};
    }

    @Override
    long[] rightKeys(int r) {
        long[] keys = new long[rights.length];
        int n = 0;
        for (int c = 0; c < rights.length; c++) {
            Phone phone = rightPhones[c][rights[c].code(r)];
            if (phone != null && (n == 0 || keys[0] != PhoneLevels.key(phone))) {
                keys[n++] = PhoneLevels.key(phone);
            }
        }
        return n == keys.length ? keys : Arrays.copyOf(keys, n);
    }

    @Override
    void observe(int l, int r, double probability) {
        levels.observe(level(l, r), probability);
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
        return new FieldFinding(columns(), "phone", levels(NAMES, levels.match(), levels.chance()));
    }

    @Override
    String describe(int l, int r) {
        int level = level(l, r);
        return level == MISSING ? "missing" : NAMES[level];
    }
}
