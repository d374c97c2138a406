package dev.tandem.link;

import java.util.Map;

/** What was learned of two tables. Immutable. */
interface PairModel {
    /** The name of this kind of model in JSON. */
    String kind();

    /** Links the rows of two tables that have the model's columns. The order of the rows does not matter. */
    Solution solve(Table left, Table right, Task task);

    /** An index of right rows that come one by one. */
    LinkIndex index();

    /** As values that JSON has. */
    Map<String, Object> toMap();

    /**
     * What is asked for.
     *
     * @param known what persons know of the rows, by their places in the tables
     */
    record Task(Cardinality cardinality, KnownPairs known, int threads) {
        /** A pair of rows as a number: the left one in the upper 32 bits. */
        static long pair(int left, int right) {
            return (long) left << 32 | right;
        }
    }
}
