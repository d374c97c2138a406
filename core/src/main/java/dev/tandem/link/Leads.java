package dev.tandem.link;

import java.util.Arrays;

/**
 * Estimates how many assigned pairs are true before anything is known of their scores. Of a row without a partner the best
 * candidate leads the second by about twice as much as the second leads the third, for the k-th largest of many values with
 * an exponential tail leads the next by 1/k of the scale on average (A. R&eacute;nyi, 1953); a true partner leads by more.
 */
final class Leads {
    private static final float NOTHING = 0;

    private Leads() {}

    /** The share of the assigned pairs that are true. */
    static double share(Edges edges, float[] score, Assignment assignment, Partners partners) {
        int n = assignment.taken.length;
        float[] first = new float[n];
        float[] second = new float[n];
        float[] best = new float[3];
        for (int i = 0; i < n; i++) {
            int edge = assignment.taken[i];
            if (partners.leftMany()) {
                ofRight(edges, score, edges.right[edge], best);
            } else {
                ofLeft(edges, score, edges.left[edge], best);
            }
            first[i] = -(best[0] - best[1]);
            second[i] = 2 * (best[1] - best[2]);
        }
        Arrays.sort(first);
        Arrays.sort(second);
        for (int i = 0; i < n; i++) {
            first[i] = -first[i];
        }
        return n == 0 ? 0 : Math.max(0, Rates.matches(first, second, n)) / n;
    }

    private static void ofLeft(Edges edges, float[] score, int row, float[] best) {
        Arrays.fill(best, NOTHING);
        for (int i = edges.firstOfLeft(row); i < edges.firstOfLeft(row + 1); i++) {
            offer(score[i], best);
        }
    }

    private static void ofRight(Edges edges, float[] score, int row, float[] best) {
        Arrays.fill(best, NOTHING);
        for (int i = edges.firstOfRight(row); i < edges.firstOfRight(row + 1); i++) {
            offer(score[edges.byRight(i)], best);
        }
    }

    private static void offer(float some, float[] best) {
        float value = some;
        for (int i = 0; i < best.length; i++) {
            if (value > best[i]) {
                float less = best[i];
                best[i] = value;
                value = less;
            }
        }
    }
}
