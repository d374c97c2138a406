package dev.tandem.link.value;

/** The English names of months or weekdays, found by their first three letters. */
final class DayWords {
    private static final int TELLING = 3;
    private final String[] names;
    private final int[] heads;

    /** @param names in lower case, no two with the same first three letters */
    DayWords(String... names) {
        this.names = names;
        this.heads = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            heads[i] = head(names[i], 0);
        }
    }

    /** Which name the ASCII letters of a part of a text are, or are short for with three or more; -1 if none. */
    int index(String text, int from, int to) {
        if (to - from < TELLING) {
            return -1;
        }
        int head = head(text, from);
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] == head) {
                return names[i].regionMatches(true, 0, text, from, to - from) ? i : -1;
            }
        }
        return -1;
    }

    private static int head(String text, int from) {
        return (lower(text, from) << 16) | (lower(text, from + 1) << 8) | lower(text, from + 2);
    }

    private static int lower(String text, int at) {
        return text.charAt(at) | 0x20;
    }
}
