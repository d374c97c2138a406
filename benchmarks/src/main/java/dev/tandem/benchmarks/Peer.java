package dev.tandem.benchmarks;

import java.nio.file.Path;

/** A linker that is measured on tables of {@link PeopleTables}. */
interface Peer {
    /** What is not counted. */
    long UNKNOWN = -1;

    /** One word, by which it is asked for. */
    String name();

    /** Whether it is up to a million rows. */
    boolean large();

    /**
     * Links {@code left.csv} and {@code right.csv} of a folder: the links as CSV with {@code left_id,right_id} first; with
     * {@code review} at the end of a line that is not claimed.
     *
     * @return how many pairs were compared; {@link #UNKNOWN} if it does not tell
     */
    long link(Path folder, Path links) throws Exception;
}
