package dev.tandem.link.value;

import org.jspecify.annotations.Nullable;

/**
 * Reads and compares telephone numbers by plain rules, without the numbering plan of each country. One number compares as
 * one in each of its usual ways of writing: E.164 (ITU-T), national with its trunk prefix or without, after 00, 011 or a
 * leading 1, with punctuation, as a {@code tel:} (RFC 3966) or {@code sip:} (RFC 3261) address, with an extension or
 * without. A number without a country's code may be one of any country.
 */
public final class Phones {
    /** Not one number, or too little is visible to say so. */
    public static final int DIFFERENT = 0;

    /** One digit is wrong or two neighbours are swapped, in at least nine digits, before the last two. */
    static final int TYPO = 1;

    /** All but the last two digits agree, of at least eight: direct lines of one organisation, or a digit wrong there. */
    static final int BLOCK = 2;

    /** The same number, with extensions that differ. */
    static final int SAME_LINE_OTHER_EXTENSION = 3;

    /**
     * At least the last four digits that both show agree and none disagrees, but some are masked or not written: the area
     * code, or all but an extension.
     */
    static final int SAME_BUT_MASKED = 4;

    /** One number. */
    public static final int SAME = 5;

    /** How many levels there are, from 0. */
    public static final int LEVELS = 6;

    private static final int KEY_DIGITS = 7;
    private static final int LEAST_VISIBLE = 4;
    private static final int LEAST_FOR_BLOCK = 8;
    private static final int LEAST_FOR_TYPO = 9;
    private static final int LEAST_SUBSCRIBER = 7;
    private static final int MOST_DIGITS = 15;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Phones() {}

    /** The number that a text is; null for a text that is none or more than one. */
    public static @Nullable Phone parse(String text) {
        return new PhoneReader(text).read();
    }

    /** How alike two numbers are: one of this class's constants, the same in either order. */
    public static int level(Phone a, Phone b) {
        if (a.full() && b.full()) {
            return levelOfFull(a, b);
        }
        if (same(a, b)) {
            boolean other = a.extension() >= 0 && b.extension() >= 0 && a.extension() != b.extension();
            return other ? SAME_LINE_OTHER_EXTENSION : SAME;
        }
        if (extensionOf(a, b) || extensionOf(b, a) || sameButHidden(a, b)) {
            return SAME_BUT_MASKED;
        }
        return a.masked() || b.masked() ? DIFFERENT : nearly(a, b);
    }

    /** The level of numbers of which all is known but an extension: what the general rules come to, sooner. */
    private static int levelOfFull(Phone a, Phone b) {
        if (a.country() != b.country() || a.length() != b.length()) {
            return DIFFERENT;
        }
        if (a.digits() == b.digits()) {
            return SAME;
        }
        return nearly(a.digits(), b.digits(), a.length());
    }

    /**
     * The last seven digits, for blocking; -1 if there are fewer or one of them is hidden. Numbers that are the same have the
     * same key or one of them has none, but for Argentina's mobile numbers of six digits after the area.
     */
    public static long key(Phone phone) {
        boolean visible = (phone.hidden() & ((1 << KEY_DIGITS) - 1)) == 0;
        return visible && phone.nationalLength() >= KEY_DIGITS ? phone.digits() % power(KEY_DIGITS) : -1;
    }

    /**
     * The last seven digits of a number that is written whole; -1 if it is not, or does not tell them. See {@link
     * #areFar}.
     */
    public static int ending(Phone phone) {
        boolean whole = !phone.masked() && phone.length() >= LEAST_FOR_TYPO;
        return whole ? (int) (phone.digits() % power(KEY_DIGITS)) : -1;
    }

    /**
     * Whether two numbers with these endings are {@link #DIFFERENT} whatever else they have: soon found out, true of nearly
     * all that are.
     */
    public static boolean areFar(int ending, int other) {
        int apart = Math.abs(ending - other);
        return ending >= 0 && other >= 0 && apart >= 100 && !isSlip(apart);
    }

    /** Whether a difference may be that of one digit, or of two swapped, which is nine times theirs; zeros follow them. */
    private static boolean isSlip(int apart) {
        int digits = apart;
        while (digits % 10 == 0) {
            digits /= 10;
        }
        return digits < 10 || (digits < 90 && digits % 9 == 0);
    }

    /**
     * Whether a text is likelier a telephone number than another number: 7 to 15 digits written as one, or 10 to 15 digits
     * in a row. False for dates, times, IP addresses, decimals, extensions and other short numbers.
     */
    public static boolean looksLikePhone(String text) {
        Phone phone = parse(text);
        if (phone == null || phone.length() < KEY_DIGITS || phone.length() > MOST_DIGITS) {
            return false;
        }
        int visible = phone.length() - Integer.bitCount(phone.hidden());
        return visible >= LEAST_VISIBLE && PhoneShape.isPhone(text.trim());
    }

    /** Ten to the power given, from 0 to 18. */
    static long power(int exponent) {
        return POWERS[exponent];
    }

    private static boolean same(Phone a, Phone b) {
        if (a.masked() || b.masked() || a.length() < 2) {
            return false;
        }
        boolean alike = a.digits() == b.digits() && a.length() == b.length();
        if (alike || (a.country() != 0 && b.country() != 0)) {
            return alike;
        }
        if (a.country() != 0) {
            return isNational(a, b);
        }
        return b.country() != 0 ? isNational(b, a) : a.length() > b.length() ? isPrefixed(a, b) : isPrefixed(b, a);
    }

