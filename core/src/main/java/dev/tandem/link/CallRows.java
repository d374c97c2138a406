package dev.tandem.link;

import dev.tandem.link.value.Phone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Right rows by id, by time, by telephone number and by values, as numbers. A row is known by its place, which is given anew
 * once the row is gone. Used by one thread.
 */
final class CallRows {
    private final Map<String, Integer> places = new HashMap<>();
    private @Nullable String[] ids = new String[16];
    private int[] free = new int[16];
    private int freed;
    private int used;

    double[] start = new double[16];
    double[] length = new double[16];
    private long[] party = new long[16];
    private final PhoneColumn[] phones;

    /** By column of few values and then by column of like values. */
    private final TextCodes[] texts;

    private final int[][] codes;
    private final boolean[] unique;
    private final int kinds;

    final TimeList byTime = new TimeList();
    private final KeyedRows byPhone = new KeyedRows();
    private final KeyedRows byParty = new KeyedRows();
    private final KeyedRows[] byText;
    private final Runs runs = new LiveRuns();

    /** @param unique by column of like values, whether each call has its own */
    CallRows(int phoneColumns, int kindColumns, boolean[] unique) {
        kinds = kindColumns;
        this.unique = unique.clone();
        phones = new PhoneColumn[phoneColumns];
        Arrays.setAll(phones, i -> new PhoneColumn());
        texts = new TextCodes[kindColumns + unique.length];
        Arrays.setAll(texts, i -> new TextCodes());
        byText = new KeyedRows[texts.length];
        Arrays.setAll(byText, i -> new KeyedRows());
        codes = new int[texts.length][16];
    }

    int size() {
        return places.size();
    }

    String id(int row) {
        String id = ids[row];
        if (id == null) {
            throw new IllegalStateException("no row has the place " + row);
        }
        return id;
    }

    void put(String id, CallReader.Right call) {
        remove(id);
        int row = freed > 0 ? free[--freed] : used++;
        if (row == ids.length) {
            grow();
        }
        places.put(id, row);
        ids[row] = id;
        start[row] = call.start();
        length[row] = call.length();
        party[row] = call.party();
        for (int c = 0; c < phones.length; c++) {
            phones[c].set(row, call.phones()[c]);
        }
        for (int c = 0; c < texts.length; c++) {
            String text = c < kinds ? call.kinds()[c] : call.values()[c - kinds];
            codes[c][row] = text == null ? 0 : texts[c].use(text);
        }
        if (!Double.isNaN(start[row])) {
            byTime.add(row, start);
            forEachKey(row, (rows, key) -> rows.add(key, row, start));
        }
    }

    private void grow() {
        int length = 2 * ids.length;
        ids = Arrays.copyOf(ids, length);
        free = Arrays.copyOf(free, length);
        start = Arrays.copyOf(start, length);
        this.length = Arrays.copyOf(this.length, length);
        party = Arrays.copyOf(party, length);
        for (int c = 0; c < codes.length; c++) {
            codes[c] = Arrays.copyOf(codes[c], length);
        }
    }

    /** Whether there was such a row. */
    boolean remove(String id) {
        Integer known = places.remove(id);
        if (known == null) {
            return false;
        }
        int row = known;
        if (!Double.isNaN(start[row])) {
            byTime.remove(row, start);
            forEachKey(row, (rows, key) -> rows.remove(key, row, start));
        }
        for (PhoneColumn column : phones) {
            column.set(row, null);
        }
        for (int c = 0; c < texts.length; c++) {
            if (codes[c][row] != 0) {
                texts[c].release(codes[c][row]);
            }
        }
        ids[row] = null;
        free[freed++] = row;
        return true;
    }

    /** Removes what started before a time in seconds since 1970. */
    void removeBefore(double time) {
        while (timed() > 0 && start[byTime.first()] < time) {
            remove(id(byTime.first()));
        }
    }

    private interface Key {
        void of(KeyedRows rows, long key);
    }

    private void forEachKey(int row, Key keys) {
        for (int c = 0; c < phones.length; c++) {
            Phone phone = phones[c].get(row);
            if (phone != null && !isRepeated(c, row, PhoneLevels.key(phone))) {
                keys.of(byPhone, PhoneLevels.key(phone));
            }
        }
        for (int c = 0; c < texts.length; c++) {
            if (codes[c][row] != 0) {
                keys.of(byText[c], codes[c][row]);
            }
        }
        if (party[row] != 0) {
            keys.of(byParty, party[row]);
        }
    }

    /** Whether a column before has the same key. */
    private boolean isRepeated(int column, int row, long key) {
        for (int c = 0; c < column; c++) {
            Phone phone = phones[c].get(row);
            if (phone != null && PhoneLevels.key(phone) == key) {
                return true;
            }
        }
        return false;
    }

