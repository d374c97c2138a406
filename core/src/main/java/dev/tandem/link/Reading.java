package dev.tandem.link;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column whose values were read as what they are: texts, numbers, dates or phone numbers. */
final class Reading {
    private static final int SAMPLE = 1_000;
    private static final double MOST = 0.9;

    final ColumnFormat format;

    private final double[] number;

    /** Whether a date column tells years alone. */
    final boolean years;

    private Reading(ColumnFormat format, double[] number) {
        this.format = format;
        this.number = number;
        years = format.form() == ColumnFormat.Form.YEAR
                || (format.form() == ColumnFormat.Form.STAMP && areFirstsOfYears(number));
    }

    static Reading of(View view, int column) {
        int distinct = view.distinct(column);
        List<String> sample = new ArrayList<>();
        for (int code = 1; code < distinct && sample.size() < SAMPLE; code++) {
            if (!view.value(column, code).isEmpty()) {
                sample.add(view.value(column, code));
            }
        }
        ColumnFormat format = ColumnFormat.of(view.name(column), sample);
        boolean text = format.form().kind == FieldKind.TEXT || format.form().kind == FieldKind.PHONE;
        double[] number = new double[text ? 0 : distinct];
        for (int code = 0; code < number.length; code++) {
            number[code] = code == 0 ? Double.NaN : format.read(view.value(column, code));
        }
        return new Reading(format, number);
    }

    /** A number itself, or the day of a date since 1970-01-01; NaN if a code has none. */
    double number(int code) {
        return code < number.length ? number[code] : Double.NaN;
    }

    private static boolean areFirstsOfYears(double[] days) {
        int firsts = 0;
        int values = 0;
        for (double day : days) {
            if (!Double.isNaN(day)) {
                values++;
                firsts += isFirstOfYear(day) ? 1 : 0;
            }
        }
        return firsts >= MOST * values;
    }

    private static boolean isFirstOfYear(double day) {
        return Math.abs(day) < 1e6 && LocalDate.ofEpochDay((long) day).getDayOfYear() == 1;
    }

    /** The year of a day since 1970-01-01. */
    static int year(double day) {
        return (int) Math.floor(1970 + (day + 0.5) / ColumnFormat.DAYS_A_YEAR);
    }

    /** The texts of all codes of a column. */
    String[] texts(View view, int column) {
        String[] out = new String[view.distinct(column)];
        Arrays.setAll(out, code -> format.text(view.value(column, code)));
        return out;
    }

    /** The kind as which two columns are compared; null if it is none they share, so that they are compared as texts. */
    static @Nullable FieldKind common(Reading left, Reading right) {
        return left.format.form().kind == right.format.form().kind ? left.format.form().kind : null;
    }
}
