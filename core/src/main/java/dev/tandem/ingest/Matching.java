package dev.tandem.ingest;

import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Matcher.Link;
import dev.tandem.spi.Parsed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Offers the metadata and the recordings that wait to the feed's matcher. */
final class Matching {
    /** How many rows of either kind are offered at once; the oldest first. */
    private static final int MOST = 20_000;

    private static final Set<Reason> OPEN_METADATA = EnumSet.of(Reason.AWAITING_RECORDING, Reason.AMBIGUOUS_MATCH);
    private static final Set<Reason> OPEN_RECORDINGS = EnumSet.of(Reason.AWAITING_METADATA);

    private final Context context;
    private final Batch batch;
    private final Readings readings;
    private final Clerk clerk;

    Matching(Context context, Batch batch, Readings readings, Clerk clerk) {
        this.context = context;
        this.batch = batch;
        this.readings = readings;
        this.clerk = clerk;
    }

    /** @param first whether no sweep before this one did, so that all that waits is news */
    void run(boolean first) throws LedgerException {
        Matcher matcher = context.rules().matcher();
        boolean news = context.tally().count(Outcome.WAITING) + context.tally().count(Outcome.VANISHED) > 0;
        if (matcher == null || !(first || news)) {
            return;
        }
        Map<String, FileEntry> files = new HashMap<>();
        List<Matcher.Row> metadata = rows(FileKind.METADATA, OPEN_METADATA, files);
        List<Matcher.Row> recordings = rows(FileKind.RECORDING, OPEN_RECORDINGS, files);
        if (metadata.isEmpty() || recordings.isEmpty()) {
            return;
        }
        List<Link> links = matcher.match(metadata, recordings).stream()
                .filter(link -> files.containsKey(link.metadataId()) && files.containsKey(link.recordingId()))
                .toList();
        Choice choice = Choice.of(links);
        for (Link claim : choice.claims()) {
            join(file(files, claim.recordingId()), file(files, claim.metadataId()));
            batch.flushIfFull();
        }
        for (Choice.Open open : choice.open()) {
            hold(file(files, open.metadataId()), open.why());
        }
        batch.flush();
    }

    private List<Matcher.Row> rows(FileKind kind, Set<Reason> reasons, Map<String, FileEntry> files)
            throws LedgerException {
        List<Matcher.Row> rows = new ArrayList<>();
        long after = 0;
        while (rows.size() < MOST && !context.stopping().getAsBoolean() && !readings.isSourceDown()) {
            List<FileEntry> page = context.ledger()
                    .filesIn(context.feed().name(), Set.of(FileState.WAITING), Context.ANY_TIME, after, Context.PAGE);
            if (page.isEmpty()) {
                break;
            }
            after = page.get(page.size() - 1).id();
            List<FileEntry> open = page.stream()
                    .filter(file -> file.kind() == kind && file.reason() != null && reasons.contains(file.reason()))
                    .toList();
            Set<String> stirring = stirring(open);
            for (FileEntry file : open) {
                if (!stirring.contains(file.key())) {
                    add(file, rows, files);
                }
            }
        }
        return rows;
    }

    /** The keys of files beside which another has come that is not judged yet. */
    private Set<String> stirring(List<FileEntry> open) throws LedgerException {
        List<String> keys = open.stream().map(FileEntry::key).toList();
        return context.ledger().filesWithKeys(context.feed().name(), keys).stream()
                .filter(file -> file.state() == FileState.ARRIVING || file.state() == FileState.SETTLED)
                .map(FileEntry::key)
                .collect(Collectors.toSet());
    }

    private void add(FileEntry file, List<Matcher.Row> rows, Map<String, FileEntry> files) {
        try {
            String id = Long.toString(file.id());
            Facts named = context.rules().read(file.path()).facts();
            if (file.kind() == FileKind.RECORDING) {
                rows.add(new Matcher.Row(id, named, Metadata.of(Map.of())));
                files.put(id, file);
            } else if (readings.metadata(file).parsed() instanceof Parsed.Good good) {
                Facts facts = context.rules().facts(file.path(), good.metadata());
                rows.add(new Matcher.Row(id, facts, good.metadata()));
                files.put(id, file);
            }
            readings.clear();
        } catch (NotNow e) {
            // It is offered at a later sweep.
        }
    }

    private static FileEntry file(Map<String, FileEntry> files, String id) {
        return Objects.requireNonNull(files.get(id));
    }

    private void hold(FileEntry metadata, String why) throws LedgerException {
        try {
            clerk.act(new Verdict.Hold(metadata, Reason.AMBIGUOUS_MATCH, why), List.of());
        } catch (NotNow e) {
            // It waits on as it did.
        }
    }

    private void join(FileEntry recording, FileEntry metadata) throws LedgerException {
        try {
            List<CallEntry> calls =
                    context.ledger().callsWithKeys(context.feed().name(), List.of(recording.key()));
            Pairing.Group group = new Pairing.Group(recording.key(), List.of(), calls, "");
            clerk.act(new Verdict.Join(recording, metadata, Pairing.nextGeneration(group)), calls);
        } catch (NotNow e) {
            // Both wait on.
        }
        readings.clear();
    }
}
