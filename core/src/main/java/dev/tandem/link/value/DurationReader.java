package dev.tandem.link.value;

/**
 * A cursor over one text that may name a duration. Reads {@code 213}, {@code 213.4}, {@code m:ss}, {@code h:mm:ss}, the
 * time part of ISO 8601 durations with days, and numbers with units; in prose, one run of numbers with units
 * ({@code A 3 minute 33 second call}), or a clock in parentheses or after the word duration or length. Linear in the length
 * of the text; nothing throws. Used once, by one thread.
 */
final class DurationReader {
    private static final int LONGEST = 32_768;
    private static final int MOST_DIGITS = 12;
    private static final double NONE = Double.NaN;
    private static final String[] UNITS = {
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "m",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "ms",
        "msec",
        "millis",
        "milliseconds",
        "d",
        "day",
        "days"
    };
    private static final double[] UNIT_SECONDS = {
        1, 1, 1, 1, 1, 60, 60, 60, 60, 60, 3600, 3600, 3600, 3600, 3600, 0.001, 0.001, 0.001, 0.001, 86_400, 86_400,
        86_400
    };

    private final String text;
    private int at;
    private int end;
    private int digits;
    private boolean whole;
    private int parts;
    private boolean abbreviated;

    DurationReader(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** The number that a text is and nothing else, or NaN. */
    static double bare(String text) {
        DurationReader reader = new DurationReader(text);
        if (text.length() > LONGEST) {
            return NONE;
        }
        reader.trim();
        double number = reader.number();
        return reader.at == reader.end ? number : NONE;
    }

    /** In seconds; NaN if none or more than one is named. */
    double read() {
        if (end > LONGEST) {
            return NONE;
        }
        trim();
        int start = at;
        if (at == end) {
            return NONE;
        }
        double number = number();
        if (at == end) {
            return number;
        }
        if (peek() == ':' && !Double.isNaN(number)) {
            at = start;
            double clock = clock();
            if (at == end) {
                return clock;
            }
        }
        at = start;
        double iso = iso();
        if (!Double.isNaN(iso)) {
            return iso;
        }
        at = start;
        double units = units();
        if (at == end) {
            return units;
        }
        at = start;
        return prose();
    }

    private double prose() {
        double found = NONE;
        while (at < end) {
            char c = peek();
            double here = NONE;
            if (isDigit(c)) {
                boolean clock = announced();
                int mark = at;
                here = units();
                if (Double.isNaN(here) || (abbreviated && parts < 2 && !clock)) {
                    here = NONE;
                    at = mark;
                    here = clock ? clock() : skipToken();
                }
            } else if (isLetter(c)) {
                skipToken();
            } else {
                at++;
            }
            if (!Double.isNaN(here)) {
                if (!Double.isNaN(found) && found != here) {
                    return NONE;
                }
                found = here;
            }
        }
        return found;
    }

    /** Whether what stands here is said to be a duration by a parenthesis or a word before it. */
    private boolean announced() {
        int before = at - 1;
        if (before >= 0 && text.charAt(before) == '(') {
            return true;
        }
        while (before >= 0 && at - before < 4 && " :=".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return endsAt(before, "duration") || endsAt(before, "length");
    }

    private boolean endsAt(int last, String word) {
        int first = last + 1 - word.length();
        return first >= 0 && text.regionMatches(true, first, word, 0, word.length());
    }

    /** Passes a word, number or number-like thing as a whole, so that nothing is found within it. */
    private double skipToken() {
        while (at < end && (isDigit(peek()) || isLetter(peek()) || ":+.".indexOf(peek()) >= 0)) {
            at++;
        }
        return NONE;
    }

    /** One or more numbers with units, largest first or not; the cursor is after the last. NaN if there is none. */
    private double units() {
        double sum = NONE;
        parts = 0;
        abbreviated = false;
        while (at < end && isDigit(peek())) {
            int mark = at;
            double number = number();
            skipBlanks();
            double unit = unit();
            if (Double.isNaN(number) || Double.isNaN(unit)) {
                at = mark;
                return sum;
            }
            sum = (parts == 0 ? 0 : sum) + number * unit;
            parts++;
            mark = at;
            skipJoint();
            if (at < end && !isDigit(peek())) {
                at = mark;
                break;
            }
        }
        return sum;
    }

    private void skipJoint() {
        while (at < end && (peek() == ' ' || peek() == ',' || peek() == '.')) {
            at++;
        }
        if (text.startsWith("and ", at)) {
            at += 4;
        }
    }

    private double unit() {
        int start = at;
        while (at < end && isLetter(peek()) && at - start < 13) {
            at++;
        }
        int length = at - start;
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].length() == length && UNITS[i].regionMatches(true, 0, text, start, length)) {
                abbreviated |= length == 1;
                return UNIT_SECONDS[i];
            }
        }
        return NONE;
    }

    /** {@code m:ss} or {@code h:mm:ss}, each with a fraction or without. */
    private double clock() {
        double first = number();
        boolean wholeFirst = whole;
        if (!wholeFirst || peek() != ':') {
            skipToken();
            return NONE;
        }
        at++;
        double second = number();
        boolean paired = digits == 2 && second < 60;
        if (peek() != ':') {
            return paired ? first * 60 + second : NONE;
        }
        boolean wholeSecond = whole;
        at++;
        double third = number();
        return paired && wholeSecond && digits == 2 && third < 60 ? first * 3600 + second * 60 + third : NONE;
    }

    private double iso() {
        if (upper() != 'P') {
            return NONE;
        }
        at++;
        double sum = 0;
        int found = 0;
        boolean time = false;
        while (at < end) {
            if (upper() == 'T' && !time) {
                time = true;
                at++;
                continue;
            }
            double number = number();
            double unit = isoUnit(upper(), time);
            if (Double.isNaN(number) || Double.isNaN(unit)) {
                return NONE;
            }
            at++;
            found++;
            sum += number * unit;
        }
        return found > 0 ? sum : NONE;
    }

    private static double isoUnit(char unit, boolean time) {
        if (!time) {
            return unit == 'D' ? 86_400 : NONE;
        }
        return switch (unit) {
            case 'H' -> 3600;
            case 'M' -> 60;
            case 'S' -> 1;
            default -> NONE;
        };
    }

    /** Digits, and a fraction after a point; {@code digits} is how many stand before it. NaN if none or too many. */
    private double number() {
        long number = 0;
        int start = at;
        while (at < end && isDigit(peek())) {
            number = at - start < MOST_DIGITS ? number * 10 + (peek() - '0') : number;
            at++;
        }
        digits = at - start;
        whole = digits > 0;
        if (digits == 0 || digits > MOST_DIGITS) {
            return NONE;
        }
        if (peek() != '.' || at + 1 >= end || !isDigit(text.charAt(at + 1))) {
            return number;
        }
        at++;
        whole = false;
        return number + fraction();
    }

    private double fraction() {
        long number = 0;
        double scale = 1;
        while (at < end && isDigit(peek())) {
            if (scale < 1e9) {
                number = number * 10 + (peek() - '0');
                scale *= 10;
            }
            at++;
        }
        return number / scale;
    }

    private void trim() {
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
        while (end > at && text.charAt(end - 1) <= ' ') {
            end--;
        }
    }

    private void skipBlanks() {
        while (at < end && peek() == ' ') {
            at++;
        }
    }

    private char peek() {
        return at < end ? text.charAt(at) : 0;
    }

    private char upper() {
        return (char) (peek() & ~0x20);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'z';
    }
}
