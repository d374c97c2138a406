package dev.tandem.link;

/**
 * How many false pairs reach a score, from the bulk of pairs that are mostly false: the logarithm of how many reach it is
 * taken to be a parabola that opens downwards (as of a normal density; J. K. Lindsey's method in B. Efron, JASA 99, 2004), or
 * a line (an exponential tail), fitted by least squares just below what seems true. It begins at the middle of all pairs and
 * moves upwards, as what is true beyond it shows.
 */
final class BulkNull {
    private static final int POINTS = 12;
    private static final int LEAST_BELOW = 20;
    private static final int SPAN = 8;
    private static final double LOWEST = 0.9;
    private static final double DEVIATIONS = 1.645;

    private final float[] assigned;
    private final double[] expected;
    private double trueOnes;
    private double slope;
    private double bend;

    private BulkNull(float[] assigned) {
        this.assigned = assigned;
        expected = new double[assigned.length];
    }

    /** Whether the bulk of descending scores has a width. */
    static boolean isSpread(float[] assigned) {
        int n = assigned.length;
        return assigned[n / 2] > assigned[(int) (n * LOWEST)];
    }

    /**
     * By pair, how many false ones reach its score, on the pessimistic side: the bound that 95 of 100 counts keep.
     *
     * @param assigned descending, with a bulk that is spread
     */
    static double[] reaching(float[] assigned) {
        return new BulkNull(assigned).reaching();
    }

    private double[] reaching() {
        int from = assigned.length / 2;
        int next = from;
        do {
            from = next;
            int low = (int) Math.min(assigned.length * LOWEST, trueOnes + SPAN * (from - trueOnes));
            if (assigned[from] <= assigned[low]) {
                break;
            }
            fit(from, low);
            next = Math.max(likely() + LEAST_BELOW, from / 2);
        } while (next < from);
        for (int i = 0; i < from; i++) {
            expected[i] = Math.min(i + 1, expected[i] + DEVIATIONS * Math.sqrt(expected[i]));
        }
        return expected;
    }

    private void fit(int from, int low) {
        double below = from + 1 - trueOnes;
        parabola(assigned[low] - assigned[from], assigned[from], Math.log(below));
        for (int i = 0; i < expected.length; i++) {
            double x = assigned[i] - assigned[from];
            double fitted = below * Math.exp(Math.min(0, (slope + bend * x) * x));
            expected[i] = i >= from ? i + 1 - trueOnes : Math.min(i + 1, fitted);
        }
    }

    /** The least squares of slope x + bend x^2, at even steps down from a score. */
    private void parabola(double width, double top, double log) {
        double xx = 0;
        double xxx = 0;
        double xxxx = 0;
        double xy = 0;
        double xxy = 0;
        for (int i = 1; i <= POINTS; i++) {
            double x = width * i / POINTS;
            double y = Math.log(Rates.count(assigned, top + x) - trueOnes) - log;
            xx += x * x;
            xxx += x * x * x;
            xxxx += x * x * x * x;
            xy += x * y;
            xxy += x * x * y;
        }
        double determinant = xx * xxxx - xxx * xxx;
        bend = (xx * xxy - xxx * xy) / determinant;
        slope = bend < 0 ? (xy * xxxx - xxy * xxx) / determinant : xy / xx;
        bend = Math.min(0, bend);
    }

    /** How many pairs are likelier true than not; their probabilities together are the true ones. */
    private int likely() {
        double[] probability = Rates.probabilities(expected);
        trueOnes = 0;
        int n = 0;
        while (n < probability.length && probability[n] >= 0.5) {
            trueOnes += probability[n++];
        }
        return n;
    }
}
