package dev.tandem.ingest;

import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Does what persons decided, and says of what cannot be done why not. */
final class Obedience {
    private static final Comparator<Decision> EARLIEST_FIRST = Comparator.comparing(Decision::decided)
            .thenComparing(Decision::metadata)
            .thenComparing(Decision::recording);

    private final Context context;
    private final Batch batch;
    private final Readings readings;
    private final Clerk clerk;

    Obedience(Context context, Batch batch, Readings readings, Clerk clerk) {
        this.context = context;
        this.batch = batch;
        this.readings = readings;
        this.clerk = clerk;
    }

    /**
     * What is left of decisions after they were obeyed.
     *
     * @param postponed those that could not be done now, because a file cannot be read or alike
     * @param metadata the files that were decided to belong somewhere: no matcher decides on them
     * @param recordings those that were decided on and will be joined later: no matcher gets them
     */
    record Rest(Set<Decision> postponed, Set<Long> metadata, Set<Long> recordings) {}

    Rest obey(List<Decision> decisions) throws LedgerException {
        List<Decision> belonging = decisions.stream()
                .filter(Decision::belongs)
                .sorted(EARLIEST_FIRST)
                .toList();
        Map<Long, FileEntry> files = files(belonging);
        Set<Decision> postponed = new HashSet<>();
        Set<Long> metadata = new HashSet<>();
        Set<Long> used = new HashSet<>();
        Set<Long> reserved = new HashSet<>();
        for (Decision decision : belonging) {
            metadata.add(decision.metadata());
            FileEntry file = files.get(decision.metadata());
            if (file == null) {
                continue;
            }
            Ruling ruling = Ruling.on(decision, file, files.get(decision.recording()));
            if (ruling instanceof Ruling.Join join && used.contains(decision.recording())) {
                ruling = new Ruling.Lapsed(
                        join.metadata(),
                        "a person decided that it belongs to "
                                + join.recording().path() + ", as was decided of another file before; decide again");
            }
            if (ruling instanceof Ruling.Join join && join(join)) {
                used.add(decision.recording());
            } else if (ruling instanceof Ruling.Lapsed cannot) {
                hold(cannot);
            } else {
                reserved.add(decision.recording());
                if (ruling instanceof Ruling.Join) {
                    postponed.add(decision);
                }
            }
            batch.flushIfFull();
        }
        batch.flush();
        return new Rest(postponed, metadata, reserved);
    }

    private Map<Long, FileEntry> files(List<Decision> decisions) throws LedgerException {
        Set<Long> ids = new HashSet<>();
        decisions.stream()
                .flatMap(decision -> Stream.of(decision.metadata(), decision.recording()))
                .forEach(ids::add);
        Map<Long, FileEntry> files = new HashMap<>();
        context.ledger().files(ids).forEach(file -> files.put(file.id(), file));
        return files;
    }

    private boolean join(Ruling.Join join) throws LedgerException {
        return !context.stopping().getAsBoolean()
                && !readings.isSourceDown()
                && join(join.recording(), join.metadata());
    }

    /** Makes a call of two files of different names; false if that cannot be done now. */
    boolean join(FileEntry recording, FileEntry metadata) throws LedgerException {
        try {
            List<CallEntry> calls =
                    context.ledger().callsWithKeys(context.feed().name(), List.of(recording.key()));
            Pairing.Group group = new Pairing.Group(recording.key(), List.of(), calls, "");
            clerk.act(new Verdict.Join(recording, metadata, Pairing.nextGeneration(group)), calls);
            return true;
        } catch (NotNow e) {
            return false;
        } finally {
            readings.clear();
        }
    }

    private void hold(Ruling.Lapsed cannot) {
        clerk.hold(cannot.metadata(), Reason.DECISION_VOID, cannot.why());
    }
}
