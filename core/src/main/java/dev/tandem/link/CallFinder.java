package dev.tandem.link;

import dev.tandem.link.value.Phone;
import dev.tandem.link.value.Phones;
import dev.tandem.link.value.TextKind;
import dev.tandem.link.value.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds in two tables of calls which columns are times, durations, numbers and names, and which go with which: pairs of
 * rows whose times agree are mostly one call, so columns that tell these from pairs half an hour apart go together.
 */
final class CallFinder {
    private static final int MOST_COLUMNS = 64;
    private static final int MOST_PROBES = 20_000;
    private static final int LEAST_PROBES = 10;

    /** How many right rows near a left one are probes at most. */
    private static final int NEAREST = 10;

    private static final double UNIQUE = 0.85;
    private static final int MOST_CATEGORIES = 200_000;
    private static final int ENOUGH = 200;
    /** How far more agreements than chance makes must stand out, in standard deviations. */
    private static final double CLEAR = 5;

    private static final double LEAST_LIFT = 0.01;
    private static final double LEAST_SHARE = 0.05;

    /** How far the pairs are apart that others are compared with, in seconds. */
    private static final double APART = 1_800;

    private final Table left;
    private final Table right;
    private final Readers leftReaders;
    private final Readers rightReaders;
    private final Set<FieldPair> allowed;
    private final Set<Integer> leftUsed = new HashSet<>();
    private final Set<Integer> rightUsed = new HashSet<>();
    private int[] probeLeft = {};
    private int[] probeRight = {};
    private int[] controlRight = {};

    /** The values of the probes, by column. */
    private final Map<Texts, long[]> leftTexts = new HashMap<>();

    private final Map<Texts, long[]> rightTexts = new HashMap<>();
    private final Map<Texts, long[]> controlTexts = new HashMap<>();
    private final Map<Integer, TextKind> leftKinds = new HashMap<>();
    private final Map<Integer, TextKind> rightKinds = new HashMap<>();

    /** The values of a column as those of a kind. */
    private record Texts(int column, TextKind kind) {}

    /** The left stamps by the right clock, ascending. */
    private double[] shown = {};

    private double close;
    private Clock clock = Clock.steady(0);

    /** @param fields the pairs of columns to look at; empty for all */
    CallFinder(Table left, Table right, List<FieldPair> fields) {
        this.left = left;
        this.right = right;
        leftReaders = new Readers(left);
        rightReaders = new Readers(right);
        allowed = new HashSet<>(fields);
    }

    Readers leftReaders() {
        return leftReaders;
    }

    Readers rightReaders() {
        return rightReaders;
    }

    /** How the left clock goes; known once a schema is found. */
    Clock clock() {
        return clock;
    }

    private int leftColumns() {
        return Math.min(MOST_COLUMNS, left.columns().size());
    }

    private int rightColumns() {
        return Math.min(MOST_COLUMNS, right.columns().size());
    }

    private FieldPair pair(int a, int b) {
        return new FieldPair(left.columns().get(a), right.columns().get(b));
    }

    private boolean isOpen(int a, int b) {
        return !leftUsed.contains(a) && !rightUsed.contains(b) && (allowed.isEmpty() || allowed.contains(pair(a, b)));
    }

    private void use(int a, int b) {
        leftUsed.add(a);
        rightUsed.add(b);
    }

    /** The schema; null if no two columns of time go together, so that these are no events. */
    @Nullable
    CallSchema find(Parallel parallel) {
        readBoth(parallel, leftReaders::times, rightReaders::times);
        FieldPair time = findTime();
        if (time == null) {
            return null;
        }
        List<String> rightPhones = new ArrayList<>();
        List<String> leftPhones = findPhones(rightPhones);
        probeContacts(leftPhones, rightPhones);
        readBoth(parallel, c -> leftReaders.lengths(c, time.left()), c -> rightReaders.lengths(c, time.right()));
        FieldPair length = findLength(time);
        List<FieldPair> aliases = new ArrayList<>();
        List<FieldPair> values = new ArrayList<>();
        findValues(aliases, values);
        List<TextKind> kinds = values.stream().map(this::kind).toList();
        return new CallSchema(time, length, leftPhones, rightPhones, aliases, values, kinds);
    }

