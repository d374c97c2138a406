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
    private static final double MOST = 60;

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
        // Each row's largest term and the sum of its others, so that no small one is lost beside a large one.
        int[] top = new int[nodes];
        double[] rest = new double[nodes];
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.fill(top, -1);
            Arrays.fill(rest, 0);
            for (int e = 0; e < links; e++) {
                for (int i = from[e]; i < from[e + 1]; i++) {
                    double others = odds[e];
                    for (int j = from[e]; j < from[e + 1]; j++) {
                        others *= i == j ? 1 : free[j];
                    }
                    term[i] = others;
                    int row = rows[i];
                    if (top[row] < 0) {
                        top[row] = i;
                    } else if (others > term[top[row]]) {
                        rest[row] += term[top[row]];
                        top[row] = i;
                    } else {
                        rest[row] += others;
                    }
                }
            }
            double change = 0;
            for (int i = 0; i < rows.length; i++) {
                int largest = top[rows[i]];
                double others = largest == i ? rest[rows[i]] : term[largest] + Math.max(0, rest[rows[i]] - term[i]);
                double now = 1 / (1 + others);
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
