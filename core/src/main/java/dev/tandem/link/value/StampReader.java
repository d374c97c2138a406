package dev.tandem.link.value;

/**
 * A cursor over one text that names a time. Reads the shapes of ISO 8601, RFC 2822 (with the zones of its section 4.3),
 * the Common Log Format and C's {@code asctime}, compact digits, and the numeric dates of offices and spreadsheets. Each character
 * is looked at a bounded number of times; nothing throws. Used once, by one thread.
 */
final class StampReader {
    private static final int LONGEST = 80;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int UNTIMED = -1;
    private static final DayWords MONTHS = new DayWords(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final DayWords WEEKDAYS =
            new DayWords("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final String text;
    private final boolean dayFirst;
    private final int end;
    private int at;
    private int run;
    private int year;
    private int month;
    private int day;
    private int secondOfDay = UNTIMED;
    private int offset;
    private int firstNumber;
    private int secondNumber;

    /** @param dayFirst whether 3/4/2020 is in April; a value for which only one order makes a date is read in that one */
    StampReader(String text, boolean dayFirst) {
        this.text = text;
        this.dayFirst = dayFirst;
        this.end = text.length();
    }

    /** Reads the text; the rest may be asked only if this was true. */
    boolean read() {
        if (end > LONGEST) {
            return false;
        }
        skip(" \t");
        return date() && timeOfDay() && atEnd() && CivilDate.exists(year, month, day);
    }

    /** In seconds from 1970-01-01T00:00:00 of the zone named, or of none. */
    long seconds() {
        return CivilDate.epochDay(year, month, day) * SECONDS_A_DAY + Math.max(0, secondOfDay) - offset;
    }

    boolean isTimed() {
        return secondOfDay != UNTIMED;
    }

    /** Whether it has no time of day, or one of 00:00:00. */
    boolean isMidnight() {
        return secondOfDay <= 0;
    }

    boolean hasSeconds() {
        return secondOfDay > 0 && secondOfDay % 60 != 0;
    }

    /** Positive if only the day can be first in this numeric date, negative if only the month, else 0. */
    int dayFirstVote() {
        return firstNumber > 12 ? 1 : secondNumber > 12 ? -1 : 0;
    }

    private boolean date() {
        if (isLetter(peek())) {
            if (word(WEEKDAYS) >= 0) {
                skip(" .,");
            }
            int named = word(MONTHS);
            if (named >= 0) {
                return monthThenDay(named + 1);
            }
        }
        long number = number();
        return switch (run) {
            case 1, 2 -> shortNumberFirst((int) number);
            case 4 -> yearFirst((int) number);
            case 8 -> compactDate((int) number);
            case 14 -> compactDate((int) (number / 1_000_000)) && clock((int) (number % 1_000_000));
            default -> false;
        };
    }

    /** {@code Oct 27, 2016}, or {@code Oct 27 14:51:34 UTC 2016} as a whole. */
    private boolean monthThenDay(int named) {
        month = named;
        skip(" .-");
        day = (int) number();
        if (run < 1 || run > 2) {
            return false;
        }
        skip(" ,-");
        int mark = at;
        year = (int) number();
        if (run == 4) {
            return true;
        }
        at = mark;
        if (!clock()) {
            return false;
        }
        year = (int) number();
        return run == 4;
    }

    /** {@code 27 Oct 2016}, {@code 27-Oct-16}, {@code 10/27/2016}, {@code 27.10.2016}. */
    private boolean shortNumberFirst(int first) {
        char separator = peek();
        skip(" .-/");
        int named = word(MONTHS);
        if (named >= 0) {
            day = first;
            month = named + 1;
            skip(" .-/,");
            return year(true);
        }
        int second = (int) number();
        if (run < 1 || run > 2 || separator == ' ' || peek() != separator) {
            return false;
        }
        at++;
        numeric(first, second, separator);
        return year(separator == '/');
    }

    private void numeric(int first, int second, char separator) {
        firstNumber = first;
        secondNumber = second;
        boolean swapped = dayFirst || separator == '.';
        if (first > 12 || second > 12) {
            swapped = first > 12;
        }
        day = swapped ? first : second;
        month = swapped ? second : first;
    }

    /** Years of two digits are those from 1970 to 2069, as POSIX strptime has it but for its 69. */
    private boolean year(boolean two) {
        year = (int) number();
        if (run == 2 && two) {
            year += year < 70 ? 2000 : 1900;
            return true;
        }
        return run == 4;
    }

    private boolean yearFirst(int first) {
        char separator = peek();
        if (separator != '-' && separator != '/' && separator != '.') {
            return false;
        }
        at++;
        year = first;
        month = (int) number();
        if (run < 1 || run > 2 || peek() != separator) {
            return false;
        }
        at++;
        day = (int) number();
        return run == 1 || run == 2;
    }

    private boolean compactDate(int digits) {
        year = digits / 10_000;
        month = digits / 100 % 100;
        day = digits % 100;
        return year >= 1800 && year < 2200;
    }

    private boolean timeOfDay() {
        if (at == end || isTimed()) {
            return true;
        }
        int mark = at;
        skip(" Tt_,-:");
        if (at == end) {
            at = mark;
            skip(" ");
            return at == end;
        }
        if (text.startsWith("at ", at)) {
            at += 3;
        }
        return clock();
    }

    private boolean clock() {
        int hour = (int) number();
        if (run == 6) {
            return clock(hour) && zone();
        }
        if (run == 4) {
            return clock(hour * 100) && zone();
        }
        if (run < 1 || run > 2 || peek() != ':') {
            return false;
        }
        at++;
        int minute = (int) number();
        if (run != 2) {
            return false;
        }
        int second = 0;
        if (peek() == ':') {
            at++;
            second = (int) number();
            if (run != 2) {
                return false;
            }
            fraction();
        }
        return half(hour, minute, second) && zone();
    }

    /** The digits of {@code HHmmss}. */
    private boolean clock(int digits) {
        return set(digits / 10_000, digits / 100 % 100, digits % 100);
    }

    private void fraction() {
        if (peek() == '.' || peek() == ',') {
            at++;
            number();
        }
    }

    private boolean half(int hour, int minute, int second) {
        int mark = at;
        skip(" \u00A0\u202F");
        char half = lower(peek());
        if (half == 'a' || half == 'p') {
            at++;
            skip(".");
            if (lower(peek()) == 'm') {
                at++;
                skip(".");
                return hour >= 1 && hour <= 12 && set(hour % 12 + (half == 'p' ? 12 : 0), minute, second);
            }
        }
        at = mark;
        return set(hour, minute, second);
    }

    /** A second may be 60, as in a leap second; it is the next minute's first. */
    private boolean set(int hour, int minute, int second) {
        secondOfDay = hour * 3600 + minute * 60 + second;
        return hour < 24 && minute < 60 && second <= 60;
    }

    private boolean zone() {
        skip(" ");
        int start = at;
        while (isLetter(peek()) && at - start < 6) {
            at++;
        }
        if (at > start) {
            offset = Zones.seconds(text, start, at);
            if (offset == Zones.NONE) {
                return false;
            }
            skip(" ");
        }
        char sign = peek();
        if (sign == '+' || sign == '-') {
            at++;
            return zoneDigits(sign == '-' ? -1 : 1);
        }
        return true;
    }

    private boolean zoneDigits(int sign) {
        int number = (int) number();
        int hours = run <= 2 ? number : number / 100;
        int minutes = run <= 2 ? 0 : number % 100;
        if (run == 0 || run > 4) {
            return false;
        }
        if (run <= 2 && peek() == ':') {
            at++;
            minutes = (int) number();
        }
        offset = sign * (hours * 3600 + minutes * 60);
        skip(" ");
        return hours <= 18 && minutes < 60;
    }

    /** A name of the zone in brackets may follow. */
    private boolean atEnd() {
        skip(" \t");
        if (at < end && (peek() == '(' || peek() == '[')) {
            char last = text.charAt(end - 1);
            return last == ')' || last == ']';
        }
        return at == end;
    }

    /** The digits from here, at most 15 of them; {@code run} is how many there are. */
    private long number() {
        long number = 0;
        int start = at;
        while (at < end && at - start < 15) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
            at++;
        }
        run = at - start;
        return number;
    }

    /** Which name the letters from here are, or are short for with three or more; -1, and the cursor stays, if none. */
    private int word(DayWords names) {
        int stop = at;
        while (stop < end && isLetter(text.charAt(stop))) {
            stop++;
        }
        int index = names.index(text, at, stop);
        at = index < 0 ? at : stop;
        return index;
    }

    private void skip(String characters) {
        while (at < end && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < end ? text.charAt(at) : 0;
    }

    private static char lower(char c) {
        return (char) (c | 0x20);
    }

    private static boolean isLetter(char c) {
        char lower = lower(c);
        return lower >= 'a' && lower <= 'z';
    }
}
