package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds in two tables of calls which columns are times, durations, numbers and names, and which go with which. */
final class CallColumns {
    private static final int SAMPLE = 2_000;
    private static final double CLEAR = 8;
    private static final int MOST_COLUMNS = 64;
    private static final int MOST_PROBES = 20_000;
    private static final double CLOSE = 3;

    private final Table left;
    private final Table right;
    private final Map<String, double @Nullable []> stamps = new HashMap<>();
    private final Map<String, double @Nullable []> lengths = new HashMap<>();
    private final Calls calls;
    private final List<Column> codes = new ArrayList<>();
    private final List<Column> contacts = new ArrayList<>();
    private final List<Column> agents = new ArrayList<>();
    private int leftTime = -1;
    private int rightTime = -1;
    private int leftLength = -1;
    private int rightLength = -1;
    private int[] probeLeft = {};
    private int[] probeRight = {};
    private int[] controlRight = {};

    CallColumns(Table left, Table right) {
        this.left = left;
        this.right = right;
        calls = new Calls(left.size(), right.size());
    }

    Calls calls() {
        return calls;
    }

    /** Finds the two clocks; false if no two columns of time go together. */
    boolean findClock() {
        Clock best = null;
        double[] bestStart = null;
        for (int a = 0; a < Math.min(MOST_COLUMNS, left.columns().size()); a++) {
            double[] s = stamps(left, a, true);
            if (s == null) {
                continue;
            }
            double[] timed = timed(left, a, s);
            for (int b = 0; b < Math.min(MOST_COLUMNS, right.columns().size()); b++) {
                double[] t = stamps(right, b, false);
                if (t == null) {
                    continue;
                }
                Clock clock = Clock.steady(timed, t);
                if (clock != null && (best == null || clock.clearness() > best.clearness())) {
                    best = clock;
                    bestStart = t;
                    leftTime = a;
                    rightTime = b;
                }
            }
        }
        if (best == null || best.clearness() < CLEAR || bestStart == null) {
            return false;
        }
        double[] s = stamps(left, leftTime, true);
        calls.start = bestStart;
        calls.resolution = best.width() > 10 ? 60 : 1;
        calls.clock = best.overTime(timed(left, leftTime, s), bestStart);
        Stamps reader = reader(left, leftTime);
        Column column = left.column(leftTime);
        for (int l = 0; l < left.size(); l++) {
            if (Double.isNaN(s[l])) {
                continue;
            }
            calls.day[l] = Math.floor(s[l] / 86_400);
            calls.dayOnly[l] = reader.dateOnly(String.valueOf(column.value(column.code(l))));
            calls.stamp[l] = s[l] - calls.clock.ahead(s[l]) + (calls.dayOnly[l] ? 43_200 : 0);
        }
        return true;
    }

    private double[] timed(Table table, int index, double[] s) {
        Stamps reader = reader(table, index);
        Column column = table.column(index);
        double[] timed = s.clone();
        for (int i = 0; i < timed.length; i++) {
            if (column.code(i) != 0 && reader.dateOnly(String.valueOf(column.value(column.code(i))))) {
                timed[i] = Double.NaN;
            }
        }
        return timed;
    }

    private static @Nullable Stamps reader(Table table, int index) {
        return Stamps.detect(table.columns().get(index), sample(table.column(index)));
    }

    private static List<String> sample(Column column) {
        List<String> sample = new ArrayList<>();
        int every = Math.max(1, column.distinct() / SAMPLE);
        for (int code = 1; code <= column.distinct(); code += every) {
            sample.add(String.valueOf(column.value(code)));
        }
        return sample;
    }

    private double @Nullable [] stamps(Table table, int index, boolean isLeft) {
        String key = (isLeft ? "l" : "r") + index;
        if (!stamps.containsKey(key)) {
            stamps.put(key, readStamps(table, index));
        }
        return stamps.get(key);
    }

    private static double @Nullable [] readStamps(Table table, int index) {
        Stamps reader = reader(table, index);
        if (reader == null) {
            return null;
        }
        Column column = table.column(index);
        double[] byCode = Calls.missing(column.distinct() + 1);
        for (int code = 1; code < byCode.length; code++) {
            long seconds = reader.seconds(String.valueOf(column.value(code)));
            byCode[code] = seconds == Stamps.NONE ? Double.NaN : seconds;
        }
        return spread(column, byCode);
    }