    /** Has both tables read at once, as far as nothing was found in their columns; the readers keep what they read. */
    private void readBoth(Parallel parallel, IntConsumer ofLeft, IntConsumer ofRight) {
        parallel.all(List.of(
                () -> readOpen(leftColumns(), leftUsed, ofLeft), () -> readOpen(rightColumns(), rightUsed, ofRight)));
    }

    private static int readOpen(int columns, Set<Integer> used, IntConsumer reader) {
        IntStream.range(0, columns).filter(column -> !used.contains(column)).forEach(reader);
        return columns;
    }

    private @Nullable FieldPair findTime() {
        Clock best = null;
        int bestLeft = -1;
        int bestRight = -1;
        for (int a = 0; a < leftColumns(); a++) {
            Readers.Times s = leftReaders.times(a);
            for (int b = 0; b < rightColumns() && s != null; b++) {
                Readers.Times t = isOpen(a, b) ? rightReaders.times(b) : null;
                Clock clock = t == null ? null : Clock.steady(s.timed(), t.timed());
                if (clock != null && (best == null || clock.clearness() > best.clearness())) {
                    best = clock;
                    bestLeft = a;
                    bestRight = b;
                }
            }
        }
        if (best == null || !best.isClear()) {
            return null;
        }
        use(bestLeft, bestRight);
        probe(leftReaders.timed(bestLeft), rightReaders.timed(bestRight), best);
        return pair(bestLeft, bestRight);
    }

    private void probe(double[] s, double[] t, Clock steady) {
        clock = steady.overTime(s, t);
        close = steady.width() / 2.0 + 0.6;
        shown = Arrays.stream(s)
                .filter(at -> !Double.isNaN(at))
                .map(at -> at - clock.ahead(at))
                .sorted()
                .toArray();
        int[] order = Order.of(Calls.keys(t));
        double[] times = Arrays.stream(order).mapToDouble(i -> t[i]).toArray();
        int known = Clock.lower(times, Double.MAX_VALUE);
        int every = Math.max(1, s.length / MOST_PROBES);
        int[][] probes = new int[3][NEAREST * (s.length / every + 1)];
        int n = 0;
        for (int l = 0; l < s.length; l += every) {
            double at = s[l] - clock.ahead(s[l]);
            if (Double.isNaN(at)) {
                continue;
            }
            int from = Clock.lower(times, at - close);
            int to = Math.min(Clock.lower(times, at + close), from + NEAREST);
            int control = Clock.lower(times, at + APART);
            for (int i = from; i < to && control + i - from < known; i++) {
                probes[0][n] = l;
                probes[1][n] = order[i];
                probes[2][n++] = order[control + i - from];
            }
        }
        probeLeft = Arrays.copyOf(probes[0], n);
        probeRight = Arrays.copyOf(probes[1], n);
        controlRight = Arrays.copyOf(probes[2], n);
    }

    /** Keeps the probes that have a number in common, if these are enough: they are surer to be one call. */
    private void probeContacts(List<String> lefts, List<String> rights) {
        if (lefts.isEmpty()) {
            return;
        }
        boolean[] same = new boolean[probeLeft.length];
        for (String name : lefts) {
            @Nullable Phone[] ours = phones(left.column(name), probeLeft);
            for (String other : rights) {
                @Nullable Phone[] theirs = phones(right.column(other), probeRight);
                for (int i = 0; i < same.length; i++) {
                    Phone a = ours[i];
                    Phone b = theirs[i];
                    same[i] |= a != null && b != null && Phones.level(a, b) == Phones.SAME;
                }
            }
        }
        int[] some = IntStream.range(0, same.length).filter(i -> same[i]).toArray();
        if (some.length >= ENOUGH) {
            probeLeft = Arrays.stream(some).map(i -> probeLeft[i]).toArray();
            probeRight = Arrays.stream(some).map(i -> probeRight[i]).toArray();
            controlRight = Arrays.stream(some).map(i -> controlRight[i]).toArray();
        }
    }

    private static @Nullable Phone[] phones(Column column, int[] rows) {
        @Nullable Phone[] phones = new Phone[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int code = column.code(rows[i]);
            boolean repeated = i > 0 && code == column.code(rows[i - 1]);
            phones[i] = repeated ? phones[i - 1] : code == 0 ? null : Phones.parse(column.text(code));
        }
        return phones;
    }

