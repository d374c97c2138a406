package dev.tandem.ingest;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.spi.SinkException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions that share a commit. To flush is to write down what is meant, deliver, write down what came of it, and move
 * the files aside: a crash between any two of these is made good by the next sweep.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final long MOST_BYTES = 256L << 20;
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(10);
    private static final int PATIENCE = 3;

    private final Context context;
    private final Contents contents;
    private final Mover mover;
    private final Map<Long, FileEntry> files = new LinkedHashMap<>();
    private final Map<CallId, CallEntry> calls = new LinkedHashMap<>();
    private final List<FileEvent> events = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<FileEntry> toMove = new ArrayList<>();
    private long bytes;
    private long begun;
    private int sinkFailures;

    Batch(Context context, Mover mover) {
        this.context = context;
        this.mover = mover;
        contents = context.contents();
    }

    /** Files that enter another state, and what to tell of it. */
    void add(FileEntry file, FileEvent event) {
        add(file);
        events.add(event);
    }

    /** A file that enters another state without a word. */
    void add(FileEntry file) {
        files.put(file.id(), file);
    }

    /** A call that enters another state. */
    void add(CallEntry call) {
        calls.put(call.id(), call);
    }

    /** A file that this batch has recognised as one of a call that no sink took yet. */
    Optional<FileEntry> recognised(long id) {
        return Optional.ofNullable(files.get(id))
                .filter(file -> file.call() != null)
                .filter(file -> file.state() == FileState.REFUSED
                        || (file.state() == FileState.PAIRED && file.target() == null));
    }

    /** A revision to be delivered whose rows are new or changed. */
    void add(Parcel parcel) {
        calls.put(parcel.call().id(), parcel.call());
        add(parcel.metadata());
        if (parcel.recording().state() == FileState.PAIRED) {
            add(parcel.recording());
        }
        FileEntry recording = parcel.recording().state() == FileState.PAIRED
                ? Context.committed(parcel.recording())
                : parcel.recording();
        addCommitted(new Parcel(
                parcel.call().edit().stored(parcel.call().version() + 1).build(),
                recording,
                Context.committed(parcel.metadata()),
                parcel.content()));
    }

    /** A revision to be delivered whose rows are in the ledger already. */
    void addCommitted(Parcel parcel) {
        if (parcels.isEmpty()) {
            begun = context.watch().nanos();
        }
        parcels.add(parcel);
        bytes += parcel.recording().size() + parcel.metadata().size();
    }

    /** Whether the sink failed so often that nothing more is brought to it in this sweep. */
    boolean isSinkDown() {
        return sinkFailures >= PATIENCE;
    }

    /** Flushes when so much has gathered that waiting longer would be unkind, and copies before more are made. */
    void flushIfFull() throws LedgerException {
        if (contents.holdsCopies()
                || parcels.size() >= Context.PAGE
                || bytes > MOST_BYTES
                || (!parcels.isEmpty() && context.watch().nanos() - begun > LONGEST)) {
            flush();
        }
    }

    void flush() throws LedgerException {
        commitAndTell();
        for (Parcel parcel : parcels) {
            if (context.stopping().getAsBoolean()) {
                break;
            }
            if (isSinkDown()) {
                context.tally().wake(context.now().plus(FIRST_RETRY));
            } else {
                deliver(parcel);
            }
        }
        parcels.clear();
        contents.forgetRecordings();
        bytes = 0;
        commitAndTell();
        mover.move(toMove);
        toMove.clear();
    }

    private void commitAndTell() throws LedgerException {
        if (!files.isEmpty() || !calls.isEmpty()) {
            context.ledger().commit(files.values(), calls.values());
        }
        events.forEach(context.tally()::add);
        files.values().stream()
                .filter(file -> file.target() != null)
                .map(Context::committed)
                .forEach(toMove::add);
        files.clear();
        calls.clear();
        events.clear();
    }

    private void deliver(Parcel parcel) {
        try {
            context.sink().deliver(parcel.delivery(contents));
            sinkFailures = 0;
            taken(parcel);
        } catch (SinkException e) {
            if (e.reason() == SinkException.Reason.REFUSED) {
                refused(parcel, String.valueOf(e.getMessage()));
            } else {
                failed(parcel, e);
            }
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            // A sink's own fault stops this call, and no other.
            failed(parcel, e);
        }
    }

    private void taken(Parcel parcel) {
        CallEntry call = parcel.call();
        Instant now = context.now();
        add(call.edit()
                .state(CallState.DELIVERED, now)
                .confirmed(call.revision())
                .attempts(0, now, "")
                .build());
        boolean update = call.confirmed() > 0;
        if (parcel.recording().state() == FileState.PAIRED) {
            add(leave(parcel.recording(), now));
        }
        if (!update) {
            events.add(event(parcel.recording(), Outcome.DELIVERED, null, "", call));
        }
        add(leave(parcel.metadata(), now));
        events.add(event(parcel.metadata(), update ? Outcome.UPDATED : Outcome.DELIVERED, null, "", call));
    }

    /** What becomes of a PAIRED file whose bytes were delivered. */
    FileEntry leave(FileEntry file, Instant now) {
        FileEntry.Edit left = file.edit();
        return switch (context.feed().afterDelivery()) {
            case KEEP ->
                left.state(FileState.KEPT, now, file.reason(), file.detail()).build();
            case MOVE -> left.target(Folders.processed(file.path(), now)).build();
            case DELETE -> left.target(FileEntry.NOWHERE).build();
            case TAG -> left.target(FileEntry.IN_PLACE).build();
        };
    }

    private void refused(Parcel parcel, String why) {
        CallEntry call = parcel.call();
        Instant now = context.now();
        add(call.edit()
                .state(CallState.REFUSED, now)
                .attempts(call.attempts() + 1, now, why)
                .build());
        for (FileEntry file : List.of(parcel.recording(), parcel.metadata())) {
            if (file.state() == FileState.PAIRED) {
                add(refuse(file, Reason.SINK_REFUSED, why));
                events.add(event(file, Outcome.REFUSED, Reason.SINK_REFUSED, why, call));
            }
        }
    }

    /** A refused row; its file moves aside where files may be moved. */
    FileEntry refuse(FileEntry file, Reason reason, String detail) {
        boolean touchable = context.rules().read(file.path()).touchable();
        String target = switch (context.feed().afterDelivery()) {
            case KEEP -> null;
            case MOVE, DELETE -> Folders.refused(file.path());
            case TAG -> FileEntry.IN_PLACE;
        };
        return file.edit()
                .state(FileState.REFUSED, context.now(), reason, detail)
                .target(touchable ? target : null)
                .build();
    }

    private void failed(Parcel parcel, Throwable why) {
        sinkFailures++;
        CallEntry call = parcel.call();
        String name = why.getClass().getSimpleName();
        LOG.warn(
                "Feed {}: the sink did not take call {}, attempt {}: {}",
                call.feed(),
                call.id(),
                call.attempts() + 1,
                name);
        String detail = why.getMessage() == null ? name : why.getMessage();
        Instant due = context.now().plus(delay(call.attempts()));
        context.tally().wake(due);
        add(call.edit().attempts(call.attempts() + 1, due, detail).build());
        events.add(event(parcel.metadata(), Outcome.FAILED, null, "the sink did not take the call: " + detail, call));
    }

    private static Duration delay(int attempts) {
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(attempts, 10));
        return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
    }

    private static FileEvent event(
            FileEntry file, Outcome outcome, @Nullable Reason reason, String detail, CallEntry call) {
        return Tally.event(file, outcome, reason, detail, call.id(), call.revision());
    }
}
