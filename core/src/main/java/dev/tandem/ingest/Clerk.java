package dev.tandem.ingest;

import dev.tandem.call.CallId;
import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.internal.Sha256;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns verdicts into rows and parcels. */
final class Clerk {
    private static final int CALL_ID_LENGTH = 24;

    private final Context context;
    private final Batch batch;
    private final Readings readings;

    Clerk(Context context, Batch batch, Readings readings) {
        this.context = context;
        this.batch = batch;
        this.readings = readings;
    }

    /** @param calls all of the key */
    void act(Verdict verdict, List<CallEntry> calls) throws NotNow, LedgerException {
        if (verdict instanceof Verdict.Hold hold) {
            hold(hold.file(), hold.reason(), hold.detail());
        } else if (verdict instanceof Verdict.Refuse refuse) {
            refuse(refuse.file(), refuse.reason(), refuse.detail());
        } else if (verdict instanceof Verdict.Known known) {
            recognise(known.file(), known.call());
        } else if (verdict instanceof Verdict.Join join) {
            join(join, calls);
        } else if (verdict instanceof Verdict.Update update) {
            update(update.call(), update.metadata());
        }
    }

    /** Has a file wait; says nothing if it waits for just that already. */
    void hold(FileEntry file, Reason reason, String detail) {
        boolean known = file.state() == FileState.WAITING
                && file.reason() == reason
                && file.detail().equals(detail);
        if (!known) {
            FileEntry waiting = file.edit()
                    .state(FileState.WAITING, context.now(), reason, detail)
                    .build();
            batch.add(waiting, Tally.event(waiting, Outcome.WAITING));
        }
    }

    void refuse(FileEntry file, Reason reason, String detail) {
        FileEntry refused = batch.refuse(file, reason, detail);
        batch.add(refused, Tally.event(refused, Outcome.REFUSED));
    }

    /** A file whose bytes are those of a call: the call's own, written once more, or a repetition to put aside. */
    private void recognise(FileEntry file, CallEntry call) throws NotNow {
        boolean own = file.id() == call.recording() || file.id() == call.metadata();
        FileEntry.Edit row = file.edit().call(call.id());
        if (call.state() == CallState.REFUSED) {
            refuse(row.build(), Reason.SINK_REFUSED, call.detail());
        } else if (call.confirmed() == 0 || (call.state() == CallState.READY && file.kind() == FileKind.METADATA)) {
            if (!own) {
                throw new NotNow();
            }
            batch.add(row.state(FileState.PAIRED, context.now()).build());
        } else {
            row.state(
                    FileState.PAIRED,
                    context.now(),
                    own ? null : Reason.DUPLICATE,
                    own ? "" : "the same bytes were delivered already");
            FileEntry left = batch.leave(row.build(), context.now());
            if (own) {
                batch.add(left);
            } else {
                batch.add(left, Tally.event(left, Outcome.DUPLICATE));
            }
        }
    }

    private void join(Verdict.Join join, List<CallEntry> calls) throws NotNow, LedgerException {
        FileEntry recording = join.recording();
        if (join.metadata().state() == FileState.KEPT && !readings.isThere(join.metadata())) {
            String detail = "waiting for its metadata: " + join.metadata().path() + " was removed";
            hold(recording, Reason.AWAITING_METADATA, detail);
            return;
        }
        Metadata metadata = requireGood(join.metadata());
        Facts facts = context.rules().facts(recording.path(), metadata);
        if (lacksField(join.metadata(), facts, metadata)) {
            hold(
                    recording,
                    Reason.AWAITING_METADATA,
                    "waiting for its metadata: " + join.metadata().path() + " was refused");
            return;
        }
        String sha256 = readings.recording(recording);
        for (CallEntry call : calls) {
            requireReplaced(call, recording, join.metadata());
        }
        for (CallEntry call : calls) {
            abandon(call, recording.key(), join.metadata());
        }
        Instant now = context.now();
        CallEntry.Edit call = CallEntry.create(
                        callId(recording.key(), join.generation(), sha256),
                        recording.feed(),
                        recording.key(),
                        join.metadata().key(),
                        join.generation())
                .recording(recording.id(), sha256)
                .metadata(
                        join.metadata().id(), readings.metadata(join.metadata()).sha256())
                .time(facts.time() != null ? facts.time() : recording.seen());
        FileEntry paired = paired(recording, call.build(), sha256, now);
        send(call, 1, paired, join.metadata(), metadata);
    }

