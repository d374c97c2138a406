package dev.tandem.link;

import java.util.Arrays;

/**
 * How probable each link is when links exclude one another: a row is in one link at most. The marginals of p(links) ~ the
 * product of the links' odds, over all sets of links that share no row, by belief propagation: exact on trees, and for
 * links of two rows convergent on every graph (M. Bayati, D. Gamarnik, D. Katz, C. Nair, P. Tetali, Simple deterministic
 * approximation algorithms for counting matchings, STOC 2007). A link may join more than two rows.
 *
 * <p>Rows and links tell each other, round by round, as long as there is news. All links of a round tell before any row
 * does, so that neither order nor threads make a difference.
 */
final class Marginals {
    private static final int ROUNDS = 80;
    private static final int UNDAMPED = 20;
    private static final double SETTLED = 1e-5;
    private static final double MOST = 60;
    private static final int BLOCKS_A_PART = 1_000;

    /** Where the rows of each link begin, and one more. */
    private final int[] from;

    /** The rows of all links, one link after the other. */
    private final int[] rows;

    /** Where each row's places begin, and one more. */
    private final int[] rowFrom;

    /** The places in {@link #rows} where each row stands, row by row. */
    private final int[] places;

    /** The link of each place. */
    private final int[] linkOf;

    /** How probable each place's row is to be free, as it tells the link. */
    private final double[] free;

    /** How likely each place's link is as against none, but for that row, as it tells the row. */
    private final double[] claim;

    private final News ofLinks;
    private final News ofRows;

    /**
     * @param from where each link's rows begin, and one more
     * @param rows the rows of all links, one link after the other, numbered from 0 to {@code nodes}
     */
    Marginals(int[] from, int[] rows, int nodes) {
        this.from = from;
        this.rows = rows;
        rowFrom = new int[nodes + 1];
        places = new int[rows.length];
        linkOf = new int[rows.length];
        free = new double[rows.length];
        claim = new double[rows.length];
        ofLinks = new News(from.length - 1);
        ofRows = new News(nodes);
        place();
    }

    private void place() {
        for (int row : rows) {
            rowFrom[row + 1]++;
        }
        for (int row = 0; row + 1 < rowFrom.length; row++) {
            rowFrom[row + 1] += rowFrom[row];
        }
        int[] next = Arrays.copyOf(rowFrom, rowFrom.length - 1);
        for (int link = 0; link + 1 < from.length; link++) {
            for (int i = from[link]; i < from[link + 1]; i++) {
                linkOf[i] = link;
                places[next[rows[i]]++] = i;
            }
        }
    }

    /**
     * Used by one thread.
     *
     * @param onward begins where it ended last, which for odds that are much the same is sooner
     * @param logOdds each link's odds against all its rows staying alone, natural logarithm
     */
    double[] of(double[] logOdds, boolean onward, Parallel parallel) {
        if (!onward) {
            Arrays.fill(free, 1);
        }
        double[] odds = new double[logOdds.length];
        for (int link = 0; link < odds.length; link++) {
            odds[link] = Math.exp(Math.max(-MOST, Math.min(MOST, logOdds[link])));
            ofLinks.add(link);
        }
        for (int round = 0; round < ROUNDS && !ofLinks.isEmpty(); round++) {
            boolean undamped = round < UNDAMPED;
            parallel.run(
                    ofLinks.blocks(),
                    parts(ofLinks),
                    (part, first, last) -> ofLinks.take(first, last, link -> tellRows(link, odds[link])));
            parallel.run(
                    ofRows.blocks(),
                    parts(ofRows),
                    (part, first, last) -> ofRows.take(first, last, row -> tellLinks(row, odds, undamped)));
        }
        return probabilities(odds);
    }

    private static int parts(News news) {
        return 1 + news.blocks() / BLOCKS_A_PART;
    }

    private double[] probabilities(double[] odds) {
        double[] probabilities = new double[odds.length];
        for (int link = 0; link < odds.length; link++) {
            double all = odds[link];
            for (int i = from[link]; i < from[link + 1]; i++) {
                all *= free[i];
            }
            probabilities[link] = all / (1 + all);
        }
        return probabilities;
    }

    private void tellRows(int link, double odds) {
        for (int i = from[link]; i < from[link + 1]; i++) {
            double others = odds;
            for (int j = from[link]; j < from[link + 1]; j++) {
                others *= i == j ? 1 : free[j];
            }
            claim[i] = others;
            ofRows.add(rows[i]);
        }
    }

    private void tellLinks(int row, double[] odds, boolean undamped) {
        // The largest claim and the sum of the others, so that no small one is lost beside a large one.
        int largest = places[rowFrom[row]];
        double rest = 0;
        for (int n = rowFrom[row] + 1; n < rowFrom[row + 1]; n++) {
            int i = places[n];
            rest += Math.min(claim[i], claim[largest]);
            largest = claim[i] > claim[largest] ? i : largest;
        }
        for (int n = rowFrom[row]; n < rowFrom[row + 1]; n++) {
            int i = places[n];
            double others = i == largest ? rest : claim[largest] + Math.max(0, rest - claim[i]);
            double now = 1 / (1 + others);
            // What the link's probability would change by if its other rows were free, as they may become.
            double before = odds[linkOf[i]] * free[i];
            double after = odds[linkOf[i]] * now;
            boolean changed = Math.abs(after - before) >= SETTLED * (1 + before) * (1 + after);
            free[i] = undamped ? now : 0.5 * (now + free[i]);
            if (changed) {
                ofLinks.add(linkOf[i]);
            }
        }
    }
}
