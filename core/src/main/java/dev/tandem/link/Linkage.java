package dev.tandem.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What linking two tables came to. Immutable, but that it holds on to both tables. */
public interface Linkage {
    /**
     * The links to claim and those for a person to look at, the surest first, then by ids. The same tables give the same
     * links whatever the order of their rows.
     */
    List<Link> links();

    /** The cardinality that was asked for, or the one that was found. */
    Cardinality cardinality();

    /** How probable a link must be to be claimed. */
    double threshold();

    /** How many links there are in truth, as far as the data tells: claimed, doubtful and missed. */
    double expectedLinks();

    /** Which columns correspond, and what was learned of them. */
    List<FieldFinding> fields();

    /** How the clocks go; null where no two columns of time go together. */
    @Nullable
    ClockFinding clock();

    /** Values that stand for each other and do not look it, the most frequent first. */
    List<Alias> aliases();

    /** How the scores are distributed, from the least to the highest. */
    List<ScoreBin> scores();

    /**
     * Why a pair has its score.
     *
     * @throws IllegalArgumentException if a table has no row of that id
     */
    Explanation explain(String leftId, String rightId);

    /** What was learned, to score other rows with. */
    LinkModel model();
}
