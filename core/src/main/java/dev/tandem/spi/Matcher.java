package dev.tandem.spi;

import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import java.util.List;

/**
 * Finds the recordings that metadata belongs to where no name and no id says so, by what the two have in common.
 * Stateless; used by many threads at once. The same rows give the same answer in whatever order they come.
 */
public interface Matcher extends Plugin {
    /**
     * A recording or a metadata file that waits.
     *
     * @param id names the row within one request
     * @param metadata the fields; empty for a recording
     */
    record Row(String id, Facts facts, Metadata metadata) {}

    /** The verdict on one metadata row. */
    sealed interface Match {
        /**
         * Sure enough to be delivered.
         *
         * @param probability that the two belong together, from 0 to 1
         * @param why one sentence for a person
         */
        record Matched(String recordingId, double probability, String why) implements Match {}

        /** Several could be meant, or one that is not sure; a person or later arrivals decide. */
        record Ambiguous(List<String> recordingIds, String why) implements Match {}

        /** Nothing fits. */
        record Unmatched() implements Match {}
    }

    /**
     * Decides on all waiting rows together.
     *
     * @return one verdict for each metadata row, in the order of {@code metadata}; no recording is {@code Matched} twice
     */
    List<Match> match(List<Row> metadata, List<Row> recordings);
}
