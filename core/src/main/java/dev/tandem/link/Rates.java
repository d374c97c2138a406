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

    private static final int FEW = 10;
    private static final int FEWEST_OF_TAIL = 3;
    private static final int MOST_OF_TAIL = 20;
    private static final double LEAST_SCALE = 0.1;
    private static final double DEVIATIONS = 1.645;

    private Rates() {}

    /**
     * The share of a null, ascending, that reaches a score; never quite 0. Beyond its greatest values the null goes on
     * exponentially (the excesses over a high threshold; J. Pickands, Annals of Statistics 3, 1975, without the shape).
     */
    static double reaching(float[] sorted, double score) {
        int n = sorted.length;
        int tail = Math.min(n / 10, MOST_OF_TAIL);
        float from = sorted[n - 1 - tail];
        if (tail < FEWEST_OF_TAIL || score <= sorted[n - 1] || from <= NONE) {
            return (n - firstFrom(sorted, score) + 0.5) / (n + 1.0);
        }
        double excess = 0;
        for (int i = n - tail; i < n; i++) {
            excess += (sorted[i] - from) / tail;
        }
        return 0.5 / (n + 1.0) * Math.exp((sorted[n - 1] - score) / Math.max(excess, LEAST_SCALE));
    }

    /**
     * The same on the pessimistic side, the bound that 95 of 100 counts keep: a null of few rows stands for many
     * without a partner, and what is then taken to be true by chance is learned from.
     */
    static double reachingAtMost(float[] sorted, double score) {
        double rows = sorted.length + 1.0;
        double count = reaching(sorted, score) * rows;
        return Math.min(1, (count + DEVIATIONS * Math.sqrt(count)) / rows);
    }

    /** The place of the first of ascending values that reaches a score. */
    private static int firstFrom(float[] sorted, double score) {
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
        return low;
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
            return count(assigned, Math.nextUp(NONE));
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

    /**
     * Bounds probabilities by the shape of true scores: from their middle downwards they get rarer. Where scores get more
     * frequent again beyond a valley, those of the hill beyond it are true no oftener than the valley allows.
     *
     * @param assigned descending
     * @param probability the same pairs'; changed
     * @param few whether most rows have no partner, so that a hill of positive scores may be theirs as well
     */
    static void boundByValley(float[] assigned, double[] probability, boolean few) {
        int n = assigned.length;
        if (n == 0 || assigned[0] <= assigned[n - 1]) {
            return;
        }
        int bins = Math.max(5, Math.min(25, (int) Math.sqrt(n) / 2));
        double width = (assigned[0] - assigned[n - 1]) / (double) bins;
        int[] count = new int[bins];
        int[] binOf = new int[n];
        for (int i = 0; i < n; i++) {
            binOf[i] = Math.min(bins - 1, (int) ((assigned[0] - assigned[i]) / width));
            count[binOf[i]]++;
        }
        double half = Arrays.stream(probability).sum() / 2;
        double sum = 0;
        int middle = 0;
        while (middle < n - 1 && (sum += probability[middle]) < half) {
            middle++;
        }
        double lowest = Double.MAX_VALUE;
        double[] most = new double[bins];
        Arrays.fill(most, 1);
        int top = few ? binOf[middle] : Math.max(binOf[middle], Math.max(0, (int) (assigned[0] / width)));
        for (int bin = top; bin < bins; bin++) {
            lowest = Math.min(lowest, count[bin] + Math.sqrt(count[bin]) + 1);
            most[bin] = lowest / Math.max(1, count[bin]);
        }
        for (int i = 0; i < n; i++) {
            probability[i] = Math.min(probability[i], most[binOf[i]]);
        }
        for (int i = 1; i < n; i++) {
            probability[i] = Math.min(probability[i], probability[i - 1]);
        }
    }

    /**
     * How many false pairs reach each score where few pairs are true, from those that surely are not: beyond three times as
     * many as are thought to be true, all are false, and the tail of their scores goes on exponentially.
     *
     * @param assigned descending
     * @param matches how many are thought to be true
     * @return by pair; zeros if many may be true
     */
    static double[] tail(float[] assigned, double matches) {
        int n = assigned.length;
        double[] out = new double[n];
        int from = (int) Math.max(FEW, 3 * matches);
        int to = Math.min(n - 1, Math.max(2 * from, from + n / 5));
        if (from >= n * 0.7 || assigned[from] <= assigned[to]) {
            return out;
        }
        double scale = (assigned[from] - assigned[to]) / Math.log((double) (to + 1) / (from + 1));
        for (int i = 0; i < n; i++) {
            out[i] = i >= from ? i : Math.min(i + 1, from * Math.exp((assigned[from] - assigned[i]) / scale));
        }
        return out;
    }
}
