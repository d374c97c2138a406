package dev.tandem.link;

import java.util.Arrays;

/** Chooses the probability from which on links are claimed. */
final class Thresholds {
    /** The share of the claimed links that may be false, as far as their probabilities tell. */
    private static final double MOST_FALSE = 0.008;

    private static final double LEAST = 0.5;

    private Thresholds() {}

    /** The lowest probability, at least even odds, from which on few enough of the links are expected to be false. */
    static double forFalseRate(double[] probabilities) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        double wrong = 0;
        double threshold = 1;
        for (int i = sorted.length - 1; i >= 0 && sorted[i] >= LEAST; i--) {
            wrong += 1 - sorted[i];
            if (wrong <= MOST_FALSE * (sorted.length - i)) {
                threshold = sorted[i];
            }
        }
        return Math.max(LEAST, Math.floor(threshold * 1000) / 1000);
    }
}
