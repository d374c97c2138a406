package dev.tandem.ingest;

import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.Reason;

/** What {@link Pairing} decides on a file, or on a recording and its metadata. */
sealed interface Verdict {
    /** The file waits. */
    record Hold(FileEntry file, Reason reason, String detail) implements Verdict {}

    /** The file is wrong. */
    record Refuse(FileEntry file, Reason reason, String detail) implements Verdict {}

    /** The file's bytes are already part of a call that was delivered or is about to be. */
    record Known(FileEntry file, CallEntry call) implements Verdict {}

    /** The two are a call. */
    record Join(FileEntry recording, FileEntry metadata, int generation) implements Verdict {}

    /** The metadata is a new revision of a call. */
    record Update(CallEntry call, FileEntry metadata) implements Verdict {}
}
