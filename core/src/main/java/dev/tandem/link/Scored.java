package dev.tandem.link;

import java.util.List;

/**
 * What was found in two tables of things: rows are places in the tables that were given, from 0.
 *
 * @param pairs the pairs of the assignment, the likeliest first
 * @param runnersUp for rows of the assignment, the best candidates that were not taken, the likeliest first
 * @param matches how many pairs there are, estimated
 */
record Scored(List<Pair> pairs, List<Pair> runnersUp, double matches) {
    Scored {
        pairs = List.copyOf(pairs);
        runnersUp = List.copyOf(runnersUp);
    }

    /**
     * A left and a right row.
     *
     * @param score the log-odds of the pair by itself, natural logarithm
     * @param probability that the rows belong together, after all rivals were looked at
     * @param margin the probability less that of the next candidate of either row
     */
    record Pair(int left, int right, double score, double probability, double margin) {}
}
