package dev.tandem.link;

import dev.tandem.link.value.Durations;
import dev.tandem.link.value.Stamps;
import dev.tandem.link.value.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are read, one by one.
 *
 * @param stamps how times are read; null where values are no times
 */
record ColumnFormat(Form form, @Nullable Stamps stamps) {
    private static final double MOST = 0.9;
    private static final int FIRST_YEAR = 1_800;
    private static final int LAST_YEAR = 2_100;
    private static final double SECONDS_A_DAY = 86_400;
    static final double DAYS_A_YEAR = 365.2425;
    private static final int PHONE_DIGITS = 7;
    private static final int NATIONAL_DIGITS = 10;

    /** What a value is. */
    enum Form {
        TEXT(FieldKind.TEXT),
        PHONE(FieldKind.PHONE),
        NUMBER(FieldKind.NUMBER),
        LENGTH(FieldKind.NUMBER),
        YEAR(FieldKind.DATE),
        STAMP(FieldKind.DATE);

        final FieldKind kind;

        Form(FieldKind kind) {
            this.kind = kind;
        }
    }

    /** The format of a column by its name and some values, none of them empty. */
    static ColumnFormat of(String column, List<String> sample) {
        if (sample.isEmpty()) {
            return new ColumnFormat(Form.TEXT, null);
        }
        if (most(sample, value -> isYear(number(value)))) {
            return new ColumnFormat(Form.YEAR, null);
        }
        Stamps stamps = Stamps.detect(column, sample);
        if (stamps != null) {
            return new ColumnFormat(Form.STAMP, stamps);
        }
        if (most(sample, value -> !Double.isNaN(number(value)))) {
            return new ColumnFormat(Form.NUMBER, null);
        }
        if (most(sample, value -> !Double.isNaN(Durations.secondsIn(value)))) {
            return new ColumnFormat(Form.LENGTH, null);
        }
        return new ColumnFormat(most(sample, ColumnFormat::isPhone) ? Form.PHONE : Form.TEXT, null);
    }

    private static boolean most(List<String> sample, Predicate<String> test) {
        return sample.stream().filter(test).count() >= MOST * sample.size();
    }

    private static boolean isYear(double number) {
        return number >= FIRST_YEAR && number <= LAST_YEAR && number == Math.rint(number);
    }

    private static boolean isPhone(String value) {
        return value.chars().noneMatch(Character::isLetter) && digits(value).length() >= PHONE_DIGITS;
    }

    private static String digits(String value) {
        StringBuilder digits = new StringBuilder();
        value.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    /** The number that a value is, seconds of a length, or the day of a date since 1970-01-01; NaN if it is none. */
    double read(String value) {
        return switch (form) {
            case TEXT, PHONE -> Double.NaN;
            case NUMBER -> number(value);
            case LENGTH -> Durations.secondsIn(value);
            case YEAR -> (number(value) - 1970) * DAYS_A_YEAR;
            case STAMP -> day(value);
        };
    }

    private double day(String value) {
        long seconds = stamps == null ? Stamps.NONE : stamps.seconds(value);
        return seconds == Stamps.NONE ? Double.NaN : seconds / SECONDS_A_DAY;
    }

    /** A value as a text that is equal for equal values; for a phone number, its last digits. */
    String text(String value) {
        if (form != Form.PHONE) {
            return Words.flat(value);
        }
        String digits = digits(value);
        return digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
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

    /** As values that JSON has. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("form", form.name());
        if (stamps != null) {
            map.put("stamps", SavedStamps.toMap(stamps));
        }
        return map;
    }

    static ColumnFormat fromMap(Map<?, ?> map) {
        Form form = Form.valueOf(String.valueOf(Saved.value(map, "form")));
        return new ColumnFormat(form, form == Form.STAMP ? SavedStamps.fromMap(Saved.map(map, "stamps")) : null);
    }
}
