package dev.tandem.link;

import dev.tandem.link.value.Durations;
import dev.tandem.link.value.Stamps;
import dev.tandem.link.value.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column whose values were read as what they are: texts, numbers, dates or phone numbers. */
final class Reading {
    private static final int SAMPLE = 1_000;
    private static final double MOST = 0.9;
    private static final int FIRST_YEAR = 1_800;
    private static final int LAST_YEAR = 2_100;
    private static final double SECONDS_A_DAY = 86_400;
    private static final double DAYS_A_YEAR = 365.2425;
    private static final int PHONE_DIGITS = 7;
    private static final int NATIONAL_DIGITS = 10;

    final FieldKind kind;

    private final double[] number;

    /** Whether a date column tells years alone. */
    final boolean years;

    private Reading(FieldKind kind, double[] number, boolean years) {
        this.kind = kind;
        this.number = number;
        this.years = years;
    }

    static Reading of(View view, int column) {
        int distinct = view.distinct(column);
        List<String> sample = new ArrayList<>();
        for (int code = 1; code < distinct && sample.size() < SAMPLE; code++) {
            if (!view.value(column, code).isEmpty()) {
                sample.add(view.value(column, code));
            }
        }
        if (sample.isEmpty()) {
            return new Reading(FieldKind.TEXT, new double[0], false);
        }
        if (share(sample, value -> isYear(number(value))) >= MOST) {
            return dates(all(view, column, value -> (number(value) - 1970) * DAYS_A_YEAR), true);
        }
        Stamps stamps = Stamps.detect(view.name(column), sample);
        if (stamps != null) {
            return dates(all(view, column, value -> day(stamps, value)), false);
        }
        if (share(sample, value -> !Double.isNaN(number(value))) >= MOST) {
            return new Reading(FieldKind.NUMBER, all(view, column, Reading::number), false);
        }
        if (share(sample, value -> !Double.isNaN(Durations.secondsIn(value))) >= MOST) {
            return new Reading(FieldKind.NUMBER, all(view, column, Durations::secondsIn), false);
        }
        boolean phones = share(sample, Reading::isPhone) >= MOST;
        return new Reading(phones ? FieldKind.PHONE : FieldKind.TEXT, new double[0], false);
    }

    /** A number itself, or the day of a date since 1970-01-01; NaN if a code has none. */
    double number(int code) {
        return code < number.length ? number[code] : Double.NaN;
    }

    /** A column of first days of years alone tells years. */
    private static Reading dates(double[] days, boolean years) {
        int firsts = 0;
        int values = 0;
        for (double day : days) {
            if (!Double.isNaN(day)) {
                values++;
                firsts += isFirstOfYear(day) ? 1 : 0;
            }
        }
        return new Reading(FieldKind.DATE, days, years || firsts >= MOST * values);
    }

    private static boolean isFirstOfYear(double day) {
        return Math.abs(day) < 1e6 && LocalDate.ofEpochDay((long) day).getDayOfYear() == 1;
    }

    private static double day(Stamps stamps, String value) {
        long seconds = stamps.seconds(value);
        return seconds == Stamps.NONE ? Double.NaN : seconds / SECONDS_A_DAY;
    }

    /** The year of a day since 1970-01-01. */
    static int year(double day) {
        return (int) Math.floor(1970 + (day + 0.5) / DAYS_A_YEAR);
    }

    private static boolean isYear(double number) {
        return number >= FIRST_YEAR && number <= LAST_YEAR && number == Math.rint(number);
    }

    private interface Test {
        boolean holds(String value);
    }

    private interface Reader {
        double read(String value);
    }

    private static double share(List<String> sample, Test test) {
        return sample.stream().filter(test::holds).count() / (double) sample.size();
    }

    private static double[] all(View view, int column, Reader reader) {
        double[] out = new double[view.distinct(column)];
        out[0] = Double.NaN;
        for (int code = 1; code < out.length; code++) {
            out[code] = reader.read(view.value(column, code));
        }
        return out;
    }

    /** The number that a text is, apart from a currency or percent sign and commas between thousands; or NaN. */
    static double number(String value) {
        if (value.length() > 24) {
            return Double.NaN;
        }
        StringBuilder digits = new StringBuilder();
        boolean point = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '.' && !point) {
                point = true;
                digits.append(c);
            } else if (c == '-' && digits.isEmpty()) {
                digits.append(c);
            } else if (c != ',' && c != '%' && c != ' ' && Character.getType(c) != Character.CURRENCY_SYMBOL) {
                return Double.NaN;
            }
        }
        String text = digits.toString();
        return text.chars().anyMatch(Character::isDigit) ? Double.parseDouble(text) : Double.NaN;
    }

    private static boolean isPhone(String value) {
        return value.chars().noneMatch(Character::isLetter) && digits(value).length() >= PHONE_DIGITS;
    }

    private static String digits(String value) {
        StringBuilder digits = new StringBuilder();
        value.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    /** A value as a text that is equal for equal values; for a phone number, its last digits. */
    String text(String value) {
        if (kind != FieldKind.PHONE) {
            return Words.flat(value);
        }
        String digits = digits(value);
        return digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
    }

    /** The texts of all codes of a column. */
    String[] texts(View view, int column) {
        String[] out = new String[view.distinct(column)];
        Arrays.setAll(out, code -> text(view.value(column, code)));
        return out;
    }

    /** The kind as which two columns are compared; null if it is none they share, so that they are compared as texts. */
    static @Nullable FieldKind common(Reading left, Reading right) {
        return left.kind == right.kind ? left.kind : null;
    }
}
