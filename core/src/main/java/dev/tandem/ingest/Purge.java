package dev.tandem.ingest;

import dev.tandem.call.CallId;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Deletes what was moved aside, once its retention is over and unless its call has a revision to deliver. */
final class Purge {
    private final Context context;
    private final Mover mover;

    Purge(Context context, Mover mover) {
        this.context = context;
        this.mover = mover;
    }

    void run() throws LedgerException {
        if (context.feed().afterDelivery() != AfterDelivery.MOVE) {
            return;
        }
        Instant due = context.now().minus(context.feed().retention());
        long after = 0;
        while (!context.stopping().getAsBoolean()) {
            List<FileEntry> page = context.ledger()
                    .filesIn(context.feed().name(), Set.of(FileState.ARCHIVED), due, after, Context.PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).id();
            purge(page);
        }
    }

    private void purge(List<FileEntry> page) throws LedgerException {
        Map<CallId, CallEntry> calls =
                context
                        .ledger()
                        .calls(page.stream()
                                .map(FileEntry::call)
                                .filter(Objects::nonNull)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(CallEntry::id, Function.identity()));
        List<FileEntry> files = new ArrayList<>();
        List<CallEntry> purged = new ArrayList<>();
        for (FileEntry file : page) {
            CallEntry call = file.call() == null ? null : calls.get(file.call());
            if (file.aside() == null || file.target() != null || call == null || call.state() == CallState.READY) {
                continue;
            }
            files.add(file.edit().target(FileEntry.NOWHERE).build());
            if (call.recording() == file.id() && call.state() == CallState.DELIVERED) {
                purged.add(call.edit().state(CallState.PURGED, context.now()).build());
            }
        }
        if (files.isEmpty()) {
            return;
        }
        context.ledger().commit(files, purged);
        mover.move(files.stream().map(Context::committed).toList())
                .forEach(file -> context.tally().add(Tally.event(file, Outcome.PURGED)));
    }
}
