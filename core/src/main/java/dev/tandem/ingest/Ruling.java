package dev.tandem.ingest;

import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import org.jspecify.annotations.Nullable;

/** What can be done about a person's decision that metadata belongs to a recording: pure. */
sealed interface Ruling {
    /** Both wait for just that. */
    record Join(FileEntry recording, FileEntry metadata) implements Ruling {}

    /** One of them is used, arrives or is in a conflict: there is nothing to do, or not yet. */
    record Later() implements Ruling {}

    /** It cannot be done any more; the metadata waits until it is decided anew. */
    record Lapsed(FileEntry metadata, String why) implements Ruling {}

    /**
     * What can be done now.
     *
     * @param recording as it is now; null if there is no trace of it
     */
    static Ruling on(Decision decision, FileEntry metadata, @Nullable FileEntry recording) {
        if (!Decision.isPossibleOn(metadata)) {
            return new Later();
        }
        if (!decision.isOnMetadata(metadata)) {
            return new Lapsed(metadata, "a person decided on an earlier version of this file; decide again");
        }
        String obstacle = recording == null ? "was removed" : obstacle(decision, recording);
        if (obstacle != null) {
            String name = recording == null ? "a recording" : recording.path();
            return new Lapsed(
                    metadata,
                    "a person decided that it belongs to " + name + ", which " + obstacle + " since; decide again");
        }
        return recording != null && Decision.isPossibleOn(recording) ? new Join(recording, metadata) : new Later();
    }

    /** What became of a recording so that it cannot be joined; null for nothing. */
    private static @Nullable String obstacle(Decision decision, FileEntry recording) {
        if (recording.state() == FileState.VANISHED) {
            return "was removed";
        }
        // The move aside may have given it another version, and there nobody replaces it.
        if (recording.aside() == null && !decision.isOnRecording(recording)) {
            return "was replaced";
        }
        return switch (recording.state()) {
            case ARRIVING, SETTLED, WAITING -> null;
            case REFUSED -> "was refused";
            case VANISHED -> "was removed";
            case PAIRED, KEPT, ARCHIVED, DELETED, PURGED -> "became part of another call";
        };
    }
}
