package dev.tandem.link;

import dev.tandem.link.value.Phone;
import dev.tandem.link.value.Phones;
import dev.tandem.link.value.Stamps;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single rows by the columns and formats of a model. Immutable. */
final class CallReader {
    private static final double DAY = 86_400;

    /** How many characters count of a value that is compared as a whole. */
    private static final int LONGEST = 500;

    private final CallSchema schema;
    private final CallFormats formats;
    private final Clock clock;
    private final List<String> leftKinds;
    private final List<String> rightKinds;
    private final List<String> leftValues;
    private final List<String> rightValues;

    CallReader(CallSchema schema, CallFormats formats, Clock clock) {
        this.schema = schema;
        this.formats = formats;
        this.clock = clock;
        leftKinds = schema.aliases().stream().map(FieldPair::left).toList();
        rightKinds = schema.aliases().stream().map(FieldPair::right).toList();
        leftValues = schema.values().stream().map(FieldPair::left).toList();
        rightValues = schema.values().stream().map(FieldPair::right).toList();
    }

    /**
     * A left row.
     *
     * @param stamp by the right table's clock, in seconds since 1970; for a day alone, its noon; NaN if it is missing
     * @param day the day that the stamp shows, counted from 1970
     * @param ahead how far the left clock is ahead then, in seconds
     * @param length in seconds, NaN if it is missing
     * @param phones by column of numbers
     * @param kinds by column of few values
     * @param values by column of like values, folded
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Left(
            double stamp,
            boolean dayOnly,
            double day,
            double ahead,
            double length,
            @Nullable Phone[] phones,
            @Nullable String[] kinds,
            @Nullable String[] values) {}

    /**
     * A right row; see {@link Left}.
     *
     * @param party the same for calls of the same people, 0 if it tells none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Right(
            double start,
            double length,
            @Nullable Phone[] phones,
            @Nullable String[] kinds,
            @Nullable String[] values,
            long party) {}

    /** How many right columns of numbers there are. */
    int phoneColumns() {
        return schema.rightPhones().size();
    }

    Left left(Map<String, String> row) {
        String time = text(row, schema.time().left());
        long shown = time == null ? Stamps.NONE : formats.leftTime().seconds(time);
        boolean dayOnly =
                time != null && shown != Stamps.NONE && formats.leftTime().dateOnly(time);
        double at = shown == Stamps.NONE ? Double.NaN : shown;
        double noon = dayOnly ? DAY / 2 : 0;
        double stamp = at - (shown == Stamps.NONE ? 0 : clock.ahead(at)) + noon;
        return new Left(
                stamp,
                dayOnly,
                Math.floor(at / DAY),
                shown == Stamps.NONE ? 0 : clock.ahead(stamp),
                leftLength(row, dayOnly ? Double.NaN : at),
                phones(row, schema.leftPhones()),
                kinds(row, leftKinds),
                values(row, leftValues));
    }

    private double leftLength(Map<String, String> row, double begin) {
        FieldPair columns = schema.length();
        if (columns == null) {
            return Double.NaN;
        }
        double length = length(row, columns.left(), formats.leftLength(), begin);
        for (String column : formats.prose()) {
            String told = Double.isNaN(length) ? text(row, column) : null;
            length = told == null ? length : Readers.told(told);
        }
        return length;
    }

    Right right(Map<String, String> row) {
        String time = text(row, schema.time().right());
        long start = time == null ? Stamps.NONE : formats.rightTime().seconds(time);
        double at = start == Stamps.NONE ? Double.NaN : start;
        FieldPair length = schema.length();
        return new Right(
                at,
                length == null ? Double.NaN : length(row, length.right(), formats.rightLength(), at),
                phones(row, schema.rightPhones()),
                kinds(row, rightKinds),
                values(row, rightValues),
                party(row, schema.rightPhones().isEmpty() ? rightKinds : schema.rightPhones()));
    }

    /** The value of a column; null if it is missing. */
    private static @Nullable String text(Map<String, String> row, String column) {
        @Nullable String value = row.get(column);
        String text = value == null ? "" : value.strip();
        return text.isEmpty() ? null : text;
    }

    private static double length(Map<String, String> row, String column, @Nullable LengthFormat reader, double begin) {
        String text = text(row, column);
        return text == null || reader == null ? Double.NaN : reader.seconds(text, begin);
    }

    private static @Nullable Phone[] phones(Map<String, String> row, List<String> columns) {
        @Nullable Phone[] phones = new Phone[columns.size()];
        for (int i = 0; i < phones.length; i++) {
            String text = text(row, columns.get(i));
            phones[i] = text == null ? null : Phones.parse(text);
        }
        return phones;
    }

    private static @Nullable String[] kinds(Map<String, String> row, List<String> columns) {
        @Nullable String[] kinds = new String[columns.size()];
        for (int i = 0; i < kinds.length; i++) {
            String text = text(row, columns.get(i));
            kinds[i] = text == null ? null : kind(text);
        }
        return kinds;
    }

    /** The beginning of a value, which is what counts of it. */
    static String kind(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private @Nullable String[] values(Map<String, String> row, List<String> columns) {
        @Nullable String[] values = new String[columns.size()];
        for (int i = 0; i < values.length; i++) {
            String text = text(row, columns.get(i));
            values[i] = text == null ? null : schema.kinds().get(i).folded(text);
        }
        return values;
    }

    private static long party(Map<String, String> row, List<String> columns) {
        long party = 0;
        for (String column : columns) {
            String text = text(row, column);
            party += text == null ? 0 : Runs.party(kind(text));
        }
        return party;
    }
}
