package dev.tandem.ingest;

import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides on all files of one pairing key together: pure, and the same in whatever order they came. Where the key has
 * calls, the settled files' SHA-256 must be known.
 */
final class Pairing {
    /**
     * All that one pairing key has.
     *
     * @param lying the files that lie in the source
     * @param calls every generation
     * @param metadataPath the name of the metadata file of the newest call that has metadata of this key; empty without
     */
    record Group(String key, List<FileEntry> lying, List<CallEntry> calls, String metadataPath) {
        Group withLying(List<FileEntry> files) {
            return new Group(key, files, calls, metadataPath);
        }
    }

    static final String PURGED = "the call's recording was purged; it takes no more updates";

    static final String AWAITING_RECORDING = "waiting for its recording";

    private static final int MOST_NAMES = 5;

    private final Group group;
    private final Duration updateWindow;
    private final String metadataExtensions;
    private final @Nullable CallEntry recordingCall;
    private final @Nullable CallEntry metadataCall;
    private final List<Verdict> verdicts = new ArrayList<>();

    /** @param metadataExtensions those that would fit, for sentences */
    Pairing(Group group, Duration updateWindow, String metadataExtensions) {
        this.group = group;
        this.updateWindow = updateWindow;
        this.metadataExtensions = metadataExtensions;
        recordingCall = newest(ofRecording(group).toList());
        metadataCall = newestWithMetadata(group.key, group.calls);
    }

    private static Stream<CallEntry> ofRecording(Group group) {
        return group.calls.stream().filter(call -> call.key().equals(group.key));
    }

    /** The newest call that has metadata of a key. */
    static @Nullable CallEntry newestWithMetadata(String key, List<CallEntry> calls) {
        return newest(
                calls.stream().filter(call -> call.metadataKey().equals(key)).toList());
    }

    private static @Nullable CallEntry newest(List<CallEntry> calls) {
        return calls.stream()
                .filter(call -> call.state() != CallState.DROPPED)
                .max(Comparator.comparingInt(CallEntry::generation))
                .orElse(null);
    }

    private List<FileEntry> open(FileKind kind) {
        return group.lying.stream()
                .filter(file -> file.kind() == kind)
                .filter(file -> file.state() == FileState.SETTLED || file.state() == FileState.WAITING)
                .toList();
    }

    List<Verdict> decide() {
        List<FileEntry> recordings = open(FileKind.RECORDING);
        List<FileEntry> metadata = open(FileKind.METADATA);
        if (group.lying.stream().anyMatch(file -> file.state() == FileState.ARRIVING)) {
            hold(recordings, Reason.AWAITING_SIBLING, "another file of this name is still arriving");
            hold(metadata, Reason.AWAITING_SIBLING, "another file of this name is still arriving");
        } else if (metadata.size() > 1) {
            String detail =
                    "a call has exactly one metadata file, and here are " + names(metadata) + "; remove all but one";
            hold(recordings, Reason.CONFLICTING_METADATA, detail);
            hold(metadata, Reason.CONFLICTING_METADATA, detail);
        } else if (recordings.size() > 1) {
            String detail = "a call has exactly one recording, and here are " + names(recordings)
                    + "; remove or rename all but one";
            hold(recordings, Reason.CONFLICTING_RECORDINGS, detail);
            hold(metadata, Reason.CONFLICTING_RECORDINGS, detail);
        } else {
            decide(recordings.isEmpty() ? null : recordings.get(0), metadata.isEmpty() ? null : metadata.get(0));
        }
        return verdicts;
    }

    private void hold(List<FileEntry> files, Reason reason, String detail) {
        files.forEach(file -> verdicts.add(new Verdict.Hold(file, reason, detail)));
    }

    private static String names(List<FileEntry> files) {
        String some =
                files.stream().map(FileEntry::path).sorted().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = files.size() - MOST_NAMES;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    private void decide(@Nullable FileEntry recording, @Nullable FileEntry update) {
        if (recording != null && recordingCall != null && isSame(recording.sha256(), recordingCall.recordingSha256())) {
            verdicts.add(new Verdict.Known(recording, recordingCall));
            decide(update);
        } else if (recording != null) {
            join(recording, update != null ? update : left(recording));
        } else {
            decide(update);
        }
    }

    /** Metadata that stayed where it was while the recording beside it was replaced. */
    private @Nullable FileEntry left(FileEntry recording) {
        if (recordingCall == null || recordingCall.recording() != recording.id()) {
            return null;
        }
        long id = recordingCall.metadata();
        return group.lying.stream()
                .filter(file -> file.id() == id)
                .filter(file -> file.state() == FileState.PAIRED || file.state() == FileState.KEPT)
                .findFirst()
                .orElse(null);
    }

    private void join(FileEntry recording, @Nullable FileEntry partner) {
        verdicts.add(
                partner == null
                        ? new Verdict.Hold(
                                recording,
                                Reason.AWAITING_METADATA,
                                "waiting for its metadata: a file of the same name, or named by the call's id, with one of "
                                        + metadataExtensions)
                        : new Verdict.Join(recording, partner, nextGeneration(group)));
    }

    /** The generation of a new call whose recording has a group's key. */
    static int nextGeneration(Group group) {
        return 1 + ofRecording(group).mapToInt(CallEntry::generation).max().orElse(0);
    }

    /** Decides on metadata that came without a new recording. */
    private void decide(@Nullable FileEntry update) {
        if (update == null) {
            return;
        }
        if (metadataCall == null) {
            verdicts.add(new Verdict.Hold(update, Reason.AWAITING_RECORDING, AWAITING_RECORDING));
        } else if (isSame(update.sha256(), metadataCall.metadataSha256())) {
            verdicts.add(new Verdict.Known(update, metadataCall));
        } else {
            verdicts.add(update(metadataCall, update));
        }
    }

    private Verdict update(CallEntry call, FileEntry update) {
        if (!group.metadataPath.isEmpty() && !extension(update.path()).equals(extension(group.metadataPath))) {
            return new Verdict.Refuse(
                    update,
                    Reason.OTHER_METADATA_KIND,
                    "the call has its metadata already, from " + group.metadataPath + "; send updates under that name");
        }
        if (call.state() == CallState.PURGED) {
            return new Verdict.Refuse(update, Reason.CALL_PURGED, PURGED);
        }
        if (call.confirmed() > 0 && update.seen().isAfter(call.time().plus(updateWindow))) {
            return new Verdict.Refuse(
                    update,
                    Reason.UPDATE_TOO_LATE,
                    "updates are taken for " + hours(updateWindow) + " after the call, which was at " + call.time()
                            + "; this one came at " + update.seen());
        }
        return new Verdict.Update(call, update);
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String hours(Duration window) {
        return window.toMinutesPart() == 0 && window.toSecondsPart() == 0 ? window.toHours() + " h" : window.toString();
    }

    private static boolean isSame(@Nullable String sha256, String known) {
        return known.equals(sha256);
    }
}
