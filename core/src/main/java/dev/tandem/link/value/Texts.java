package dev.tandem.link.value;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Makes texts comparable that differ only in how they are written. */
public final class Texts {
    private static final int DELETE = 0x7F;

    private Texts() {}

    /**
     * The text in lower case and compatibility form (NFKD of Unicode Standard Annex 15), without accents and other marks or
     * invisible format characters; letters that have no such form, as &oslash; and &szlig;, become the usual Latin ones;
     * character references of HTML become their characters; runs of blanks and control characters become one space, and
     * none at the ends. Folding twice changes nothing unless a reference was hidden in a reference.
     */
    public static String fold(String text) {
        if (isFolded(text)) {
            return text;
        }
        String plain = text.indexOf('&') >= 0 ? Entities.decode(text) : text;
        return isAscii(plain) ? foldAscii(plain) : foldAll(plain);
    }

    /** The words of a folded text: its longest runs of letters and digits, where an apostrophe within a word is left out. */
    static List<String> tokens(String folded) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < folded.length()) {
            int start = at;
            int stop = endOfWord(folded, at);
            if (stop > start) {
                tokens.add(withoutApostrophes(folded.substring(start, stop)));
            }
            at = stop > start ? stop : at + Character.charCount(folded.codePointAt(at));
        }
        return tokens;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean within = isApostrophe(point)
                    && at > from
                    && next < text.length()
                    && Character.isLetterOrDigit(text.codePointAt(next));
            if (!within && !Character.isLetterOrDigit(point)) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static boolean isApostrophe(int point) {
        return point == '\'' || point == '\u2019' || point == '`' || point == '\u02BC';
    }

    private static String withoutApostrophes(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (isApostrophe(word.charAt(i))) {
                return word.replaceAll("['\u2019`\u02BC]", "");
            }
        }
        return word;
    }

    /** Whether it is of printable ASCII in lower case with single spaces within. */
    private static boolean isFolded(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= DELETE || (c >= 'A' && c <= 'Z') || c == '&' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > DELETE) {
                return false;
            }
        }
        return true;
    }

    private static String foldAscii(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            append(folded, text.charAt(i));
        }
        return finish(folded);
    }

    /** Marks go first: putting long runs of them into canonical order takes quadratic time. */
    private static String foldAll(String text) {
        String decomposed = Normalizer.normalize(withoutMarks(text), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        int at = 0;
        while (at < decomposed.length()) {
            int point = decomposed.codePointAt(at);
            append(folded, point);
            at += Character.charCount(point);
        }
        return finish(folded);
    }

    private static String withoutMarks(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        text.codePoints().filter(point -> !isMark(point)).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }

    private static void append(StringBuilder folded, int point) {
        if (point < DELETE && point > ' ') {
            folded.append((char) (point >= 'A' && point <= 'Z' ? point + 32 : point));
        } else if (Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)) {
            if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        } else if (!isMark(point)) {
            appendLetter(folded, Character.toLowerCase(point));
        }
    }

    private static void appendLetter(StringBuilder folded, int lower) {
        switch (lower) {
            case '\u00DF' -> folded.append("ss");
            case '\u00E6' -> folded.append("ae");
            case '\u0153' -> folded.append("oe");
            case '\u00FE' -> folded.append("th");
            case '\u00F8' -> folded.append('o');
            case '\u0142' -> folded.append('l');
            case '\u0111', '\u00F0' -> folded.append('d');
            case '\u0127' -> folded.append('h');
            case '\u0131' -> folded.append('i');
            default -> folded.appendCodePoint(lower);
        }
    }

    private static String finish(StringBuilder folded) {
        int length = folded.length();
        if (length > 0 && folded.charAt(length - 1) == ' ') {
            folded.setLength(length - 1);
        }
        return folded.toString();
    }
}
