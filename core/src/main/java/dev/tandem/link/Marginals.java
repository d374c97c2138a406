package dev.tandem.link;

import java.util.Arrays;

/**
 * How probable each link is when links exclude one another: a row is in one link at most. The marginals of p(links) ~ the
 * product of the links' odds, over all sets of links that share no row, by belief propagation: exact on trees, and for
 * links of two rows convergent on every graph (M. Bayati, D. Gamarnik, D. Katz, C. Nair, P. Tetali, Simple deterministic
 * approximation algorithms for counting matchings, STOC 2007). A link may join more than two rows.
 */
final class Marginals {
    private static final int ROUNDS = 80;
    private static final int UNDAMPED = 20;
    private static final double SETTLED = 1e-6;
    private static final double MOST = 25;

    /** Where each link's rows begin, and one more. */
    private final int[] from;

    private final int[] rows;
    private final int nodes;

    /** @param rows the rows of all links, one link after the other, numbered from 0 to {@code nodes} */
    Marginals(int[] from, int[] rows, int nodes) {
        this.from = from;
        this.rows = rows;
        this.nodes = nodes;
    }

    /** @param logOdds each link's odds against all its rows staying alone, natural logarithm */
    double[] of(double[] logOdds) {
        int links = from.length - 1;
        double[] odds = new double[links];
        for (int e = 0; e < links; e++) {
            odds[e] = Math.exp(Math.max(-60, Math.min(MOST, logOdds[e])));
        }
        // How probable a row is to be free, as it tells each of its links.
        double[] free = new double[rows.length];
        Arrays.fill(free, 1);
        double[] term = new double[rows.length];
        double[] sums = new double[nodes];
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.fill(sums, 0);
            for (int e = 0; e < links; e++) {
                for (int i = from[e]; i < from[e + 1]; i++) {
                    double others = odds[e];
                    for (int j = from[e]; j < from[e + 1]; j++) {
                        others *= i == j ? 1 : free[j];
                    }
                    term[i] = others;
                    sums[rows[i]] += others;
                }
            }
            double change = 0;
            for (int i = 0; i < rows.length; i++) {
                double now = 1 / (1 + Math.max(0, sums[rows[i]] - term[i]));
                change = Math.max(change, Math.abs(now - free[i]));
                free[i] = round < UNDAMPED ? now : 0.5 * (now + free[i]);
            }
            if (change < SETTLED) {
                break;
            }
        }
        double[] probability = new double[links];
        for (int e = 0; e < links; e++) {
            double all = odds[e];
            for (int i = from[e]; i < from[e + 1]; i++) {
                all *= free[i];
            }
            probability[e] = all / (1 + all);
        }
        return probability;
    }
}
