package dev.tandem.link;

import java.util.Arrays;

/**
 * What can be told of the rows of one side before anything is learned, from how far the best candidate of each leads. Of a
 * row without a partner the best leads the second by about twice as much as the second leads the third, for the k-th largest
 * of many values with an exponential tail leads the next by 1/k of the scale on average (A. Rényi, 1953); a true partner
 * leads by more. Where a row has several partners, none of them leads.
 */
final class Leads {
    private static final int FEW = 10;

    /** Which shares of the rows may lead by as much by chance; where few rows have a partner, only small shares tell. */
    private static final double[] SHARES = {0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002};

    private static final int FIRST_SMALL = 5;
    private static final double SUPPORT = 6;

    /** How many standard deviations of what chance gives do not count. */
    private static final double NOISE = 2;

    private final float[] first;
    private final float[] second;
    private final float[] worth;
    private final int[] partner;

    private Leads(int rows) {
        first = new float[rows];
        second = new float[rows];
        worth = new float[rows];
        partner = new int[rows];
    }

    /** @param score by edge, not negative */
    static Leads ofLeft(Edges edges, float[] score) {
        Leads leads = new Leads(edges.lefts());
        float[] best = new float[3];
        for (int row = 0; row < edges.lefts(); row++) {
            Arrays.fill(best, 0);
            for (int edge = edges.firstOfLeft(row); edge < edges.firstOfLeft(row + 1); edge++) {
                if (offer(score[edge], best)) {
                    leads.partner[row] = edges.right[edge];
                }
            }
            leads.set(row, best);
        }
        return leads;
    }

    static Leads ofRight(Edges edges, float[] score) {
        Leads leads = new Leads(edges.rights());
        float[] best = new float[3];
        for (int row = 0; row < edges.rights(); row++) {
            Arrays.fill(best, 0);
            for (int i = edges.firstOfRight(row); i < edges.firstOfRight(row + 1); i++) {
                int edge = edges.byRight(i);
                if (offer(score[edge], best)) {
                    leads.partner[row] = edges.left[edge];
                }
            }
            leads.set(row, best);
        }
        return leads;
    }

    private void set(int row, float[] best) {
        first[row] = best[0] - best[1];
        second[row] = 2 * (best[1] - best[2]);
        worth[row] = 2 * best[0] - best[1];
    }

    /** Keeps the three greatest; true if this is the greatest so far. */
    private static boolean offer(float some, float[] best) {
        float value = some;
        boolean top = value > best[0];
        for (int i = 0; i < best.length; i++) {
            if (value > best[i]) {
                float less = best[i];
                best[i] = value;
                value = less;
            }
        }
        return top;
    }

    /** How many rows have a partner that leads: by the share of leads at which most of them stand out from chance. */
    double count() {
        return count(0);
    }

    /** The same, but no more than some times what leads further than all but few would by chance. */
    double supported() {
        return Math.min(count(0), SUPPORT * count(FIRST_SMALL));
    }

    private double count(int firstShare) {
        int n = first.length;
        float[] chance = second.clone();
        Arrays.sort(chance);
        float[] leads = first.clone();
        Arrays.sort(leads);
        double most = 0;
        for (int i = firstShare; i < SHARES.length; i++) {
            double share = SHARES[i];
            float level = n == 0 ? 0 : chance[Math.min(n - 1, (int) (n * (1 - share)))];
            if (level > 0) {
                double beyond = n - firstFrom(leads, level) - n * share;
                double noise = NOISE * Math.sqrt(n * share * (1 - share));
                most = Math.max(most, (beyond - noise) / (1 - share));
            }
        }
        return most;
    }

    /** The place of the first of ascending values that reaches a level. */
    private static int firstFrom(float[] ascending, float level) {
        int at = Arrays.binarySearch(ascending, Math.nextDown(level));
        int from = at < 0 ? -at - 1 : at;
        while (from < ascending.length && ascending[from] < level) {
            from++;
        }
        return from;
    }

    /**
     * Which share of the rows that most surely have a partner have one that another of them has too.
     *
     * @param others how many rows the other side has
     */
    double shared(int others) {
        int n = (int) Math.min(others, count()) / 2;
        if (n < FEW) {
            return 0;
        }
        int[] ranked = Assignment.ranked(worth);
        boolean[] taken = new boolean[others];
        int shared = 0;
        for (int i = 0; i < n; i++) {
            int row = partner[ranked[i]];
            shared += taken[row] ? 1 : 0;
            taken[row] = true;
        }
        return (double) shared / n;
    }
}
