package dev.tandem.link;

import dev.tandem.link.value.Durations;
import dev.tandem.link.value.Phones;
import dev.tandem.link.value.Stamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a table as what they may be: times, durations, telephone numbers. Each is read once. */
final class Readers {
    private static final int SAMPLE = 2_000;
    private static final double MOST_SECONDS = 86_400;
    private static final double LEAST_LENGTHS = 0.8;
    private static final double LEAST_PHONES = 0.6;

    /** Longer values are no number and no sentence about a duration. */
    private static final int LONGEST = 500;

    private final Table table;
    private final Map<Integer, Optional<Times>> times = new HashMap<>();
    private final Map<Integer, Optional<double[]>> lengths = new HashMap<>();
    private final Map<Integer, Boolean> phones = new HashMap<>();

    /** Times in seconds since 1970, NaN where there is none, and which of them are days without a time of day. */
    @SuppressWarnings("ArrayRecordComponent")
    record Times(double[] seconds, boolean[] dayOnly) {
        Times inOrder(int[] rows) {
            boolean[] days = new boolean[rows.length];
            for (int i = 0; i < days.length; i++) {
                days[i] = dayOnly[rows[i]];
            }
            return new Times(Readers.inOrder(seconds, rows), days);
        }

        /** The times that tell more than a day. */
        double[] timed() {
            double[] timed = seconds.clone();
            for (int i = 0; i < timed.length; i++) {
                timed[i] = dayOnly[i] ? Double.NaN : timed[i];
            }
            return timed;
        }
    }

    Readers(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /** The same table with its rows in another order; what was read is not read again. */
    Readers inOrder(int[] rows) {
        Readers other = new Readers(table.rows(rows));
        times.forEach((column, read) -> other.times.put(column, read.map(known -> known.inOrder(rows))));
        lengths.forEach((column, read) -> other.lengths.put(column, read.map(known -> inOrder(known, rows))));
        other.phones.putAll(phones);
        return other;
    }

    private static double[] inOrder(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /** Some of the values of a column, spread evenly. */
    static List<String> sample(Column column) {
        List<String> sample = new ArrayList<>();
        int every = Math.max(1, column.distinct() / SAMPLE);
        for (int code = 1; code <= column.distinct(); code += every) {
            sample.add(column.text(code));
        }
        return sample;
    }

    /** The times of a column; null if it holds none. */
    @Nullable
    Times times(int index) {
        return times.computeIfAbsent(index, i -> Optional.ofNullable(readTimes(i)))
                .orElse(null);
    }

    /** The times of a column that tell more than a day; all NaN if it holds none. */
    double[] timed(int index) {
        Times read = times(index);
        return read == null ? Calls.missing(table.size()) : read.timed();
    }

    private @Nullable Times readTimes(int index) {
        Column column = table.column(index);
        Stamps reader = Stamps.detect(table.columns().get(index), sample(column));
        if (reader == null) {
            return null;
        }
        double[] byCode = Calls.missing(column.distinct() + 1);
        boolean[] days = new boolean[byCode.length];
        for (int code = 1; code < byCode.length; code++) {
            String text = column.text(code);
            long seconds = reader.seconds(text);
            if (seconds != Stamps.NONE) {
                byCode[code] = seconds;
                days[code] = reader.dateOnly(text);
            }
        }
        boolean[] dayOnly = new boolean[column.size()];
        for (int i = 0; i < dayOnly.length; i++) {
            dayOnly[i] = days[column.code(i)];
        }
        return new Times(spread(column, byCode), dayOnly);
    }

    private static double[] spread(Column column, double[] byCode) {
        double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = byCode[column.code(i)];
        }
        return values;
    }

    /**
     * The durations of a column in seconds, which may hold the times at which calls ended; null if it holds none.
     *
     * @param begin the column of the times at which calls began
     */
    double @Nullable [] lengths(int index, String begin) {
        if (index < 0) {
            return null;
        }
        if (times(index) != null) {
            return since(index, table.columns().indexOf(begin));
        }
        return lengths.computeIfAbsent(index, i -> Optional.ofNullable(readLengths(i)))
                .orElse(null);
    }

    /** How long a call was, at most a day; NaN if that cannot be. */
    static double between(double begin, double end) {
        double seconds = end - begin;
        return seconds >= 0 && seconds <= MOST_SECONDS ? seconds : Double.NaN;
    }

    private double @Nullable [] since(int end, int begin) {
        Times ended = times(end);
        Times began = begin < 0 || begin == end ? null : times(begin);
        if (ended == null || began == null) {
            return null;
        }
        double[] lengths = Calls.missing(table.size());
        double[] from = began.timed();
        double[] to = ended.timed();
        int good = 0;
        int known = 0;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = between(from[i], to[i]);
            known += Double.isNaN(to[i] - from[i]) ? 0 : 1;
            good += Double.isNaN(lengths[i]) ? 0 : 1;
        }
        return good < 2 || good < LEAST_LENGTHS * known ? null : lengths;
    }

    private double @Nullable [] readLengths(int index) {
        Column column = table.column(index);
        Durations reader = Durations.detect(sample(column));
        double[] byCode = Calls.missing(column.distinct() + 1);
        int good = 0;
        int rows = 0;
        for (int code = 1; code < byCode.length; code++) {
            String text = column.text(code);
            byCode[code] = length(reader, text);
            good += Double.isNaN(byCode[code]) ? 0 : 1;
            rows += Double.isNaN(byCode[code]) ? 0 : column.count(code);
        }
        // A column of other texts may tell many different durations, but in few rows.
        boolean most = good >= LEAST_LENGTHS * column.distinct() && 2 * rows >= column.present();
        return good >= 2 && most ? spread(column, byCode) : null;
    }

    /** The duration that a value is, at most a day; NaN if it is none. */
    static double length(Durations reader, String text) {
        double seconds = text.length() > LONGEST || Phones.looksLikePhone(text) ? Double.NaN : reader.seconds(text);
        return seconds <= MOST_SECONDS ? seconds : Double.NaN;
    }

    /** Fills in durations that only a sentence tells, such as "A 3 minute 33 second call". */
    double[] withProse(double[] known) {
        double[] filled = known.clone();
        for (int c = 0; c < table.columns().size(); c++) {
            Column column = table.column(c);
            double[] told = null;
            for (int i = 0; i < filled.length; i++) {
                if (Double.isNaN(filled[i]) && column.code(i) != 0) {
                    told = told == null ? prose(column) : told;
                    filled[i] = told[column.code(i)];
                }
            }
        }
        return filled;
    }

    private static double[] prose(Column column) {
        double[] told = Calls.missing(column.distinct() + 1);
        for (int code = 1; code < told.length; code++) {
            told[code] = told(column.text(code));
        }
        return told;
    }

    /** The duration that a sentence tells; NaN if it tells none. */
    static double told(String text) {
        boolean may = text.length() <= LONGEST && (text.contains("minute") || text.contains("second"));
        return may ? Durations.secondsIn(text) : Double.NaN;
    }

    /** Whether a column holds telephone numbers. */
    boolean isPhone(int index) {
        return phones.computeIfAbsent(index, i -> times(i) == null && readsAsPhone(table.column(i)));
    }

    private static boolean readsAsPhone(Column column) {
        int looks = 0;
        List<String> sample = sample(column);
        for (String text : sample) {
            boolean masked = text.indexOf('*') >= 0 && text.length() < 40 && Phones.parse(text) != null;
            looks += masked || (text.length() < 40 && Phones.looksLikePhone(text)) ? 1 : 0;
        }
        return looks > 0 && looks > LEAST_PHONES * sample.size();
    }
}
