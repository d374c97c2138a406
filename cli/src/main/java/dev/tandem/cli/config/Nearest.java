package dev.tandem.cli.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Guesses which word was meant by a misspelt one. */
final class Nearest {
    private Nearest() {}

    /** {@code did you mean "settle"?}, or all that are known if none comes close. */
    static String of(String word, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String other) -> distance(word, other))
                        .thenComparing(other -> other))
                .filter(other -> distance(word, other) <= Math.max(2, other.length() / 3))
                .map(other -> "did you mean " + other + "?")
                .orElseGet(() -> "expected one of " + String.join(", ", new TreeSet<>(known)));
    }

    /** Levenshtein's distance, without regard to case, hyphens and underscores. */
    private static int distance(String a, String b) {
        String from = plain(a);
        String to = plain(b);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String plain(String word) {
        String plain = word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return plain.substring(0, Math.min(plain.length(), 64));
    }
}