    /** A call whose recording was replaced before its latest revision was confirmed; its metadata is judged anew. */
    private void abandon(CallEntry call, String key, FileEntry taken) throws LedgerException {
        if (call.state() != CallState.READY || !call.key().equals(key)) {
            return;
        }
        CallState state = call.confirmed() == 0 ? CallState.DROPPED : CallState.DELIVERED;
        batch.add(call.edit()
                .metadata(call.metadata(), "")
                .state(state, context.now())
                .build());
        for (FileEntry file : context.ledger().files(List.of(call.recording(), call.metadata()))) {
            if (file.id() != taken.id()
                    && file.state() == FileState.PAIRED
                    && call.id().equals(file.call())) {
                batch.add(file.edit()
                        .call(null)
                        .state(FileState.SETTLED, context.now())
                        .build());
            }
        }
    }

    /** A revision whose files are not the ones that are taken goes out first. */
    private static void requireReplaced(CallEntry call, FileEntry recording, FileEntry metadata) throws NotNow {
        if (call.state() == CallState.READY
                && call.key().equals(recording.key())
                && call.recording() != recording.id()
                && call.metadata() != metadata.id()) {
            throw new NotNow();
        }
    }

    private CallId callId(String key, int generation, String sha256) {
        String hash = Sha256.of(context.feed().name(), key, Integer.toString(generation), sha256);
        return new CallId(hash.substring(0, CALL_ID_LENGTH));
    }

    private void update(CallEntry call, FileEntry file) throws NotNow, LedgerException {
        Metadata metadata = requireGood(file);
        FileEntry recording = recording(call);
        boolean another = call.state() == CallState.READY && call.metadata() != file.id();
        if (another) {
            // The revision before this one has a file of its own, which must be settled first.
            throw new NotNow();
        }
        if (recording.state() == FileState.PURGED) {
            // The call was delivered, then an update of it was refused, and so it is not said to be purged itself.
            refuse(file, Reason.CALL_PURGED, Pairing.PURGED);
            return;
        }
        boolean gone = recording.state() == FileState.VANISHED || !call.id().equals(recording.call());
        if (call.confirmed() == 0 && gone) {
            // The recording was replaced or is gone, and what it was is not delivered yet: that call will never be.
            abandon(call, call.key(), file);
            hold(file, Reason.AWAITING_RECORDING, Pairing.AWAITING_RECORDING);
            return;
        }
        if (lacksField(file, context.rules().facts(recording.path(), metadata), metadata)) {
            return;
        }
        CallEntry.Edit next =
                call.edit().metadata(file.id(), readings.metadata(file).sha256());
        send(next, call.revision() + 1, recording, file, metadata);
    }

    /** The recording's row, as this batch found it to be the call's own or else as the ledger has it. */
    private FileEntry recording(CallEntry call) throws NotNow, LedgerException {
        Optional<FileEntry> recognised = batch.recognised(call.recording());
        return recognised.isPresent()
                ? recognised.get()
                : context.ledger().files(List.of(call.recording())).stream()
                        .findFirst()
                        .orElseThrow(NotNow::new);
    }

    private boolean lacksField(FileEntry file, Facts facts, Metadata metadata) throws NotNow {
        List<String> missing = context.rules().missing(facts, metadata);
        if (!missing.isEmpty()) {
            refuse(
                    readings.identified(file),
                    Reason.MISSING_FIELD,
                    "neither the recording's name nor this file has " + String.join(", ", missing)
                            + ", which this feed requires; add " + (missing.size() == 1 ? "it" : "them")
                            + " and upload the file again");
        }
        return !missing.isEmpty();
    }

    private Metadata requireGood(FileEntry file) throws NotNow {
        if (readings.metadata(file).parsed() instanceof Parsed.Good good) {
            return good.metadata();
        }
        // It was good when it was judged; a feed whose limits changed since then says so at its next version.
        throw new NotNow();
    }

    private void send(CallEntry.Edit call, int revision, FileEntry recording, FileEntry file, Metadata metadata) {
        Instant now = context.now();
        CallEntry ready = call.revision(revision, Parcel.idempotencyKey(call, revision))
                .attempts(0, now, "")
                .state(CallState.READY, now)
                .build();
        FileEntry paired = paired(file, ready, ready.metadataSha256(), now);
        batch.add(new Parcel(ready, recording, paired, context.rules().call(ready, recording, metadata)));
    }

    private static FileEntry paired(FileEntry file, CallEntry call, String sha256, Instant now) {
        return file.edit()
                .call(call.id())
                .sha256(sha256)
                .target(null)
                .state(FileState.PAIRED, now)
                .build();
    }
}
