package dev.tandem.cli.report;

import java.util.Locale;

/**
 * Makes text from data fit to be shown: bounded, with nothing in it that is invisible, turns the text around or piles up.
 * What is returned still has to be escaped for where it goes.
 */
final class Visible {
    /** How many characters of a value are shown. */
    static final int MOST = 200;

    private static final int MOST_MARKS = 3;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Visible() {}

    /** A value, to {@link #MOST} characters; of a longer one it is said how long it is. */
    static String of(String text) {
        String shown = upTo(text, MOST, Double.MAX_VALUE);
        return shown.endsWith("…") && text.length() > MOST
                ? shown + " (" + Figures.count(text.length()) + " characters)"
                : shown;
    }

    /** A value on one line of a chart, cut where it would be wider than so many times the height of its letters. */
    static String fitting(String text, double ems) {
        return upTo(text, MOST, ems);
    }

    private static String upTo(String text, int most, double ems) {
        StringBuilder out = new StringBuilder();
        double width = 0;
        int marks = 0;
        int length = 0;
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            marks = isMark(point) ? marks + 1 : 0;
            String shown = marks > MOST_MARKS ? "" : shown(point);
            double next = width + width(shown);
            // The last place is for the dots that say that something was cut off.
            boolean last = i + Character.charCount(point) == text.length();
            if (out.length() + shown.length() > most || length >= 4 * most || next > (last ? ems : ems - 1)) {
                return out.append('…').toString();
            }
            out.append(shown);
            width = next;
            length++;
            i += Character.charCount(point);
        }
        return out.toString();
    }

    private static String shown(int point) {
        if (point < ' ') {
            return Character.toString(0x2400 + point);
        }
        if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
            return Character.toString(point); // emoji and Persian are written with them
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> String.format(Locale.ROOT, "‹U+%04X›", point);
            default -> Character.toString(point);
        };
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** How wide a text is, in heights of its letters: an estimate that is rather too wide, for no font is known here. */
    static double width(String text) {
        return text.codePoints().mapToDouble(Visible::width).sum();
    }

    private static double width(int point) {
        if (isMark(point)) {
            return 0;
        }
        if (" .,:;'|!()[]ijlIftr-".indexOf(point) >= 0) {
            return 0.42;
        }
        if ("−–‹›’".indexOf(point) >= 0) {
            return 0.65;
        }
        if (point >= 0x1100 || "mwMW@%".indexOf(point) >= 0) {
            return 1.0;
        }
        return Character.isUpperCase(point) ? 0.76 : 0.65;
    }
}