    private @Nullable FieldPair findLength(FieldPair time) {
        double best = LEAST_LIFT;
        int foundLeft = -1;
        int foundRight = -1;
        for (int a = 0; a < leftColumns(); a++) {
            double[] x = leftUsed.contains(a) ? null : leftReaders.lengths(a, time.left());
            for (int b = 0; b < rightColumns() && x != null; b++) {
                double[] y = isOpen(a, b) ? rightReaders.lengths(b, time.right()) : null;
                double lift = y == null ? 0 : lift(x, y);
                if (lift > best) {
                    best = lift;
                    foundLeft = a;
                    foundRight = b;
                }
            }
        }
        if (foundLeft < 0) {
            return findRightLength(time);
        }
        use(foundLeft, foundRight);
        return pair(foundLeft, foundRight);
    }

    /** The right duration that most left stamps fit as ends of calls, where the left table tells no durations. */
    private @Nullable FieldPair findRightLength(FieldPair time) {
        double[] start = rightReaders.timed(right.columns().indexOf(time.right()));
        double best = LEAST_LIFT;
        int found = -1;
        for (int b = 0; b < rightColumns(); b++) {
            double[] y = rightUsed.contains(b) || !allowed.isEmpty() ? null : rightReaders.lengths(b, time.right());
            double lift = y == null ? 0 : ends(start, y);
            if (lift > best) {
                best = lift;
                found = b;
            }
        }
        if (found < 0) {
            return null;
        }
        rightUsed.add(found);
        return new FieldPair("", right.columns().get(found));
    }

    /** How many more left stamps are at an end than half an hour from one, as a share of all; 0 if chance may explain it. */
    private double ends(double[] start, double[] length) {
        double[] ends = new double[start.length];
        for (int r = 0; r < ends.length; r++) {
            ends[r] = start[r] + length[r];
        }
        ends = Arrays.stream(ends).filter(e -> !Double.isNaN(e)).sorted().toArray();
        int fit = 0;
        int chance = 0;
        for (double at : shown) {
            fit += near(ends, at);
            chance += near(ends, at + APART);
        }
        return fit - chance > CLEAR * Math.sqrt(chance + 1.0) ? (fit - chance) / (double) shown.length : 0;
    }

    private int near(double[] times, double at) {
        return Clock.lower(times, at + close) > Clock.lower(times, at - close) ? 1 : 0;
    }

    /** The share of probes whose durations agree, beyond chance; 0 if chance may explain it. */
    private double lift(double[] x, double[] y) {
        int agree = 0;
        int chance = 0;
        int known = 0;
        for (int i = 0; i < probeLeft.length; i++) {
            double v = x[probeLeft[i]];
            if (!Double.isNaN(v)) {
                known++;
                agree += Math.abs(v - y[probeRight[i]]) <= 1.5 ? 1 : 0;
                chance += Math.abs(v - y[controlRight[i]]) <= 1.5 ? 1 : 0;
            }
        }
        boolean clear = known >= LEAST_PROBES && agree - chance > CLEAR * Math.sqrt(chance + 1.0);
        return clear ? (agree - chance) / (double) known : 0;
    }

    private List<String> findPhones(List<String> rights) {
        List<String> lefts = new ArrayList<>();
        for (int a = 0; a < leftColumns(); a++) {
            boolean any = false;
            for (int b = 0; b < rightColumns() && leftReaders.isPhone(a); b++) {
                if (isOpen(a, b) && rightReaders.isPhone(b)) {
                    any = true;
                    if (!rights.contains(right.columns().get(b))) {
                        rights.add(right.columns().get(b));
                    }
                }
            }
            if (any) {
                lefts.add(left.columns().get(a));
            }
        }
        lefts.forEach(name -> leftUsed.add(left.columns().indexOf(name)));
        rights.forEach(name -> rightUsed.add(right.columns().indexOf(name)));
        return lefts;
    }

    private record Found(int a, int b, double gain, boolean alias) {}

