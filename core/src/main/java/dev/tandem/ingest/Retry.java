package dev.tandem.ingest;

import dev.tandem.call.Metadata;
import dev.tandem.internal.Sha256;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Delivers again what was meant to be delivered and is not known to have been: after a crash, or a sink's failure. */
final class Retry {
    private static final Duration POSTPONEMENT = Duration.ofMinutes(1);

    private final Context context;
    private final Batch batch;
    private final Contents contents;

    Retry(Context context, Batch batch) {
        this.context = context;
        this.batch = batch;
        contents = context.contents();
    }

    void run() throws LedgerException {
        List<CallEntry> due;
        do {
            due = context.ledger().callsDue(context.feed().name(), context.now(), Context.PAGE);
            retry(due);
        } while (due.size() == Context.PAGE && !context.stopping().getAsBoolean() && !batch.isSinkDown());
    }

    private void retry(List<CallEntry> due) throws LedgerException {
        List<Long> ids = due.stream()
                .flatMap(call -> Stream.of(call.recording(), call.metadata()))
                .toList();
        Map<Long, FileEntry> files =
                context.ledger().files(ids).stream().collect(Collectors.toMap(FileEntry::id, Function.identity()));
        for (CallEntry call : due) {
            FileEntry recording = files.get(call.recording());
            FileEntry metadata = files.get(call.metadata());
            if (recording == null || metadata == null) {
                postpone(call);
            } else {
                retry(call, recording, metadata);
            }
            batch.flushIfFull();
        }
        batch.flush();
    }

    private void retry(CallEntry call, FileEntry recording, FileEntry metadata) {
        try {
            if (isLost(call, metadata) || (call.confirmed() == 0 && isLost(call, recording))) {
                giveUp(call, recording, metadata);
                return;
            }
            if (!isStillOf(call, recording, metadata)) {
                postpone(call);
                return;
            }
            Metadata content = read(call, metadata);
            if (content == null) {
                postpone(call);
            } else {
                batch.addCommitted(
                        new Parcel(call, recording, metadata, context.rules().call(call, recording, content)));
            }
        } catch (TransportException e) {
            postpone(call);
        }
    }

    /** Whether a file is gone, or was replaced by one that was judged and is of no use to the call. */
    private boolean isLost(CallEntry call, FileEntry file) throws TransportException {
        boolean open = file.state() == FileState.ARRIVING
                || file.state() == FileState.SETTLED
                || (file.state() == FileState.WAITING && call.confirmed() == 0);
        return call.id().equals(file.call()) ? file.state() == FileState.VANISHED || !contents.isThere(file) : !open;
    }

    /** Whether neither file was replaced since; if one was, it is judged when it has settled. */
    private static boolean isStillOf(CallEntry call, FileEntry recording, FileEntry metadata) {
        return call.id().equals(metadata.call())
                && metadata.state() == FileState.PAIRED
                && (call.confirmed() > 0 || call.id().equals(recording.call()));
    }

    private @Nullable Metadata read(CallEntry call, FileEntry file) throws TransportException {
        String extension = context.rules().read(file.path()).extension();
        byte[] bytes = contents.bytes(file, context.rules().maxMetadataBytes(extension));
        if (bytes == null || !Sha256.of(bytes).equals(call.metadataSha256())) {
            return null;
        }
        return context.rules().parse(extension, bytes) instanceof Parsed.Good good ? good.metadata() : null;
    }

    private void postpone(CallEntry call) {
        batch.add(call.edit()
                .attempts(call.attempts(), context.now().plus(POSTPONEMENT), call.detail())
                .build());
    }

    /** What a call is without its latest revision. */
    private CallState stateWithout(CallEntry call, FileEntry recording) throws TransportException {
        if (call.confirmed() > 0) {
            return CallState.DELIVERED;
        }
        // A recording that the sink refused waits for a correction, and this one has gone again.
        boolean refused = recording.state() == FileState.REFUSED
                && call.id().equals(recording.call())
                && contents.isThere(recording);
        return refused ? CallState.REFUSED : CallState.DROPPED;
    }

    /** One of the files is gone. What the sink took stays; what it did not take waits for what is missing. */
    private void giveUp(CallEntry call, FileEntry recording, FileEntry metadata) throws TransportException {
        CallState state = stateWithout(call, recording);
        for (FileEntry file : state == CallState.DROPPED ? List.of(recording, metadata) : List.of(metadata)) {
            if (file.state() != FileState.PAIRED || !call.id().equals(file.call())) {
                continue;
            }
            boolean there = contents.isThere(file);
            FileEntry row = file.edit()
                    .call(null)
                    .sha256(null)
                    .state(there ? FileState.SETTLED : FileState.VANISHED, context.now())
                    .build();
            batch.add(row, Tally.event(row, there ? Outcome.WAITING : Outcome.VANISHED));
        }
        // The metadata was not delivered: when it comes again, it is news.
        batch.add(call.edit()
                .metadata(call.metadata(), "")
                .state(state, context.now())
                .build());
    }
}
