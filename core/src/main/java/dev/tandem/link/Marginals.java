package dev.tandem.link;

import java.util.Arrays;

/**
 * How probable each link is when links exclude one another: a row is in one link at most. The marginals of p(links) ~ the
 * product of the links' odds, over all sets of links that share no row, by belief propagation: exact on trees, and for
 * links of two rows convergent on every graph (M. Bayati, D. Gamarnik, D. Katz, C. Nair, P. Tetali, Simple deterministic
 * approximation algorithms for counting matchings, STOC 2007). A link may join more than two rows. Links that have no row
 * in common, not even through others, do not hang on one another: each such group is settled by itself.
 */
final class Marginals {
    private static final int ROUNDS = 80;
    private static final int UNDAMPED = 20;
    private static final double SETTLED = 1e-6;
    private static final double MOST = 60;
    private static final int LINKS_A_PART = 20_000;

    /** The links, group by group. */
    private final int[] links;

    /** Where each group begins among the links, and one more. */
    private final int[] groups;

    /** Where the rows of each link begin, group by group, and one more. */
    private final int[] from;

    /** The rows of each link, numbered group by group. */
    private final int[] rows;

    /** Where the rows of each group begin among all rows, and one more. */
    private final int[] groupRows;

    /** Where each row's places begin, and one more. */
    private final int[] rowFrom;

    /** The places in {@link #rows} where each row stands, row by row. */
    private final int[] places;

    /** The link of each place, as it stands in {@link #links}. */
    private final int[] linkOf;

    /** How probable each place's row is to be free, as it tells the link. */
    private final double[] free;

    /**
     * @param from where each link's rows begin, and one more
     * @param rows the rows of all links, one link after the other, numbered from 0 to {@code nodes}
     */
    Marginals(int[] from, int[] rows, int nodes) {
        int[] groupOf = groupOf(from, rows, nodes);
        int count = Arrays.stream(groupOf).max().orElse(-1) + 1;
        groups = new int[count + 1];
        for (int group : groupOf) {
            groups[group + 1]++;
        }
        for (int g = 0; g < count; g++) {
            groups[g + 1] += groups[g];
        }
        links = new int[groupOf.length];
        int[] next = Arrays.copyOf(groups, count);
        for (int link = 0; link < links.length; link++) {
            links[next[groupOf[link]]++] = link;
        }
        this.from = new int[from.length];
        this.rows = new int[rows.length];
        linkOf = new int[rows.length];
        free = new double[rows.length];
        groupRows = new int[count + 1];
        number(from, rows, new int[nodes]);
        rowFrom = new int[groupRows[count] + 1];
        places = new int[rows.length];
        place();
    }

