package dev.tandem.link.value;

/**
 * The country calling codes of ITU-T E.164 (list of assigned codes, annex to ITU Operational Bulletin 1114), by their form
 * alone: 1 and 7 have one digit, those below two, all others three. Reserved and spare codes of three digits count as codes.
 */
final class CountryCodes {
    private static final String TWO_DIGITS =
            " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90"
                    + " 91 92 93 94 95 98 ";
    private static final int[] LENGTHS = new int[1000];

    static {
        for (int code = 10; code < 100; code++) {
            LENGTHS[code] = TWO_DIGITS.contains(" " + code + " ") ? 2 : 0;
        }
        LENGTHS[1] = 1;
        LENGTHS[7] = 1;
        for (int code = 200; code < 1000; code++) {
            boolean shorter = code / 100 == 7 || LENGTHS[code / 10] == 2;
            LENGTHS[code] = shorter ? 0 : 3;
        }
    }

    private CountryCodes() {}

    /** How many digits a code has; 0 if the number is no code. */
    static int length(long code) {
        return code > 0 && code < 1000 ? LENGTHS[(int) code] : 0;
    }

    /** The code that so many digits begin with; 0 if none. */
    static int leading(long digits, int length) {
        for (int size = 1; size <= 3 && size < length; size++) {
            long head = digits / Phones.power(length - size);
            if (length(head) == size) {
                return (int) head;
            }
        }
        return 0;
    }
}
