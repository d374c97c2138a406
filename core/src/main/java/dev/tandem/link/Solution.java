package dev.tandem.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two tables linked by a model, in row numbers. */
interface Solution {
    /**
     * A left and a right row.
     *
     * @param score the log-odds of the pair by itself, natural logarithm
     * @param probability that the rows belong together, all rivals looked at
     */
    record Pair(int left, int right, double score, double probability) {}

    /** The pairs that are worth a look, by left row and then by right. */
    List<Pair> pairs();

    /** The probability from which on links are claimed if nobody says otherwise. */
    double threshold();

    double expectedLinks();

    Cardinality cardinality();

    List<FieldFinding> fields();

    @Nullable
    ClockFinding clock();

    List<Alias> aliases();

    /** The weights of a pair's fields add up to its score, with the prior. */
    Explanation explain(int left, int right);

    PairModel model();
}
