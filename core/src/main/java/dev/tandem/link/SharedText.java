package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.Arrays;

/**
 * How much two values have in common, counted.
 *
 * @param left empty if it is missing
 */
record SharedText(String left, String right) {
    private static final int GRAM = 4;

    double words() {
        return common(Words.words(left), Words.words(right));
    }

    double characters() {
        return common(Words.grams(Words.flat(left), GRAM), Words.grams(Words.flat(right), GRAM));
    }

    double codes() {
        return common(Words.onlyCodes(left), Words.onlyCodes(right));
    }

    private static double common(long[] some, long[] others) {
        long[] sorted = Arrays.stream(others).sorted().toArray();
        return Arrays.stream(some)
                .distinct()
                .filter(term -> Arrays.binarySearch(sorted, term) >= 0)
                .count();
    }
}