    private void findValues(List<FieldPair> aliases, List<FieldPair> values) {
        List<Found> found = new ArrayList<>();
        for (int a = 0; a < leftColumns(); a++) {
            for (int b = 0; b < rightColumns(); b++) {
                if (isOpen(a, b)) {
                    Found one = compare(a, b);
                    if (one != null) {
                        found.add(one);
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Found::gain)
                .reversed()
                .thenComparing(Found::a)
                .thenComparing(Found::b));
        for (Found one : found) {
            if (isOpen(one.a, one.b)) {
                use(one.a, one.b);
                (one.alias ? aliases : values).add(pair(one.a, one.b));
            }
        }
    }

    private static boolean isCategory(Column column) {
        return column.distinct() > 1
                && column.distinct() <= Math.max(20, column.present() / 4)
                && column.distinct() <= MOST_CATEGORIES;
    }

    /** What the values of two columns name; anything if each names something else. */
    private TextKind kind(int a, int b) {
        TextKind ofLeft = leftKinds.computeIfAbsent(a, i -> left.column(i).kind());
        TextKind ofRight = rightKinds.computeIfAbsent(b, i -> right.column(i).kind());
        return ofLeft == ofRight ? ofLeft : TextKind.ANY;
    }

    private TextKind kind(FieldPair pair) {
        if (isUnique(left.column(pair.left())) && isUnique(right.column(pair.right()))) {
            return TextKind.ID;
        }
        return kind(left.columns().indexOf(pair.left()), right.columns().indexOf(pair.right()));
    }

    /** Whether nearly each row has a value of its own. */
    private static boolean isUnique(Column column) {
        return column.distinct() > UNIQUE * column.present();
    }

    private @Nullable Found compare(int a, int b) {
        Column x = left.column(a);
        Column y = right.column(b);
        TextKind kind = kind(a, b);
        long[] lefts = leftTexts.computeIfAbsent(new Texts(a, kind), key -> texts(x, kind, probeLeft));
        long[] rights = rightTexts.computeIfAbsent(new Texts(b, kind), key -> texts(y, kind, probeRight));
        long[] controls = controlTexts.computeIfAbsent(new Texts(b, kind), key -> texts(y, kind, controlRight));
        int known = 0;
        int agree = 0;
        int chance = 0;
        for (int i = 0; i < probeLeft.length; i++) {
            if (lefts[i] != 0 && rights[i] != 0) {
                known++;
                agree += lefts[i] == rights[i] ? 1 : 0;
                chance += lefts[i] == controls[i] ? 1 : 0;
            }
        }
        if (known < LEAST_PROBES) {
            return null;
        }
        if (!isCategory(x) || !isCategory(y)) {
            double share = (agree - chance) / (double) known;
            boolean clear = agree - chance > CLEAR * Math.sqrt(chance + 1.0) && share > LEAST_SHARE;
            return clear ? new Found(a, b, 10 * share, false) : null;
        }
        double gain = information(x, y, probeRight) - information(x, y, controlRight);
        return gain * known > 15 && gain > 0.005 ? new Found(a, b, gain, true) : null;
    }

    /** A number for the folded value of each row, the same for the same value; 0 where it is missing. */
    private static long[] texts(Column column, TextKind kind, int[] rows) {
        long[] texts = new long[rows.length];
        long[] byCode = new long[column.distinct() + 1];
        for (int i = 0; i < rows.length; i++) {
            int code = column.code(rows[i]);
            if (code != 0 && byCode[code] == 0) {
                byCode[code] = hash(kind.folded(column.text(code)));
            }
            texts[i] = byCode[code];
        }
        return texts;
    }

    private static long hash(String text) {
        return Words.hash(text, 0, text.length()) | 1;
    }

    /** The mutual information of two columns over the probes, in natural units. */
    private double information(Column x, Column y, int[] rights) {
        Map<Long, Integer> both = new HashMap<>();
        int[] one = new int[x.distinct() + 1];
        int[] other = new int[y.distinct() + 1];
        double n = 0;
        for (int i = 0; i < probeLeft.length; i++) {
            int p = x.code(probeLeft[i]);
            int q = y.code(rights[i]);
            if (p != 0 && q != 0) {
                both.merge((long) p << 32 | q, 1, Integer::sum);
                one[p]++;
                other[q]++;
                n++;
            }
        }
        // In the order of the keys: sums in another order differ in their last digits.
        long[] keys = both.keySet().stream().mapToLong(k -> k).sorted().toArray();
        double sum = 0;
        for (long key : keys) {
            double c = both.getOrDefault(key, 0);
            sum += c / n * Math.log(c * n / ((double) one[(int) (key >> 32)] * other[(int) key]));
        }
        return sum;
    }
}