    /** Numbers the groups of links in the order of their first links. */
    private static int[] groupOf(int[] from, int[] rows, int nodes) {
        int[] parent = new int[nodes];
        Arrays.setAll(parent, row -> row);
        for (int link = 0; link + 1 < from.length; link++) {
            for (int i = from[link] + 1; i < from[link + 1]; i++) {
                int a = root(parent, rows[from[link]]);
                int b = root(parent, rows[i]);
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        int[] ofRoot = new int[nodes];
        int[] groupOf = new int[from.length - 1];
        int groups = 0;
        for (int link = 0; link < groupOf.length; link++) {
            int root = from[link] == from[link + 1] ? -1 : root(parent, rows[from[link]]);
            if (root < 0 || ofRoot[root] == 0) {
                groups++;
            }
            if (root >= 0 && ofRoot[root] == 0) {
                ofRoot[root] = groups;
            }
            groupOf[link] = (root < 0 ? groups : ofRoot[root]) - 1;
        }
        return groupOf;
    }

    private static int root(int[] parent, int row) {
        int at = row;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void number(int[] oldFrom, int[] oldRows, int[] numbers) {
        int n = 0;
        int known = 0;
        for (int g = 0; g + 1 < groups.length; g++) {
            for (int at = groups[g]; at < groups[g + 1]; at++) {
                for (int i = oldFrom[links[at]]; i < oldFrom[links[at] + 1]; i++) {
                    int row = oldRows[i];
                    if (numbers[row] == 0) {
                        numbers[row] = ++known;
                    }
                    linkOf[n] = at;
                    rows[n++] = numbers[row] - 1;
                }
                from[at + 1] = n;
            }
            groupRows[g + 1] = known;
        }
    }

    private void place() {
        for (int row : rows) {
            rowFrom[row + 1]++;
        }
        for (int row = 0; row + 1 < rowFrom.length; row++) {
            rowFrom[row + 1] += rowFrom[row];
        }
        int[] next = Arrays.copyOf(rowFrom, rowFrom.length - 1);
        for (int i = 0; i < rows.length; i++) {
            places[next[rows[i]]++] = i;
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
        double[] odds = new double[links.length];
        Messages messages = new Messages(odds, rows.length, rowFrom.length - 1);
        double[] probability = new double[links.length];
        int parts = 1 + links.length / LINKS_A_PART;
        parallel.run(groups.length - 1, parts, (part, first, last) -> {
            for (int at = groups[first]; at < groups[last]; at++) {
                odds[at] = Math.exp(Math.max(-MOST, Math.min(MOST, logOdds[links[at]])));
            }
            for (int group = first; group < last; group++) {
                messages.settle(group);
            }
            for (int at = groups[first]; at < groups[last]; at++) {
                probability[links[at]] = messages.probability(at);
            }
        });
        return probability;
    }

    /**
     * What rows and links tell each other, round by round, as long as there is news. Groups share nothing, so each may be
     * settled by a thread of its own.
     */
    private final class Messages {
        private final double[] odds;

        private final double[] term;

        /** The links and the rows that have heard news: those of a group from where the group begins. */
        private final int[] newsLinks;

        private final int[] newsRows;
        private final boolean[] linkHas;
        private final boolean[] rowHas;

        Messages(double[] odds, int size, int rowCount) {
            this.odds = odds;
            term = new double[size];
            newsLinks = new int[odds.length];
            newsRows = new int[rowCount];
            linkHas = new boolean[odds.length];
            rowHas = new boolean[rowCount];
        }

        double probability(int at) {
            double all = odds[at];
            for (int i = from[at]; i < from[at + 1]; i++) {
                all *= free[i];
            }
            return all / (1 + all);
        }

        void settle(int group) {
            int first = groups[group];
            int news = groups[group + 1];
            for (int at = first; at < news; at++) {
                newsLinks[at] = at;
            }
            for (int round = 0; round < ROUNDS && news > first; round++) {
                int rowsEnd = groupRows[group];
                for (int n = first; n < news; n++) {
                    rowsEnd = tellRows(newsLinks[n], rowsEnd);
                }
                news = first;
                for (int n = groupRows[group]; n < rowsEnd; n++) {
                    news = tellLinks(newsRows[n], round < UNDAMPED, news);
                }
            }
        }

        private int tellRows(int at, int end) {
            int rowsEnd = end;
            linkHas[at] = false;
            for (int i = from[at]; i < from[at + 1]; i++) {
                double others = odds[at];
                for (int j = from[at]; j < from[at + 1]; j++) {
                    others *= i == j ? 1 : free[j];
                }
                term[i] = others;
                if (!rowHas[rows[i]]) {
                    rowHas[rows[i]] = true;
                    newsRows[rowsEnd++] = rows[i];
                }
            }
            return rowsEnd;
        }

        private int tellLinks(int row, boolean undamped, int end) {
            int linksEnd = end;
            rowHas[row] = false;
            // The largest term and the sum of the others, so that no small one is lost beside a large one.
            int largest = places[rowFrom[row]];
            double rest = 0;
            for (int n = rowFrom[row] + 1; n < rowFrom[row + 1]; n++) {
                int i = places[n];
                rest += Math.min(term[i], term[largest]);
                largest = term[i] > term[largest] ? i : largest;
            }
            for (int n = rowFrom[row]; n < rowFrom[row + 1]; n++) {
                int i = places[n];
                double others = i == largest ? rest : term[largest] + Math.max(0, rest - term[i]);
                double now = 1 / (1 + others);
                boolean changed = Math.abs(now - free[i]) >= SETTLED;
                free[i] = undamped ? now : 0.5 * (now + free[i]);
                if (changed && !linkHas[linkOf[i]]) {
                    linkHas[linkOf[i]] = true;
                    newsLinks[linksEnd++] = linkOf[i];
                }
            }
            return linksEnd;
        }
    }
}
