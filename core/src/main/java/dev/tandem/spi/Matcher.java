package dev.tandem.spi;

import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import java.util.List;

/**
 * Finds the recordings that metadata belongs to where no name and no id says so, by what the two have in common.
 * Stateless; used by many threads at once. The same rows give the same links in whatever order they come.
 */
public interface Matcher extends Plugin {
    /** How many unsure links a metadata row has at most: as many as a person cares to look at. */
    int MOST_CANDIDATES = 5;

    /**
     * A recording or a metadata file that waits, or a row of a table.
     *
     * @param id names the row within its side of one request
     * @param metadata the fields: a table row's columns; usually empty for a recording in a feed
     */
    record Row(String id, Facts facts, Metadata metadata) {}

    /**
     * That a metadata row and a recording are, or may be, one call.
     *
     * @param probability that they are, from 0 to 1
     * @param sure whether to claim it; if not, it is a candidate for a person
     * @param why one sentence for a person, which may show what the rows hold; never blank
     */
    record Link(String metadataId, String recordingId, double probability, boolean sure, String why) {
        /** Leaves the sentence out: it may hold personal data. */
        @Override
        public String toString() {
            return "Link[" + metadataId + " - " + recordingId + ", " + probability + (sure ? ", sure]" : "]");
        }
    }

    /**
     * What a person decided on a metadata row and a recording.
     *
     * @param belongs whether they are one call
     */
    record Decided(String metadataId, String recordingId, boolean belongs) {}

    /**
     * Decides on all rows together. A recording may have several sure links, for a call's metadata may have been sent
     * twice; a metadata row may too, for a call may be recorded in parts. No two links join the same rows.
     *
     * @return those of one metadata row from the likeliest to the least, those alike by recording id; of each at most
     *     {@link #MOST_CANDIDATES} that are not sure; a row that nothing fits has none
     */
    List<Link> match(List<Row> metadata, List<Row> recordings);

    /**
     * The same where persons have decided on some pairs. A matcher that has use for that overrides this one: what was denied
     * speaks for another recording, and what belongs together is taken. Whoever asks keeps to the decisions in any case.
     *
     * @param decided on pairs of these rows, on each once
     */
    default List<Link> match(List<Row> metadata, List<Row> recordings, List<Decided> decided) {
        return match(metadata, recordings);
    }
}