    /** Whether digits without a country's code are those of a number with one. */
    private static boolean isNational(Phone full, Phone other) {
        int length = full.nationalLength();
        if (other.length() < length || length < LEAST_VISIBLE) {
            return false;
        }
        if (other.digits() % power(length) == full.national()) {
            long prefix = other.digits() / power(length);
            return prefix == 0 ? other.length() == length : isCode(prefix, full.country()) || isTrunk(prefix);
        }
        return full.country() == 54
                && other.length() == length + 2
                && isArgentineMobile(full.national(), other.digits());
    }

    /** Whether digits are a country's code, perhaps after North America's 011, perhaps before a national zero. */
    private static boolean isCode(long prefix, int country) {
        long code = prefix % 10 == 0 && country % 10 != 0 ? prefix / 10 : prefix;
        return code == country || code == 11 * power(CountryCodes.length(country)) + country;
    }

    /** Whether the longer of two without a country's code is the shorter after a code or a trunk prefix. */
    private static boolean isPrefixed(Phone longer, Phone shorter) {
        int length = shorter.length();
        if (length < LEAST_SUBSCRIBER || longer.digits() % power(length) != shorter.digits()) {
            return false;
        }
        long prefix = longer.digits() / power(length);
        int size = longer.length() - length;
        boolean code = CountryCodes.length(prefix) == size
                || (prefix % 10 == 0 && size > 1 && CountryCodes.length(prefix / 10) == size - 1);
        boolean full = size > 0 && length > LEAST_SUBSCRIBER && longer.length() <= MOST_DIGITS;
        return (full && code) || isTrunk(prefix);
    }

    /** What precedes a national number in its own country, beside zeros: 1 in North America, 8 in Russia, 06 in Hungary. */
    private static boolean isTrunk(long prefix) {
        return prefix == 1 || prefix == 8 || prefix == 6 || prefix == 80;
    }

    /** At home, 15 stands between the area and the number where callers from abroad put a 9 before both. */
    private static boolean isArgentineMobile(long national, long written) {
        for (int subscriber = 6; subscriber <= 8; subscriber++) {
            long area = national / power(subscriber);
            long line = national % power(subscriber);
            if (written == (area * 100 + 15) * power(subscriber) + line) {
                return true;
            }
        }
        return false;
    }

    private static boolean extensionOf(Phone internal, Phone full) {
        return internal.internal()
                && !full.internal()
                && full.extension() >= 0
                && internal.digits() == full.extension();
    }

    private static boolean sameButHidden(Phone a, Phone b) {
        if (a.country() != 0 && b.country() != 0 && a.country() != b.country()) {
            return false;
        }
        if (!a.masked() && !b.masked() && !isShort(a, b) && !isShort(b, a)) {
            return false;
        }
        int common = Math.min(a.length(), b.length());
        int hidden = a.hidden() | b.hidden();
        int visible = common - Integer.bitCount(hidden & ((1 << common) - 1));
        return visible >= LEAST_VISIBLE && agree(a.digits(), b.digits(), common, hidden);
    }

    /** Whether the first may be the second without its area: an extension, or a subscriber's number of seven or eight. */
    private static boolean isShort(Phone part, Phone whole) {
        return part.country() == 0 && part.length() <= LEAST_SUBSCRIBER + 1 && whole.length() > part.length();
    }

    private static boolean agree(long a, long b, int common, int hidden) {
        long left = a;
        long right = b;
        for (int i = 0; i < common; i++) {
            if (((hidden >> i) & 1) == 0 && left % 10 != right % 10) {
                return false;
            }
            left /= 10;
            right /= 10;
        }
        return true;
    }

    /** Compares national numbers of one length, digit by digit from the right. */
    private static int nearly(Phone a, Phone b) {
        int length = commonLength(a, b);
        return nearly(a.digits() % power(length), b.digits() % power(length), length);
    }

    private static int nearly(long a, long b, int length) {
        if (length < LEAST_FOR_BLOCK) {
            return DIFFERENT;
        }
        long apart = Math.abs(a - b);
        if (apart < 100 && a / 100 == b / 100) {
            return BLOCK;
        }
        // One digit that differs, or two that are swapped, leave zeros after them.
        boolean far = apart >= 100 && apart % 10 != 0;
        return !far && length >= LEAST_FOR_TYPO && isTypo(a, b) ? TYPO : DIFFERENT;
    }

    /** How many digits of two numbers stand for the same places; 0 if that is not so. */
    private static int commonLength(Phone a, Phone b) {
        if (a.country() == b.country()) {
            return a.length() == b.length() ? a.length() : northAmerican(a, b);
        }
        if (a.country() != 0 && b.country() != 0) {
            return 0;
        }
        Phone full = a.country() != 0 ? a : b;
        Phone other = a.country() != 0 ? b : a;
        boolean whole =
                other.length() == full.length() && other.digits() / power(full.nationalLength()) == full.country();
        boolean trunk =
                other.length() == full.nationalLength() + 1 && isTrunk(other.digits() / power(full.nationalLength()));
        return (whole || trunk || other.length() == full.nationalLength()) ? full.nationalLength() : 0;
    }

    private static int northAmerican(Phone a, Phone b) {
        Phone longer = a.length() > b.length() ? a : b;
        boolean leadingOne = longer.length() == 11 && a.length() + b.length() == 21 && longer.digits() / power(10) == 1;
        return a.country() == 0 && leadingOne ? 10 : 0;
    }

    private static boolean isTypo(long a, long b) {
        long left = a;
        long right = b;
        while (left % 10 == right % 10) {
            left /= 10;
            right /= 10;
        }
        boolean oneWrong = left / 10 == right / 10;
        boolean swapped = left / 100 == right / 100 && left % 10 == right / 10 % 10 && right % 10 == left / 10 % 10;
        return oneWrong || swapped;
    }
}
