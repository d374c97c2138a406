package dev.tandem.link;

import java.util.Arrays;

/**
 * What the best candidate of a row scores whose partner is absent: learned from rows that surely have a partner, by looking
 * away from it and from the partners that others surely have.
 */
final class Nulls {
    /** Of left rows, ascending; never empty. */
    final float[] left;

    /** Of right rows. */
    final float[] right;

    /** @param sure by place in the assignment, whether a pair is held to be true */
    Nulls(Edges edges, float[] score, Assignment assignment, boolean[] sure, Partners partners) {
        boolean[] leftSure = new boolean[edges.lefts()];
        boolean[] rightSure = new boolean[edges.rights()];
        int n = 0;
        for (int i = 0; i < sure.length; i++) {
            if (sure[i]) {
                leftSure[edges.left[assignment.taken[i]]] = true;
                rightSure[edges.right[assignment.taken[i]]] = true;
                n++;
            }
        }
        left = new float[Math.max(1, n)];
        right = new float[left.length];
        left[0] = Rates.NONE;
        right[0] = Rates.NONE;
        boolean[] rightAway = partners.rightMany() ? new boolean[edges.rights()] : rightSure;
        boolean[] leftAway = partners.leftMany() ? new boolean[edges.lefts()] : leftSure;
        n = 0;
        for (int i = 0; i < sure.length; i++) {
            if (sure[i]) {
                left[n] = ofLeft(edges, score, assignment.taken[i], rightAway);
                right[n++] = ofRight(edges, score, assignment.taken[i], leftAway);
            }
        }
        Arrays.sort(left);
        Arrays.sort(right);
    }

    private static float ofLeft(Edges edges, float[] score, int edge, boolean[] rightTaken) {
        float best = Rates.NONE;
        int row = edges.left[edge];
        for (int i = edges.firstOfLeft(row); i < edges.firstOfLeft(row + 1); i++) {
            if (i != edge && !rightTaken[edges.right[i]]) {
                best = Math.max(best, score[i]);
            }
        }
        return best;
    }

    private static float ofRight(Edges edges, float[] score, int edge, boolean[] leftTaken) {
        float best = Rates.NONE;
        int row = edges.right[edge];
        for (int i = edges.firstOfRight(row); i < edges.firstOfRight(row + 1); i++) {
            int other = edges.byRight(i);
            if (other != edge && !leftTaken[edges.left[other]]) {
                best = Math.max(best, score[other]);
            }
        }
        return best;
    }
}
