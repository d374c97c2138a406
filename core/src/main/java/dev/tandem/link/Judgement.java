package dev.tandem.link;

import java.util.Arrays;

/**
 * Which pairs are taken, how likely each of them is, and how many true ones there are: an assignment, judged against what
 * the best candidate of a row scores whose partner is absent.
 */
final class Judgement {
    private static final double FIRST_SHARE = 0.4;
    private static final double SURE = 0.9;
    private static final int FEWEST = 10;
    private static final double FIRST_OF_LED = 0.7;

    /** Beyond so many times the pairs that stand out, what is thought to be true may be of the model's own making. */
    private static final double MOST_OF_LED = 3;

    /** Where a smaller share of the rows has a partner, what the null tells is blown up by those that have none. */
    private static final double FEW_OF_ROWS = 0.5;

    private static final double LOWEST = 0.05;
    private static final int REFINEMENTS = 2;

    final Edges edges;
    final Assignment assignment;

    /** By place in the assignment. */
    final double[] probability;

    final double matches;
    private final double shift;

    /** How many pairs stand out from their rows' other candidates. */
    private final double led;

    /**
     * Judges scores for the first time: the pairs of the greatest scores and leads over their rivals are taken to be true.
     */
    static Judgement first(Edges edges, float[] score, Partners partners) {
        Assignment assignment = new Assignment(edges, score, partners);
        double led = led(edges, score, partners);
        boolean[] sure = outstanding(edges, score, assignment, partners, led);
        return new Judgement(edges, score, assignment, sure, partners, led, 0.8 * count(sure), false);
    }

    private static double led(Edges edges, float[] score, Partners partners) {
        double ofLeft = partners.leftMany() ? 0 : Leads.ofLeft(edges, score).count();
        double ofRight = partners.rightMany() ? 0 : Leads.ofRight(edges, score).count();
        return Math.max(ofLeft, ofRight);
    }

    private static double supported(Edges edges, float[] score, Partners partners) {
        double ofLeft = partners.leftMany() ? 0 : Leads.ofLeft(edges, score).supported();
        double ofRight = partners.rightMany() ? 0 : Leads.ofRight(edges, score).supported();
        return Math.max(ofLeft, ofRight);
    }

