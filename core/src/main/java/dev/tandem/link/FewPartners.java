package dev.tandem.link;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Judges an assignment where hardly any row has a partner. Nearly all its pairs are false there, so that they tell
 * themselves what false pairs score (the empirical null of B. Efron, Large-scale simultaneous hypothesis testing: the choice
 * of a null hypothesis, JASA 99, 2004): the curve of how many reach a score, taken from the bulk, is continued upwards, and
 * what lies beyond it may be true. A model that was fitted to pairs of its own making lifts them out of the bulk, too; but
 * then their fields agree no better than those of some of all possible pairs do by chance, for likelihood ratios are 1 on
 * average among false pairs (as e-values are; V. Vovk, R. Wang, Annals of Statistics 49, 2021).
 */
final class FewPartners {
    private static final double SHARE_OF_ROWS = 0.15;
    private static final int FEWEST_PAIRS = 100;

    /** How many times the pairs that stood out at first may be true. */
    private static final double MOST_OF_LED = 1.5;

    private static final int MOST_LOOKED_AT = 50_000;
    private static final double NEGLIGIBLE = 0.01;

    private final Edges edges;
    private final int[] taken;
    private final float[] assigned;
    private final double led;
    private final IntToDoubleFunction evidence;

    /**
     * @param assigned the scores of the pairs taken, descending
     * @param led how many pairs stood out from their rows' other candidates before anything was learned
     * @param evidence of an edge, its fields' likelihood ratios together, natural logarithm
     */
    FewPartners(Edges edges, int[] taken, float[] assigned, double led, IntToDoubleFunction evidence) {
        this.edges = edges;
        this.taken = taken;
        this.assigned = assigned;
        this.led = led;
        this.evidence = evidence;
    }

    /** Whether few rows have a partner, and the pairs can be judged so. */
    boolean apply() {
        return led < SHARE_OF_ROWS * Math.min(edges.leftCount(), edges.rights())
                && taken.length >= FEWEST_PAIRS
                && BulkNull.isSpread(assigned)
                && agreesByChance();
    }

    /**
     * Whether pairs that were passed over agree no better than by chance. Where they do, as the wares of one maker do, a field
     * tells what another has told, and likelihood ratios cannot be multiplied.
     */
    private boolean agreesByChance() {
        boolean[] isTaken = new boolean[edges.size()];
        for (int edge : taken) {
            isTaken[edge] = true;
        }
        int step = 1 + edges.size() / MOST_LOOKED_AT;
        double sum = 0;
        for (int edge = 0; edge < edges.size(); edge += step) {
            sum += isTaken[edge] ? 0 : Math.exp(evidence.applyAsDouble(edge));
        }
        return sum * step <= possible();
    }

    /** How many pairs of rows there are at all. */
    private double possible() {
        return (double) edges.leftCount() * edges.rights();
    }

    /**
     * The probability of each pair.
     *
     * @param last whether nothing is learned from it, so that it need not be more than the scores themselves say
     */
    double[] probabilities(boolean last) {
        double[] expectedFalse = BulkNull.reaching(assigned);
        for (int i = 0; i < expectedFalse.length; i++) {
            expectedFalse[i] = Math.max(expectedFalse[i], i + 1 - MOST_OF_LED * led);
        }
        double[] out = Rates.probabilities(expectedFalse);
        double[] most = byEvidence(out);
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.min(out[i], last ? Math.min(most[i], Curves.logistic(assigned[i])) : most[i]);
        }
        return out;
    }

    /** How likely pairs are by how their fields agree; pairs of similar scores share what it tells. */
    private double[] byEvidence(double[] likely) {
        double prior = Math.log(Math.max(1, Arrays.stream(likely).sum()) / possible());
        double[] expectedFalse = new double[likely.length];
        double sum = 0;
        for (int i = 0; i < likely.length; i++) {
            sum += likely[i] < NEGLIGIBLE ? 1 : Curves.logistic(-evidence.applyAsDouble(taken[i]) - prior);
            expectedFalse[i] = sum;
        }
        return Rates.probabilities(expectedFalse);
    }
}
