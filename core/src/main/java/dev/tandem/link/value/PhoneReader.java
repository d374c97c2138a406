package dev.tandem.link.value;

import org.jspecify.annotations.Nullable;

/** A pass over one text that may be a telephone number, gathering digits. Used once, by one thread. */
final class PhoneReader {
    private static final int LONGEST = 128;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXTENSION = 999_999_999;
    private static final String SEPARATORS =
            " -./()[]\u00A0\u2010\u2011\u2012\u2013\u2014\u202F\t_~'\u200B\u202A\u202C";
    private static final String MASKS = "*?\u2022\u25CF\u2217\u00D7";
    private static final String[] EXTENSION_WORDS = {"extension", "extn", "ext", "x", "#", ",", ";"};

    private final String text;
    private int at;
    private int end;
    private boolean plus;
    private long digits;
    private int count;
    private int hidden;
    private int zeros;
    private int extension = -1;

    PhoneReader(String text) {
        this.text = text;
        this.end = text.length();
    }

    @Nullable
    Phone read() {
        if (end > LONGEST || !unwrap() || !scan() || count + zeros == 0) {
            return null;
        }
        if (count == 0 && extension >= 0) {
            return null;
        }
        return plus ? international() : national();
    }

    /** Leaves aside a display name before angle brackets, a URI's scheme, host and parameters. */
    private boolean unwrap() {
        int open = text.lastIndexOf('<');
        if (open >= 0 && text.indexOf('>', open) > open) {
            at = open + 1;
            end = text.indexOf('>', open);
        }
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
        if (text.regionMatches(true, at, "tel:", 0, 4)) {
            at += 4;
        } else if (text.regionMatches(true, at, "sip:", 0, 4) || text.regionMatches(true, at, "sips:", 0, 5)) {
            at = text.indexOf(':', at) + 1;
            int host = text.indexOf('@', at);
            end = host >= 0 && host < end ? host : end;
        }
        return at < end;
    }

    private boolean scan() {
        boolean bare = true;
        while (at < end) {
            char c = text.charAt(at);
            int digit = digit(c);
            if (digit >= 0) {
                push(digit, false);
            } else if (isMask(c)) {
                push(0, true);
            } else if (c == '+' || c == '\uFF0B') {
                if (!bare) {
                    return false;
                }
                plus = true;
            } else if (SEPARATORS.indexOf(c) < 0) {
                return extension();
            }
            bare &= digit < 0;
            at++;
            if (count > MOST_DIGITS) {
                return false;
            }
        }
        return true;
    }

    /** Zeros at the front lead a national number, and are no digits of it. */
    private void push(int digit, boolean masked) {
        if (digit == 0 && !masked && count == 0) {
            zeros++;
            return;
        }
        digits = digits * 10 + digit;
        hidden = (hidden << 1) | (masked ? 1 : 0);
        count++;
    }

    private static int digit(char c) {
        if (c < 128) {
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }
        return Character.digit(c, 10);
    }

    /** A run of x or # hides digits, and so does one that no digits follow. */
    private boolean isMask(char c) {
        if (MASKS.indexOf(c) >= 0) {
            return true;
        }
        if (c != 'x' && c != 'X' && c != '#') {
            return false;
        }
        boolean inRun = (at + 1 < end && text.charAt(at + 1) == c) || (at > 0 && text.charAt(at - 1) == c);
        return inRun || (c != '#' && !digitsFollow(at + 1));
    }

    private boolean digitsFollow(int from) {
        int i = from;
        while (i < end && " .:=-".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < end && digit(text.charAt(i)) >= 0;
    }

    private boolean extension() {
        for (String word : EXTENSION_WORDS) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                at += word.length();
                return word.equals(";") ? parameters() : extensionDigits();
            }
        }
        return false;
    }

    /** What follows a number in a URI; other parameters than the extension do not matter. */
    private boolean parameters() {
        while (at < end) {
            int next = text.indexOf(';', at);
            int stop = next >= 0 && next < end ? next : end;
            if (text.regionMatches(true, at, "ext=", 0, 4)) {
                at += 4;
                end = stop;
                return extensionDigits();
            }
            at = stop + 1;
        }
        return true;
    }

    private boolean extensionDigits() {
        while (at < end && " .:=-,".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        long number = 0;
        boolean any = false;
        for (; at < end; at++) {
            int digit = digit(text.charAt(at));
            if (digit < 0) {
                break;
            }
            any = true;
            number = Math.min(number * 10 + digit, MOST_EXTENSION + 1L);
        }
        while (at < end && (text.charAt(at) <= ' ' || text.charAt(at) == ')' || text.charAt(at) == ']')) {
            at++;
        }
        extension = (int) number;
        return any && at == end && number <= MOST_EXTENSION;
    }

    private @Nullable Phone national() {
        if ((zeros == 2 && count >= 8 && hasCountry(count)) || isMobileFromAbroad()) {
            return international();
        }
        // North America dials 011 before a country's code; elsewhere 011 is an area, with a shorter number.
        if (zeros == 1 && count >= 12 && leads(11) && hasCountry(count - 2) && !mask(count - 1) && !mask(count - 2)) {
            drop(2);
            return international();
        }
        if (count == 0) {
            return null;
        }
        return count + zeros < 2 ? null : new Phone(digits, count, hidden, 0, extension);
    }

    /** Thirteen digits that begin as Argentina's and Mexico's mobile numbers do after their country's code. */
    private boolean isMobileFromAbroad() {
        long head = count == 13 && zeros == 0 ? digits / Phones.power(10) : 0;
        return head == 549 || head == 521;
    }

    private boolean leads(int head) {
        return digits / Phones.power(count - 2) == head;
    }

    private boolean mask(int position) {
        return ((hidden >> position) & 1) != 0;
    }

    /** Whether the last so many digits begin with a country's code and leave as many as its numbers have. */
    private boolean hasCountry(int length) {
        int code = CountryCodes.leading(digits % Phones.power(length), length);
        return code != 0 && (code != 1 || length == 11);
    }

    private @Nullable Phone international() {
        int code = CountryCodes.leading(digits, count);
        int size = CountryCodes.length(code);
        boolean codeHidden = count > size && (hidden >> (count - size)) != 0;
        if (code == 0 || codeHidden) {
            return count < 4 ? null : new Phone(digits, count, hidden, 0, extension);
        }
        int length = count - size;
        long national = digits % Phones.power(length);
        // A zero in brackets, as in +44 (0)20, and Italy's own.
        while (length > 0 && national < Phones.power(length - 1) && !mask(length - 1)) {
            length--;
        }
        long first = length == 11 ? national / Phones.power(10) : 0;
        if ((code == 54 && first == 9) || (code == 52 && first == 1)) {
            // Mobile numbers of Argentina, and formerly of Mexico, have a digit more when called from abroad.
            length--;
            national %= Phones.power(length);
        }
        int mask = hidden & ((1 << length) - 1);
        return length < 3
                ? null
                : new Phone(code * Phones.power(length) + national, length + size, mask, code, extension);
    }

    private void drop(int head) {
        count -= head;
        digits %= Phones.power(count);
        hidden &= (1 << count) - 1;
    }
}
