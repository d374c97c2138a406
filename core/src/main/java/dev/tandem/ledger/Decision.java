package dev.tandem.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a person decided on a metadata file and a recording: on the versions of both that were there then, and no others.
 *
 * @param metadata the {@link FileEntry#id} of the metadata
 * @param metadataStamp its {@link FileEntry#stamp} then
 * @param recording the {@link FileEntry#id} of the recording
 * @param recordingStamp its {@link FileEntry#stamp} then
 * @param belongs whether they are one call; if not, nothing joins them
 * @param decided when, in whole milliseconds
 */
public record Decision(
        String feed,
        long metadata,
        String metadataStamp,
        long recording,
        String recordingStamp,
        boolean belongs,
        Instant decided) {

    /** For what metadata waits that may belong to a recording of another name. */
    private static final Set<Reason> OPEN =
            EnumSet.of(Reason.AWAITING_RECORDING, Reason.AMBIGUOUS_MATCH, Reason.DECISION_VOID);

    /** Whether a file waits, and for nothing but its other half, so that a person can give it one. */
    public static boolean isPossibleOn(FileEntry file) {
        Reason reason = file.reason();
        if (file.state() != FileState.WAITING || reason == null) {
            return false;
        }
        return file.kind() == FileKind.METADATA ? OPEN.contains(reason) : reason == Reason.AWAITING_METADATA;
    }

    /** A decision on two files as they are. */
    public static Decision on(FileEntry metadata, FileEntry recording, boolean belongs, Instant decided) {
        return new Decision(
                metadata.feed(),
                metadata.id(),
                metadata.stamp(),
                recording.id(),
                recording.stamp(),
                belongs,
                decided.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Whether this is the metadata that was decided on, and not another version of it. */
    public boolean isOnMetadata(FileEntry file) {
        return file.id() == metadata && file.stamp().equals(metadataStamp);
    }

    /** Whether this is the recording that was decided on, and not another version of it. */
    public boolean isOnRecording(FileEntry file) {
        return file.id() == recording && file.stamp().equals(recordingStamp);
    }
}
