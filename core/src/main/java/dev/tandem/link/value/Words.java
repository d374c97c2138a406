package dev.tandem.link.value;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Text as it is compared: lower case, without accents, letters and digits only, one space between words. Words and
 * q-grams are 64-bit hashes, so that no text is held twice. Reads the first {@link #LONGEST} characters alone.
 */
public final class Words {
    /** How many characters of a value are looked at. */
    public static final int LONGEST = 2_000;

    private static final int SHORTEST_CODE = 3;
    private static final int MOST_PARTS = 3;
    private static final char JOINER = '\u0001';
    private static final long[] NONE = {};

    private Words() {}

    /** The words of a text with single spaces between them; empty if it has none. */
    public static String flat(String raw) {
        return joined(raw).replace(JOINER, ' ');
    }

    /** As {@link #flat}, but a hyphen, dot, slash or apostrophe within a word is kept as a joiner. */
    private static String joined(String raw) {
        String text = withoutAccents(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                out.append(Character.toLowerCase(c));
            } else if (c == '&' && entityEnd(text, i) > 0) {
                i = entityEnd(text, i);
                space(out);
            } else if (isJoiner(c) && !out.isEmpty() && isWord(out.charAt(out.length() - 1)) && wordAt(text, i + 1)) {
                out.append(JOINER);
            } else {
                space(out);
            }
        }
        return out.toString().strip();
    }

    private static void space(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private static boolean isJoiner(char c) {
        return c == '-' || c == '.' || c == '/' || c == '\'';
    }

    private static boolean wordAt(String text, int i) {
        return i < text.length() && isWord(text.charAt(i));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    /** Where a character reference (an ampersand, a name or number, a semicolon) ends; 0 if none begins here. */
    private static int entityEnd(String text, int from) {
        int end = text.indexOf(';', from);
        if (end < 0 || end - from < 3 || end - from > 7) {
            return 0;
        }
        String name = text.substring(from + 1, end);
        return name.equals("amp") || name.equals("quot") || name.matches("#\\d+") ? end : 0;
    }

    private static String withoutAccents(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    /** The hashes of the words; a word of parts with a digit ({@code srs-a212}) counts as its parts and as one. */
    public static long[] words(String raw) {
        String text = joined(raw);
        long[] out = new long[8];
        int size = 0;
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from, ' ');
            int parts = 0;
            for (int part = from; part < to; parts++) {
                int stop = Math.min(to, end(text, part, JOINER));
                out = room(out, size);
                out[size++] = hash(text, part, stop);
                part = stop + 1;
            }
            if (parts > 1 && parts <= MOST_PARTS && hasDigit(text, from, to)) {
                out = room(out, size);
                out[size++] = hash(text, from, to);
            }
            from = to + 1;
        }
        return size == 0 ? NONE : Arrays.copyOf(out, size);
    }

    /** Which of the {@link #words} look like codes: three characters at least, with a digit among them. */
    public static boolean[] codes(String raw) {
        String text = joined(raw);
        boolean[] out = new boolean[words(raw).length];
        int size = 0;
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from, ' ');
            int parts = 0;
            for (int part = from; part < to; parts++) {
                int stop = Math.min(to, end(text, part, JOINER));
                out[size++] = stop - part >= SHORTEST_CODE && hasDigit(text, part, stop);
                part = stop + 1;
            }
            if (parts > 1 && parts <= MOST_PARTS && hasDigit(text, from, to)) {
                out[size++] = to - from - parts + 1 >= SHORTEST_CODE;
            }
            from = to + 1;
        }
        return out;
    }

    /** Those of the {@link #words} that look like codes. */
    public static long[] onlyCodes(String raw) {
        long[] words = words(raw);
        boolean[] codes = codes(raw);
        int n = 0;
        for (int i = 0; i < words.length; i++) {
            if (codes[i]) {
                words[n++] = words[i];
            }
        }
        return Arrays.copyOf(words, n);
    }

    /** The hashes of all runs of q characters of a flat text with a space at either end. */
    public static long[] grams(String flat, int q) {
        if (flat.isEmpty()) {
            return NONE;
        }
        String text = " " + flat + " ";
        long[] out = new long[Math.max(1, text.length() - q + 1)];
        for (int i = 0; i < out.length; i++) {
            out[i] = hash(text, i, Math.min(text.length(), i + q));
        }
        return out;
    }

    private static long[] room(long[] out, int size) {
        return size == out.length ? Arrays.copyOf(out, size * 2) : out;
    }

    private static int end(String text, int from, char stop) {
        int to = text.indexOf(stop, from);
        return to < 0 ? text.length() : to;
    }

    private static boolean hasDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** A hash of the characters from one place to before another, joiners left out. */
    public static long hash(String text, int from, int to) {
        long h = 0x9E3779B97F4A7C15L;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != JOINER) {
                h = (h ^ c) * 0xff51afd7ed558ccdL;
                h ^= h >>> 32;
            }
        }
        return mix(h);
    }

    /** The finishing steps of MurmurHash3 (A. Appleby): each bit of the result hangs on each bit of the value. */
    public static long mix(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
