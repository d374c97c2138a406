package dev.tandem.link;

/**
 * Leaves out candidates of a left row that cannot be worth weighing. All of them are compared column by column, not pair by
 * pair: the rows lie all over memory, and in a short loop many are fetched at once. Used by one thread.
 */
final class Sieve {
    /** What sums of weights in another order may differ by, and far more. */
    private static final double ROUNDING = 1e-6;

    private final BoundCalls bound;
    private final Weigher weigher;
    private final Weigher.Look look;
    private Comparisons pairs;

    /** The candidates that are left: their places among all, and the most that each may weigh. */
    private int[] places = {};

    private double[] most = {};
    private int size;

    Sieve(BoundCalls bound) {
        this.bound = bound;
        weigher = bound.weigher;
        look = weigher.new Look();
        pairs = new Comparisons(weigher, 0);
    }

    /**
     * Puts the candidates that may be worth weighing first, in the order they have.
     *
     * @param least what a pair must weigh to be worth anything
     * @return how many these are
     */
    int sift(int l, int[] candidates, double least) {
        compare(l, candidates);
        weigh(l, candidates, least - ROUNDING);
        for (int column = 0; column < weigher.values.size(); column++) {
            letters(column, l, candidates, least - ROUNDING);
        }
        for (int i = 0; i < size; i++) {
            candidates[i] = candidates[places[i]];
        }
        return size;
    }

    private void compare(int l, int[] candidates) {
        if (places.length < candidates.length) {
            places = new int[2 * candidates.length];
            most = new double[places.length];
            pairs = new Comparisons(weigher, places.length);
        }
        for (int i = 0; i < candidates.length; i++) {
            pairs.compareMost(i, l, candidates[i]);
            for (int column = 0; column < weigher.values.size(); column++) {
                pairs.compareEqual(i, column, l, candidates[i]);
            }
        }
    }

    private void weigh(int l, int[] candidates, double least) {
        size = 0;
        for (int i = 0; i < candidates.length; i++) {
            look.atMost(pairs, i, l, candidates[i], 0);
            double weight = look.most(pairs, i, l);
            // Parts of a call have another time and duration, so that nothing is known of them yet.
            boolean parts = !bound.parts.from(candidates[i]).isEmpty();
            keep(i, parts ? Double.POSITIVE_INFINITY : weight, least);
        }
    }

    /** Looks at the letters of values that are not equal, which tell most of them apart. */
    private void letters(int column, int l, int[] candidates, double least) {
        ValueEvidence value = weigher.values.get(column);
        double before = value.mostUnequal(ValueLevels.ALIKE_LEVEL);
        int all = size;
        size = 0;
        for (int i = 0; i < all; i++) {
            int at = places[i];
            boolean unequal = pairs.value(at, column) == ValueEvidence.UNEQUAL;
            double less = unequal ? before - value.mostUnequal(pairs.atBest(column, l, candidates[at])) : 0;
            keep(at, most[i] - less, least);
        }
    }

    private void keep(int place, double weight, double least) {
        if (weight >= least) {
            places[size] = place;
            most[size++] = weight;
        }
    }
}
