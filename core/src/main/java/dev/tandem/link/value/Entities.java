package dev.tandem.link.value;

import java.util.List;
import java.util.Map;

/**
 * The character references of HTML (WHATWG HTML, 13.5) that occur in exported tables: numeric ones, those of markup, and
 * the accented Latin letters, which become the letters without accent.
 */
final class Entities {
    private static final int LONGEST = 10;
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("rsquo", "'"),
            Map.entry("lsquo", "'"),
            Map.entry("ldquo", "\""),
            Map.entry("rdquo", "\""),
            Map.entry("ndash", "-"),
            Map.entry("mdash", "-"),
            Map.entry("szlig", "ss"),
            Map.entry("aelig", "ae"),
            Map.entry("AElig", "AE"),
            Map.entry("oelig", "oe"),
            Map.entry("reg", " "),
            Map.entry("trade", " "),
            Map.entry("copy", " "));
    private static final List<String> ACCENTS =
            List.of("acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron");

    private Entities() {}

    /** The text with each known reference replaced by what it stands for; others stay as they are. */
    static String decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int mark = text.indexOf('&', at);
            if (mark < 0) {
                break;
            }
            decoded.append(text, at, mark);
            at = reference(text, mark, decoded);
        }
        return decoded.append(text, at, text.length()).toString();
    }

    /** Appends what the reference at an ampersand stands for, or the ampersand; returns where the rest begins. */
    private static int reference(String text, int mark, StringBuilder decoded) {
        int stop = mark + 1;
        while (stop < text.length() && stop - mark <= LONGEST && isPart(text.charAt(stop))) {
            stop++;
        }
        if (stop < text.length() && text.charAt(stop) == ';') {
            String meaning = meaning(text.substring(mark + 1, stop));
            if (!meaning.isEmpty()) {
                decoded.append(meaning);
                return stop + 1;
            }
        }
        decoded.append('&');
        return mark + 1;
    }

    private static boolean isPart(char c) {
        return c == '#' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Empty for a name that is none. */
    private static String meaning(String name) {
        if (name.startsWith("#")) {
            return numeric(name.substring(1));
        }
        boolean accented = name.length() > 1 && ACCENTS.contains(name.substring(1));
        return accented ? name.substring(0, 1) : NAMED.getOrDefault(name, "");
    }

    private static String numeric(String number) {
        boolean hexadecimal = number.startsWith("x") || number.startsWith("X");
        String digits = hexadecimal ? number.substring(1) : number;
        try {
            int point = Integer.parseInt(digits, hexadecimal ? 16 : 10);
            return Character.isValidCodePoint(point) ? Character.toString(point) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