    private static double[] spread(Column column, double[] byCode) {
        double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = byCode[column.code(i)];
        }
        return values;
    }

    private double @Nullable [] lengths(Table table, int index, boolean isLeft) {
        String key = (isLeft ? "l" : "r") + index;
        if (!lengths.containsKey(key)) {
            lengths.put(key, readLengths(table, index, isLeft));
        }
        return lengths.get(key);
    }

    private double @Nullable [] readLengths(Table table, int index, boolean isLeft) {
        if (stamps(table, index, isLeft) != null) {
            return null;
        }
        Column column = table.column(index);
        Durations reader = Durations.detect(sample(column));
        double[] byCode = Calls.missing(column.distinct() + 1);
        int good = 0;
        for (int code = 1; code < byCode.length; code++) {
            String value = String.valueOf(column.value(code));
            byCode[code] = reader.seconds(value);
            if (Phones.looksLikePhone(value) || byCode[code] > 86_400) {
                byCode[code] = Double.NaN;
            }
            good += Double.isNaN(byCode[code]) ? 0 : 1;
        }
        return good < 0.8 * column.distinct() || good < 2 ? null : spread(column, byCode);
    }

    /** Pairs so close in time that most are one call, and pairs that are not, to compare them with. */
    void probe() {
        Integer[] order = new Integer[right.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> Double.isNaN(calls.start[i]) ? Double.MAX_VALUE : calls.start[i]));
        double[] times = new double[order.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = Double.isNaN(calls.start[order[i]]) ? Double.MAX_VALUE : calls.start[order[i]];
        }
        double close = calls.resolution > 10 ? 32 : CLOSE;
        int n = 0;
        int every = Math.max(1, left.size() / MOST_PROBES);
        int[] pl = new int[3 * (left.size() / every + 1)];
        int[] pr = new int[pl.length];
        int[] pc = new int[pl.length];
        for (int l = 0; l < left.size(); l += every) {
            double s = calls.stamp[l];
            if (Double.isNaN(s) || calls.dayOnly[l]) {
                continue;
            }
            int from = Clock.lower(times, s - close);
            int to = Clock.lower(times, s + close);
            int control = Clock.lower(times, s + 1800);
            for (int i = from; i < Math.min(to, from + 3) && control + i - from < times.length; i++) {
                pl[n] = l;
                pr[n] = order[i];
                pc[n++] = order[control + i - from];
            }
        }
        probeLeft = Arrays.copyOf(pl, n);
        probeRight = Arrays.copyOf(pr, n);
        controlRight = Arrays.copyOf(pc, n);
    }

    /** Finds the durations of either side. */
    void findLengths() {
        double best = 0.1;
        for (int a = 0; a < Math.min(MOST_COLUMNS, left.columns().size()); a++) {
            double[] x = a == leftTime ? null : lengths(left, a, true);
            for (int b = 0; x != null && b < Math.min(MOST_COLUMNS, right.columns().size()); b++) {
                double[] y = b == rightTime ? null : lengths(right, b, false);
                if (y == null) {
                    continue;
                }
                double lift = 0;
                int known = 1;
                for (int i = 0; i < probeLeft.length; i++) {
                    double v = x[probeLeft[i]];
                    if (!Double.isNaN(v)) {
                        known++;
                        lift += Math.abs(v - y[probeRight[i]]) <= 1.5 ? 1 : 0;
                        lift -= Math.abs(v - y[controlRight[i]]) <= 1.5 ? 1 : 0;
                    }
                }
                if (lift / known > best && lift > 10) {
                    best = lift / known;
                    leftLength = a;
                    rightLength = b;
                }
            }
        }
        if (leftLength >= 0) {
            calls.leftLength = lengths(left, leftLength, true);
            calls.rightLength = lengths(right, rightLength, false);
            fromProse();
        }
    }

    /** Fills in durations that only a sentence tells. */
    private void fromProse() {
        calls.leftLength = calls.leftLength.clone();
        for (int a = 0; a < Math.min(MOST_COLUMNS, left.columns().size()); a++) {
            Column column = left.column(a);
            if (a == leftTime || a == leftLength || stamps(left, a, true) != null || column.distinct() < 2) {
                continue;
            }
            for (int l = 0; l < left.size(); l++) {
                if (Double.isNaN(calls.leftLength[l]) && column.code(l) != 0) {
                    String text = String.valueOf(column.value(column.code(l)));
                    if (text.contains("minute") || text.contains("second")) {
                        calls.leftLength[l] = Durations.secondsIn(text);
                    }
                }
            }
        }
    }

    Parts parts() {
        return new Parts(calls, contacts, agents, codes);
    }

    /** The evidence of the columns that go together. */
    List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>();
        all.add(new TimeEvidence(pair(leftTime, rightTime), calls));
        boolean[] leftUsed = new boolean[left.columns().size()];
        boolean[] rightUsed = new boolean[right.columns().size()];
        leftUsed[leftTime] = true;
        rightUsed[rightTime] = true;
        if (leftLength >= 0) {
            all.add(new LengthEvidence(pair(leftLength, rightLength), calls));
            leftUsed[leftLength] = true;
            rightUsed[rightLength] = true;
        }
        addPhones(all, leftUsed, rightUsed);
        addValues(all, leftUsed, rightUsed);
        return all;
    }

    private FieldPair pair(int a, int b) {
        return new FieldPair(left.columns().get(a), right.columns().get(b));
    }

    private static boolean isPhone(Column column) {
        int looks = 0;
        List<String> sample = sample(column);
        for (String value : sample) {
            looks += value.length() < 40 && Phones.looksLikePhone(value) || value.contains("*") && Phones.parse(value) != null ? 1 : 0;
        }
        return looks > 0.6 * sample.size() && looks > 0;
    }

    private void addPhones(List<Evidence> all, boolean[] leftUsed, boolean[] rightUsed) {
        List<Column> phones = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int b = 0; b < Math.min(MOST_COLUMNS, right.columns().size()); b++) {
            if (!rightUsed[b] && stamps(right, b, false) == null && isPhone(right.column(b))) {
                phones.add(right.column(b));
                contacts.add(right.column(b));
                names.add(right.columns().get(b));
                rightUsed[b] = true;
            }
        }
        for (int a = 0; a < Math.min(MOST_COLUMNS, left.columns().size()) && !phones.isEmpty(); a++) {
            if (!leftUsed[a] && stamps(left, a, true) == null && isPhone(left.column(a))) {
                leftUsed[a] = true;
                all.add(new PhoneEvidence(
                        new FieldPair(left.columns().get(a), String.join("|", names)), left.column(a), phones));
            }
        }
    }

    private record Found(int a, int b, double gain, boolean values) {}

    private void addValues(List<Evidence> all, boolean[] leftUsed, boolean[] rightUsed) {
        List<Found> found = new ArrayList<>();
        for (int a = 0; a < Math.min(MOST_COLUMNS, left.columns().size()); a++) {
            for (int b = 0; b < Math.min(MOST_COLUMNS, right.columns().size()); b++) {
                if (!leftUsed[a] && !rightUsed[b]) {
                    Found f = compare(a, b);
                    if (f != null) {
                        found.add(f);
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Found::gain).reversed().thenComparing(Found::a).thenComparing(Found::b));
        for (Found f : found) {
            if (!leftUsed[f.a] && !rightUsed[f.b]) {
                leftUsed[f.a] = true;
                rightUsed[f.b] = true;
                Column x = left.column(f.a);
                Column y = right.column(f.b);
                (f.values ? codes : agents).add(y);
                all.add(f.values ? new ValueEvidence(pair(f.a, f.b), x, y) : new AliasEvidence(pair(f.a, f.b), x, y));
            }
        }
    }

    private static boolean isCategory(Column column) {
        return column.distinct() > 1 && column.distinct() <= Math.max(20, column.present() / 4) && column.distinct() <= 20_000;
    }

    private @Nullable Found compare(int a, int b) {
        Column x = left.column(a);
        Column y = right.column(b);
        int[] same = ValueEvidence.same(x, y);
        int known = 0;
        int equal = 0;
        int chance = 0;
        for (int i = 0; i < probeLeft.length; i++) {
            int code = x.code(probeLeft[i]);
            if (code != 0 && y.code(probeRight[i]) != 0) {
                known++;
                equal += same[code] != 0 && same[code] == y.code(probeRight[i]) ? 1 : 0;
                chance += same[code] != 0 && same[code] == y.code(controlRight[i]) ? 1 : 0;
            }
        }
        if (known < 10) {
            return null;
        }
        if (!isCategory(x) || !isCategory(y)) {
            double share = (equal - chance) / (double) known;
            return share > 0.2 && equal - chance > 5 ? new Found(a, b, 10 * share, true) : null;
        }
        double gain = information(x, y, probeRight) - information(x, y, controlRight);
        return gain * known > 15 && gain > 0.005 ? new Found(a, b, gain, false) : null;
    }

    /** The mutual information of two columns over the probes, in natural units. */
    private double information(Column x, Column y, int[] rightRows) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> one = new HashMap<>();
        Map<Integer, Integer> other = new HashMap<>();
        int n = 0;
        for (int i = 0; i < probeLeft.length; i++) {
            int p = x.code(probeLeft[i]);
            int q = y.code(rightRows[i]);
            if (p != 0 && q != 0) {
                both.merge((long) p << 32 | q, 1, Integer::sum);
                one.merge(p, 1, Integer::sum);
                other.merge(q, 1, Integer::sum);
                n++;
            }
        }
        double sum = 0;
        for (Map.Entry<Long, Integer> e : both.entrySet()) {
            double c = e.getValue();
            double p = one.get((int) (e.getKey() >> 32));
            double q = other.get((int) (long) e.getKey());
            sum += c / n * Math.log(c * n / (p * q));
        }
        return sum;
    }
}
