package dev.tandem.link.value;

import java.util.List;

/**
 * The name of a person, as {@link PersonNames#parse} reads it.
 *
 * @param tokens its words, folded, given names first and the surname last where the text says so by its order or a comma;
 *     without titles; empty for a text that names nobody
 * @param written the same in lower case with their accents
 */
record Name(List<String> tokens, List<String> written) {
    boolean isEmpty() {
        return tokens.isEmpty();
    }

    String given() {
        return tokens.get(0);
    }

    String surname() {
        return tokens.get(tokens.size() - 1);
    }
}