    /** How many rows have a time. */
    int timed() {
        return byTime.size();
    }

    /** The seconds from the first row to the last, at least a day. */
    double span() {
        double span = timed() < 2 ? 0 : start[byTime.last()] - start[byTime.first()];
        return Math.max(86_400, span);
    }

    /** How many rows are from a time on and before another. */
    int between(double from, double to) {
        return byTime.before(to, start) - byTime.before(from, start);
    }

    /** The rows that have a number; null if there are none. */
    @Nullable
    TimeList withPhone(Phone phone) {
        return byPhone.find(PhoneLevels.key(phone));
    }

    /** Which share of the rows has a number, at least one of them. */
    double share(Phone phone) {
        int present = 1;
        for (PhoneColumn column : phones) {
            present = Math.max(present, column.present());
        }
        return Math.max(1, byPhone.count(PhoneLevels.key(phone))) / (double) present;
    }

    /** The rows that have a text, by column of few values and then of like ones; null if there are none. */
    @Nullable
    TimeList withText(int column, String text) {
        int code = texts[column].find(text);
        return code == 0 ? null : byText[column].find(code);
    }

    /** The better of the levels of a number and each of a row's. */
    int level(Phone left, int row) {
        int level = Evidence.MISSING;
        for (PhoneColumn column : phones) {
            level = PhoneLevels.best(level, left, column.get(row));
        }
        return level;
    }

    /** The text of a row; null if it is missing. */
    @Nullable
    String text(int column, int row) {
        int code = codes[column][row];
        return code == 0 ? null : texts[column].text(code);
    }

    /** The value of a row in a column of few values; null if it is missing. */
    KnownAliases.@Nullable Right kind(int column, int row) {
        int code = codes[column][row];
        TextCodes of = texts[column];
        return code == 0 ? null : new KnownAliases.Right(of.text(code), of.folded(code), of.share(code));
    }

    /** Which share of the rows has a row's text, which is not missing. */
    double share(int column, int row) {
        return texts[column].share(codes[column][row]);
    }

    /** Some durations, spread over all rows. */
    double[] lengths(int most) {
        double[] some = new double[Math.min(most, used)];
        for (int i = 0; i < some.length; i++) {
            int row = (int) ((long) i * used / some.length);
            some[i] = ids[row] == null ? Double.NaN : length[row];
        }
        return LengthEvidence.sample(some);
    }

    /** The parts of calls that begin with a row. */
    List<Parts.Part> partsFrom(int row) {
        List<Parts.Part> parts = new ArrayList<>();
        for (int c = 0; c < unique.length; c++) {
            Parts.Part part = sharing(kinds + c, row);
            if (part != null && part.members()[0] == row) {
                parts.add(part);
            }
        }
        TimeList same = party[row] == 0 || byParty.count(party[row]) < 2 ? null : byParty.find(party[row]);
        if (same != null) {
            TimeList.Cursor from = same.new Cursor(row, start);
            int[] around = new int[Runs.MOST + 2];
            int n = 0;
            if (from.previous() >= 0) {
                around[n++] = from.next();
            }
            int at = n;
            for (int next = from.next(); next >= 0 && n < around.length; next = from.next()) {
                around[n++] = next;
            }
            runs.grow(Arrays.copyOf(around, n), at, parts::add);
        }
        return parts;
    }

    /** The rows that share a code with one; null if there are none. */
    Parts.@Nullable Part sharing(int row) {
        for (int c = 0; c < unique.length; c++) {
            Parts.Part part = sharing(kinds + c, row);
            if (part != null) {
                return part;
            }
        }
        return null;
    }

    private Parts.@Nullable Part sharing(int column, int row) {
        int code = unique[column - kinds] ? codes[column][row] : 0;
        int count = code == 0 ? 0 : byText[column].count(code);
        if (count < 2 || count > Runs.MOST) {
            return null;
        }
        TimeList same = byText[column].find(code);
        if (same == null) {
            return null;
        }
        TimeList.Cursor from = same.new Cursor(Double.NEGATIVE_INFINITY, start);
        int[] members = new int[count];
        Arrays.setAll(members, i -> from.next());
        return runs.sharing(members);
    }

    /** Those of the rows there are. */
    private final class LiveRuns extends Runs {
        @Override
        double start(int row) {
            return start[row];
        }

        @Override
        double length(int row) {
            return length[row];
        }

        @Override
        long party(int row) {
            return party[row];
        }

        @Override
        boolean compatible(int a, int b) {
            for (int c = 0; c < kinds; c++) {
                int one = codes[c][a];
                int other = codes[c][b];
                if (one != 0 && other != 0 && one != other) {
                    return false;
                }
            }
            return true;
        }
    }
}
