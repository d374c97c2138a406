package dev.tandem.ledger;

/**
 * A recording that waiting metadata may belong to.
 *
 * @param metadata the {@link FileEntry#id} of the metadata
 * @param recording the {@link FileEntry#id} of the recording
 * @param probability that they belong together, from 0 to 1
 * @param sure whether the matcher was sure of it, and it waits because it was sure of others too
 * @param why one sentence for a person
 */
public record Candidate(long metadata, long recording, double probability, boolean sure, String why) {
    /** Leaves the sentence out: it may hold personal data. */
    @Override
    public String toString() {
        return "Candidate[" + metadata + " - " + recording + ", " + probability + (sure ? ", sure]" : "]");
    }
}
