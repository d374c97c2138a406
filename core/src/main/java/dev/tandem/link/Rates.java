package dev.tandem.link;

import java.util.Arrays;

/**
 * How many of the assigned pairs are true, and how likely each is, from their scores and from what the best candidate of a
 * row scores whose partner is absent (the null). The number of true ones is estimated as J. D. Storey, A direct approach to
 * false discovery rates, JRSS B 64, 2002; the local rates are made to rise as the scores fall by pooling adjacent violators
 * (M. Ayer et al., 1955).
 */
final class Rates {
    /** The score of no candidate at all. */
    static final float NONE = -50;

    private Rates() {}

    /** The share of a null, ascending, that reaches a score; never quite 0. */
    static double reaching(float[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] >= score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (sorted.length - low + 0.5) / (sorted.length + 1.0);
    }

    /**
     * How many of n rows have a partner: at each of some levels of the null, the pairs beyond what the null explains.
     *
     * @param assigned the scores of the assigned pairs, descending
     */
    static double matches(float[] assigned, float[] sortedNull, int n) {
        double[] found = new double[10];
        int size = 0;
        for (int i = 1; i <= found.length; i++) {
            int place = (int) (sortedNull.length * (1 - 0.05 * i));
            float level = sortedNull[Math.min(sortedNull.length - 1, place)];
            if (level <= NONE) {
                break;
            }
            double share = reaching(sortedNull, level);
            found[size++] = (count(assigned, level) - n * share) / (1 - share);
        }
        if (size == 0) {
            return assigned.length;
        }
        Arrays.sort(found, 0, size);
        return found[size / 2];
    }

    /** How many of descending scores reach a level. */
    static int count(float[] descending, double level) {
        int low = 0;
        int high = descending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (descending[middle] >= level) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The probability that each pair is true.
     *
     * @param expectedFalse how many false pairs are expected among the first, the second and so on
     */
    static double[] probabilities(double[] expectedFalse) {
        int n = expectedFalse.length;
        double[] value = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        double before = 0;
        for (int i = 0; i < n; i++) {
            value[blocks] = expectedFalse[i] - before;
            before = expectedFalse[i];
            size[blocks++] = 1;
            while (blocks > 1 && value[blocks - 2] >= value[blocks - 1]) {
                int both = size[blocks - 2] + size[blocks - 1];
                value[blocks - 2] =
                        (value[blocks - 2] * size[blocks - 2] + value[blocks - 1] * size[blocks - 1]) / both;
                size[blocks - 2] = both;
                blocks--;
            }
        }
        double[] out = new double[n];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(out, at, at + size[block], 1 - Math.max(0, Math.min(1, value[block])));
            at += size[block];
        }
        return out;
    }
}
