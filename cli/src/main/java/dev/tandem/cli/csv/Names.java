package dev.tandem.cli.csv;

import java.util.List;

/** Names as a sentence to a person has them. */
public final class Names {
    private static final int MOST = 20;

    private Names() {}

    /** {@code a, b, c}; of very many, the first and how many more; {@code none} of none. */
    public static String list(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
        return names.size() <= MOST ? first : first + " and " + (names.size() - MOST) + " more";
    }
}
