package dev.tandem.link;

import java.util.Arrays;

/**
 * What a one-to-one assignment leaves over: rows without a partner whose best candidate has another one, surely, although
 * they suit it as well as most of the sure pairs suit each other. Where rows have one partner each there are next to none.
 */
final class Spare {
    private static final double SURE = 0.9;
    private static final double SHARE = 0.05;
    private static final int FEW = 20;

    private final Edges edges;
    private final float[] score;
    private final boolean[] leftSure;
    private final boolean[] rightSure;
    private final float[] sorted;

    Spare(Judgement judgement, float[] score) {
        edges = judgement.edges;
        this.score = score;
        leftSure = new boolean[edges.lefts()];
        rightSure = new boolean[edges.rights()];
        float[] some = new float[judgement.probability.length];
        int n = 0;
        for (int i = 0; i < some.length; i++) {
            if (judgement.probability[i] > SURE) {
                int edge = judgement.assignment.taken[i];
                leftSure[edges.left[edge]] = true;
                rightSure[edges.right[edge]] = true;
                some[n++] = score[edge];
            }
        }
        sorted = Arrays.copyOf(some, n);
        Arrays.sort(sorted);
    }

    /** Which rows have many partners: those of one side at most. */
    Partners partners() {
        if (sorted.length < FEW) {
            return Partners.ONE_TO_ONE;
        }
        float level = sorted[sorted.length / 4];
        int lefts = 0;
        for (int row = 0; row < edges.lefts(); row++) {
            lefts += !leftSure[row] && suits(bestOfLeft(row), level) ? 1 : 0;
        }
        int rights = 0;
        for (int row = 0; row < edges.rights(); row++) {
            rights += !rightSure[row] && suits(bestOfRight(row), level) ? 1 : 0;
        }
        boolean many = Math.max(lefts, rights) > SHARE * sorted.length;
        return new Partners(many && rights >= lefts, many && lefts > rights);
    }

    private boolean suits(int edge, float level) {
        return edge >= 0 && score[edge] >= level && (leftSure[edges.left[edge]] || rightSure[edges.right[edge]]);
    }

    private int bestOfLeft(int row) {
        int best = -1;
        for (int edge = edges.firstOfLeft(row); edge < edges.firstOfLeft(row + 1); edge++) {
            best = best < 0 || score[edge] > score[best] ? edge : best;
        }
        return best;
    }

    private int bestOfRight(int row) {
        int best = -1;
        for (int i = edges.firstOfRight(row); i < edges.firstOfRight(row + 1); i++) {
            int edge = edges.byRight(i);
            best = best < 0 || score[edge] > score[best] ? edge : best;
        }
        return best;
    }
}
