package dev.tandem.testkit.world;

import java.text.Normalizer;
import java.util.Locale;

/** What is done to words. */
final class Text {
    private Text() {}

    /** A number with leading zeros. */
    static String digits(int number, int width) {
        String digits = String.valueOf(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    static String withoutAccents(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return bare.replace('ø', 'o').replace('Ø', 'O').replace('ł', 'l').replace('Ł', 'L');
    }

    /** Lower-case ASCII letters alone. */
    static String plain(String text) {
        return withoutAccents(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** One letter left out, doubled, replaced, or changed places with the next; never the first. */
    static String mistyped(String word, Dice dice) {
        String typed = word;
        while (withoutAccents(typed).equals(withoutAccents(word))) {
            typed = slipped(word, dice);
        }
        return typed;
    }

    private static String slipped(String word, Dice dice) {
        int at = dice.between(1, word.length() - 2);
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        char letter = word.charAt(at);
        return switch (dice.below(4)) {
            case 0 -> before + after;
            case 1 -> before + letter + letter + after;
            case 2 -> before + (letter == 'e' ? 'r' : 'e') + after;
            default -> before + after.charAt(0) + letter + after.substring(1);
        };
    }
}