    /** Scores without their lowest ones, and none below 0. */
    private static float[] raised(float[] score) {
        float[] sorted = score.clone();
        Arrays.sort(sorted);
        float[] out = new float[score.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, score[i] - sorted[(int) (LOWEST * sorted.length)]);
        }
        return out;
    }

    /** Judges scores again, after others: what was sure then is taken to be true. */
    static Judgement after(Judgement before, float[] score, Partners partners, boolean last) {
        Edges edges = before.edges;
        boolean[] wasSure = new boolean[edges.size()];
        for (int i = 0; i < before.probability.length; i++) {
            wasSure[before.assignment.taken[i]] = before.probability[i] > SURE;
        }
        Assignment assignment = new Assignment(edges, score, partners);
        boolean[] sure = new boolean[assignment.taken.length];
        for (int i = 0; i < sure.length; i++) {
            sure[i] = wasSure[assignment.taken[i]] || i < (int) (FIRST_SHARE * before.matches);
        }
        return new Judgement(
                edges,
                score,
                assignment,
                sure,
                partners,
                last ? supported(edges, raised(score), partners) : before.led,
                1,
                last);
    }

    private Judgement(
            Edges edges,
            float[] score,
            Assignment assignment,
            boolean[] sure,
            Partners partners,
            double led,
            double leastMatches,
            boolean last) {
        this.edges = edges;
        this.assignment = assignment;
        this.led = led;
        float[] assigned = new float[assignment.taken.length];
        for (int i = 0; i < assigned.length; i++) {
            assigned[i] = score[assignment.taken[i]];
        }
        Nulls nulls = new Nulls(edges, score, assignment, sure, partners);
        double estimate = Math.max(leastMatches, matches(assigned, nulls, partners));
        double[] likely = probabilities(assigned, nulls, estimate, partners, last);
        for (int i = 0; last && i < REFINEMENTS; i++) {
            estimate = Math.min(
                    estimate, Math.max(leastMatches, Arrays.stream(likely).sum()));
            likely = probabilities(assigned, nulls, estimate, partners, last);
        }
        matches = estimate;
        probability = likely;
        shift = shift(estimate, partners);
    }

    private Judgement(Judgement of, Assignment assignment, double[] probability) {
        edges = of.edges;
        led = of.led;
        matches = of.matches;
        shift = of.shift;
        this.assignment = assignment;
        this.probability = probability;
    }

    /** The same of other pairs, by place in their assignment. */
    Judgement of(Assignment others, double[] likely) {
        return new Judgement(this, others, likely);
    }

    private double[] probabilities(float[] assigned, Nulls nulls, double matches, Partners partners, boolean last) {
        double[] expectedFalse = new double[assigned.length];
        for (int i = 0; i < assigned.length; i++) {
            double left = (edges.leftCount() - matches) * Rates.reachingAtMost(nulls.left, assigned[i]);
            double right = (edges.rights() - matches) * Rates.reachingAtMost(nulls.right, assigned[i]);
            expectedFalse[i] = partners.leftMany() ? right : partners.rightMany() ? left : Math.min(left, right);
        }
        double[] out = Rates.probabilities(expectedFalse);
        if (last) {
            if (Arrays.stream(out).sum() > MOST_OF_LED * led + FEWEST) {
                double[] tail = Rates.tail(assigned, led);
                Arrays.setAll(expectedFalse, i -> Math.max(expectedFalse[i], tail[i]));
                out = Rates.probabilities(expectedFalse);
            }
            double shift = shift(matches, partners);
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.min(out[i], Curves.logistic(assigned[i] + shift));
            }
            boolean few = matches < FEW_OF_ROWS * Math.min(edges.leftCount(), edges.rights());
            Rates.boundByValley(assigned, out, few);
        }
        return out;
    }

    /**
     * What exclusion adds to log-odds that were learned among all candidates: where a row may have one partner alone, a
     * false pair is one of two rows that both have none.
     */
    private double shift(double matches, Partners partners) {
        double left = Math.log(edges.leftCount() / Math.max(1, edges.leftCount() - matches));
        double right = Math.log(edges.rights() / Math.max(1, edges.rights() - matches));
        return (partners.leftMany() ? 0 : left) + (partners.rightMany() ? 0 : right);
    }

    private double matches(float[] assigned, Nulls nulls, Partners partners) {
        double ofLeft = Rates.matches(assigned, nulls.left, edges.leftCount());
        double ofRight = Rates.matches(assigned, nulls.right, edges.rights());
        if (partners.leftMany()) {
            return Math.min(ofRight, edges.rights());
        }
        if (partners.rightMany()) {
            return Math.min(ofLeft, edges.leftCount());
        }
        return Math.min(Math.max(ofLeft, ofRight), Math.min(edges.leftCount(), edges.rights()));
    }

    /** What exclusion adds to the log-odds of a pair. */
    double shift() {
        return shift;
    }

    private static int count(boolean[] some) {
        int n = 0;
        for (boolean one : some) {
            n += one ? 1 : 0;
        }
        return n;
    }

    private static boolean[] outstanding(
            Edges edges, float[] score, Assignment assignment, Partners partners, double led) {
        float[] worth = worth(edges, score, assignment, partners);
        boolean[] out = new boolean[worth.length];
        int[] ranked = Assignment.ranked(worth);
        double most = FIRST_SHARE * ranked.length;
        for (int i = 0; i < Math.min(most, Math.max(FEWEST, FIRST_OF_LED * led)); i++) {
            out[ranked[i]] = true;
        }
        return out;
    }

    /** The score of each assigned pair and its lead over its best rival, together. */
    static float[] worth(Edges edges, float[] score, Assignment assignment, Partners partners) {
        float[] worth = new float[assignment.taken.length];
        for (int i = 0; i < worth.length; i++) {
            int edge = assignment.taken[i];
            worth[i] = 2 * score[edge] - rival(edges, score, edge, partners);
        }
        return worth;
    }

    /** The best score of another candidate of either row, where that row may have one partner alone. */
    static float rival(Edges edges, float[] score, int edge, Partners partners) {
        float best = Rates.NONE;
        int row = edges.left[edge];
        for (int i = edges.firstOfLeft(row); !partners.leftMany() && i < edges.firstOfLeft(row + 1); i++) {
            best = i == edge ? best : Math.max(best, score[i]);
        }
        row = edges.right[edge];
        for (int i = edges.firstOfRight(row); !partners.rightMany() && i < edges.firstOfRight(row + 1); i++) {
            int other = edges.byRight(i);
            best = other == edge ? best : Math.max(best, score[other]);
        }
        return best;
    }
}
