package dev.tandem.link;

import java.util.Arrays;

/** Pairs taken greedily, the best first, so that no row has more partners than it may. */
final class Assignment {
    private final Edges edges;
    private final Partners partners;

    /** The edges taken, the best first. */
    final int[] taken;

    /** All edges, the best first; of equals, those that come first. */
    final int[] ranked;

    /** Whether a left row has a partner. */
    final boolean[] leftTaken;

    final boolean[] rightTaken;

    /**
     * Where rows of both sides may have many partners, each row still gets its best alone.
     *
     * @param score by edge; not finite for one that may not be taken
     */
    Assignment(Edges edges, float[] score, Partners partners) {
        this.edges = edges;
        this.partners = partners;
        leftTaken = new boolean[edges.lefts()];
        rightTaken = new boolean[edges.rights()];
        ranked = ranked(score);
        int[] some = new int[Math.min(edges.size(), edges.lefts() + edges.rights())];
        int n = 0;
        for (int edge : ranked) {
            if (score[edge] > Float.NEGATIVE_INFINITY && isFree(edge)) {
                leftTaken[edges.left[edge]] = true;
                rightTaken[edges.right[edge]] = true;
                some[n++] = edge;
            }
        }
        taken = Arrays.copyOf(some, n);
    }

    private boolean isFree(int edge) {
        boolean leftFree = !leftTaken[edges.left[edge]];
        boolean rightFree = !rightTaken[edges.right[edge]];
        if (partners.leftMany() && partners.rightMany()) {
            return leftFree || rightFree;
        }
        return (partners.leftMany() || leftFree) && (partners.rightMany() || rightFree);
    }

    /** The places of scores, the greatest first; of equals, the first. */
    static int[] ranked(float[] score) {
        long[] keys = new long[score.length];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits(score[i]);
            int ascending = bits ^ ((bits >> 31) & 0x7fffffff);
            keys[i] = ((long) ~ascending << 32) | i;
        }
        Arrays.sort(keys);
        int[] out = new int[keys.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) keys[i];
        }
        return out;
    }
}
