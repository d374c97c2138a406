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
     * @param labels by pair, the left row in the upper 32 bits: whether it is a link; others are not known
     */
    record Task(Cardinality cardinality, Map<Long, Boolean> labels, int threads) {
        static long pair(int left, int right) {
            return (long) left << 32 | right;
        }
    }
}
