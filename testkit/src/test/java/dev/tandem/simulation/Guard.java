package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallId;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.Outcome;
import dev.tandem.spi.RemoteFile;
import dev.tandem.testkit.Faults;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The invariants. */
final class Guard {
    private static final int ALL = 100_000;
    private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final World world;
    private final Map<String, Span> processed = new HashMap<>();
    private final Set<String> purgedCalls = new HashSet<>();
    private final Set<String> purgedContents = new HashSet<>();
    private @Nullable AssertionError violation;
    private int demands;

    Guard(World world) {
        this.world = world;
    }

    /** How many pairs had to be delivered. */
    int demands() {
        return demands;
    }

    /** Before the engine deletes or writes. */
    void destroys(Faults.Request request) {
        String path = request.path();
        if (request.operation() == Faults.Operation.WRITE) {
            boolean reason = path.startsWith("refused/") && path.endsWith(".reason.json");
            if (!reason) {
                violated("writes where customers write: " + path);
            }
        } else {
            deletes(path);
        }
    }

    private void deletes(String path) {
        byte[] content = world.folder.bytes(path).orElse(null);
        if (content == null) {
            return;
        }
        Optional<Version> version = world.customer.versions().stream()
                .filter(one -> one.has(content))
                .findFirst();
        if (version.isEmpty() || !world.sink.took(version.get().base(), content)) {
            violated("deletes what was never delivered: " + path);
            return;
        }
        if (path.startsWith("processed/")) {
            purgedCalls.add(version.get().base());
            purgedContents.add(Version.text(content));
            Span kept = Objects.requireNonNull(processed.get(path), "purged before any sweep ended");
            if (kept.last.isBefore(kept.first.plus(world.feed.retention()))) {
                violated("purges before the end of the retention: " + path);
            }
        } else if (world.feed.afterDelivery() != AfterDelivery.DELETE) {
            violated("deletes what is to be kept: " + path);
        }
    }

    /** Whether a content was deleted at the end of its retention, and is nowhere any more. */
    boolean isPurged(byte[] content) {
        return purgedContents.contains(Version.text(content))
                && world.folder.files().values().stream().noneMatch(file -> Arrays.equals(file, content));
    }

    private void violated(String what) {
        if (violation == null) {
            violation = new AssertionError(what);
        }
    }

    /** After every step. */
    void verify() throws LedgerException {
        world.sink.verify();
        if (violation != null) {
            throw violation;
        }
        assertThat(world.folder.handles()).as("handles left open").isZero();
        noteTimes();
        verifyVanished();
        if (world.chaos.brokeListing()) {
            assertThat(world.events).extracting(event -> event.outcome()).doesNotContain(Outcome.VANISHED);
        }
    }

    /** Which times the clock showed while a file lay in processed, however it was set. */
    private record Span(Instant first, Instant last) {
        Span and(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    private void noteTimes() {
        Span now = new Span(world.clock.instant(), world.clock.instant());
        Set<String> files = world.folder.files().keySet();
        processed.keySet().retainAll(files);
        for (String path : files) {
            if (path.startsWith("processed/")) {
                processed.merge(path, now, Span::and);
            }
        }
    }

    private void verifyVanished() throws LedgerException {
        for (FileEntry row : rows(EnumSet.of(FileState.VANISHED))) {
            Optional<RemoteFile> there = world.folder.look(row.path());
            boolean same = row.aside() == null
                    && there.isPresent()
                    && row.isVersion(there.get().size(), there.get().version());
            assertThat(same).as("said to be gone, and is there: %s", row.path()).isFalse();
        }
    }

    private List<FileEntry> rows(Set<FileState> states) throws LedgerException {
        return world.ledger.filesIn(World.FEED, states, ANY_TIME, 0, ALL);
    }

    /** The ledger's rows, a line each, for the story of a failure. */
    String rowsInWords() throws LedgerException {
        StringBuilder words = new StringBuilder();
        for (FileEntry row : rows(EnumSet.allOf(FileState.class))) {
            words.append(row).append(' ').append(row.path()).append(", aside ").append(row.aside());
            words.append(", target ").append(row.target()).append(", ").append(row.reason());
            words.append(", call ").append(row.call()).append('\n');
        }
        for (CallEntry call : world.ledger.callsWithKeys(
                World.FEED,
                rows(EnumSet.allOf(FileState.class)).stream()
                        .map(FileEntry::key)
                        .toList())) {
            words.append(call).append(" confirmed ").append(call.confirmed()).append(", files ");
            words.append(call.recording())
                    .append(' ')
                    .append(call.metadata())
                    .append(", ")
                    .append(call.detail())
                    .append('\n');
        }
        return words.toString();
    }

    /** Once faults have stopped and sweeps went on for long enough. */
    void verifyEnd() throws LedgerException {
        Set<CallId> open = new HashSet<>();
        for (CallEntry call : world.ledger.callsDue(World.FEED, ANY_TIME, ALL)) {
            // One whose files were replaced by files that wait is replaced, too, once they need wait no more.
            assertThat(world.ledger.files(List.of(call.recording(), call.metadata())))
                    .as("still to be delivered: %s", call)
                    .anyMatch(file -> file.state() == FileState.WAITING && call.confirmed() == 0);
            open.add(call.id());
        }
        assertThat(rows(EnumSet.of(FileState.ARRIVING, FileState.SETTLED, FileState.PAIRED)))
                .as("files nothing was decided on")
                .allMatch(file -> file.state() == FileState.PAIRED && open.contains(file.call()));
        assertThat(world.ledger.filesToMove(World.FEED, 0, ALL)).isEmpty();
        for (Map.Entry<String, byte[]> file : world.folder.files().entrySet()) {
            verifyPlace(file.getKey(), file.getValue());
        }
        for (String call : world.customer.calls()) {
            verifyDelivered(call);
        }
    }

    private void verifyPlace(String path, byte[] content) throws LedgerException {
        AfterDelivery after = world.feed.afterDelivery();
        boolean moves = after == AfterDelivery.MOVE || after == AfterDelivery.DELETE;
        if (path.startsWith("processed/")) {
            boolean known = rows(EnumSet.of(FileState.ARCHIVED)).stream().anyMatch(row -> path.equals(row.aside()));
            assertThat(known)
                    .as("in processed, known and to be purged: %s", path)
                    .isTrue();
        } else if (path.startsWith("refused/")) {
            boolean explained = path.endsWith(".reason.json")
                    || world.folder.bytes(path + ".reason.json").isPresent();
            assertThat(explained)
                    .as("refused with a reason beside it: %s", path)
                    .isTrue();
        } else if (!path.contains("/")) {
            List<FileEntry> rows = world.ledger.filesAt(World.FEED, List.of(path));
            assertThat(rows).as("known: %s", path).hasSize(1);
            FileState state = rows.get(0).state();
            Set<FileState> sensible = moves && !path.contains("\u202e")
                    ? EnumSet.of(FileState.WAITING, FileState.PAIRED)
                    : EnumSet.of(FileState.WAITING, FileState.PAIRED, FileState.KEPT, FileState.REFUSED);
            assertThat(sensible).as("state of %s", path).contains(state);
            assertThat(rows.get(0).size()).isEqualTo(content.length);
            String tag = switch (state) {
                case KEPT -> "processed";
                case REFUSED -> "refused";
                default -> "";
            };
            boolean tagged = after == AfterDelivery.TAG && !path.contains("\u202e");
            assertThat(world.folder.tag(path)).as("tag of %s", path).isEqualTo(tagged ? tag : "");
        }
    }

    /** What the customer left as one recording and one metadata file was delivered, unless there was a reason not to. */
    private void verifyDelivered(String call) {
        boolean otherFormat = isUploaded(call + ".mp3");
        Version recording = world.customer.wanted().get(call + (otherFormat ? ".mp3" : ".wav"));
        Version metadata = world.customer.wanted().get(call + ".kv");
        boolean otherKind = isUploaded(call + ".kv2") || (otherFormat && isUploaded(call + ".wav"));
        if (recording == null || metadata == null || otherKind || purgedCalls.contains(call)) {
            return;
        }
        if (isRefused(call, metadata) || mayBeLate(call, metadata) || mayBeUsedUp(recording, metadata)) {
            return;
        }
        demands++;
        Warehouse.Taken last = null;
        for (Warehouse.Taken one : world.sink.taken()) {
            last = one.base().equals(call) ? one : last;
        }
        assertThat(last).as("delivered: %s and %s", recording, metadata).isNotNull();
        assertThat(last.recording().equals(Version.text(recording.content)))
                .as("the latest recording was delivered: %s", recording)
                .isTrue();
        assertThat(last.metadata().equals(Version.text(metadata.content)))
                .as("the latest metadata was delivered: %s", metadata)
                .isTrue();
    }

    private boolean isUploaded(String path) {
        return world.customer.versions().stream().anyMatch(one -> one.path.equals(path));
    }

    private boolean isRefused(String call, Version metadata) {
        return world.sink.refused().stream()
                .anyMatch(one -> one.base().equals(call) && one.metadata().equals(Version.text(metadata.content)));
    }

    /** An update is late after 48 hours; a first delivery never is. */
    private boolean mayBeLate(String call, Version metadata) {
        boolean update = world.sink.taken().stream().anyMatch(one -> one.base().equals(call));
        return update && (!call.startsWith("2026") || metadata.seenBy.isAfter(Version.endOfUpdates(call)));
    }

    /** Metadata that came before the latest recording may have been given to the recording before it. */
    private boolean mayBeUsedUp(Version recording, Version metadata) {
        if (metadata.serial > recording.serial) {
            return false;
        }
        boolean alone = world.customer.versions().stream()
                .filter(one -> one.path.equals(recording.path))
                .allMatch(one -> one.has(recording.content));
        return !alone;
    }
}
