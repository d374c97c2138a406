package dev.tandem.ingest;

import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Matcher.Link;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins metadata and recordings that no name joins: first as persons decided, then as the feed's matcher is sure. What it
 * is not sure of stays in the ledger for a person.
 */
final class Matching {
    private final Context context;
    private final Batch batch;
    private final Readings readings;
    private final Clerk clerk;
    private final Obedience obedience;
    private final Candidates candidates;

    Matching(Context context, Batch batch, Readings readings, Clerk clerk) {
        this.context = context;
        this.batch = batch;
        this.readings = readings;
        this.clerk = clerk;
        obedience = new Obedience(context, batch, readings, clerk);
        candidates = new Candidates(context);
    }

    /** Does what was decided since the last sweep, before names and matchers are asked; gives what need not be tried again. */
    List<Decision> obeyNew() throws LedgerException {
        List<Decision> decided = context.ledger().newDecisions(context.feed().name());
        return decided.isEmpty() ? decided : without(obedience.obey(decided).postponed(), decided);
    }

    private static List<Decision> without(Set<Decision> postponed, List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> !postponed.contains(decision))
                .toList();
    }

    /**
     * Joins what can be joined now; does nothing if nothing is new.
     *
     * @param anew whether to look at all that waits though nothing is new
     * @param decided what {@link #obeyNew} gave
     * @return whether all was looked at; if not, the next sweep is to look anew
     */
    boolean run(boolean anew, List<Decision> decided) throws LedgerException {
        if (!anew && decided.isEmpty() && !isNews()) {
            return true;
        }
        List<Decision> open = context.ledger().openDecisions(context.feed().name());
        Obedience.Rest rest = obedience.obey(open);
        Matcher matcher = context.rules().matcher();
        boolean whole = matcher == null || match(matcher, open, rest);
        List<Decision> done = without(rest.postponed(), decided);
        if (whole && !done.isEmpty()) {
            context.ledger().took(done);
        }
        return whole;
    }

    /** Whether something new waits, or what was waited for is used or gone. */
    private boolean isNews() throws LedgerException {
        Tally tally = context.tally();
        if (tally.count(Outcome.WAITING) + tally.count(Outcome.VANISHED) > 0) {
            return true;
        }
        if (tally.count(Outcome.DELIVERED) + tally.count(Outcome.REFUSED) + tally.count(Outcome.DUPLICATE) == 0) {
            return false;
        }
        Stream<Long> proposed =
                candidates.known().values().stream().flatMap(List::stream).map(Candidate::recording);
        Stream<Long> decided = context.ledger().openDecisions(context.feed().name()).stream()
                .filter(Decision::belongs)
                .map(Decision::recording);
        Set<Long> recordings = Stream.concat(proposed, decided).collect(Collectors.toSet());
        return context.ledger().files(recordings).stream().anyMatch(file -> file.state() != FileState.WAITING);
    }

    private boolean match(Matcher matcher, List<Decision> decisions, Obedience.Rest decided) throws LedgerException {
        Offer offer = new Offer(context, readings, decided);
        if (!offer.gather()) {
            return false;
        }
        Choice choice = Choice.of(offer.ask(matcher, decisions));
        if (readings.isSourceDown() || context.stopping().getAsBoolean()) {
            return false;
        }
        act(choice, offer);
        candidates.replace(candidates(choice), offer.untold());
        return true;
    }

    private void act(Choice choice, Offer offer) throws LedgerException {
        Set<Long> done = new HashSet<>();
        for (Link claim : choice.claims()) {
            FileEntry metadata = offer.file(claim.metadataId());
            obedience.join(offer.file(claim.recordingId()), metadata);
            done.add(metadata.id());
            batch.flushIfFull();
        }
        for (Choice.Open open : choice.open()) {
            FileEntry metadata = offer.file(open.metadataId());
            clerk.hold(metadata, Reason.AMBIGUOUS_MATCH, open.why());
            done.add(metadata.id());
        }
        for (FileEntry metadata : offer.told()) {
            if (!done.contains(metadata.id()) && metadata.reason() != Reason.AWAITING_RECORDING) {
                clerk.hold(metadata, Reason.AWAITING_RECORDING, Pairing.AWAITING_RECORDING);
            }
        }
        batch.flush();
    }

    private static Map<Long, List<Candidate>> candidates(Choice choice) {
        Map<Long, List<Candidate>> candidates = new HashMap<>();
        for (Choice.Open open : choice.open()) {
            long metadata = Long.parseLong(open.metadataId());
            candidates.put(
                    metadata,
                    open.candidates().stream()
                            .map(link -> new Candidate(
                                    metadata,
                                    Long.parseLong(link.recordingId()),
                                    link.probability(),
                                    link.sure(),
                                    link.why()))
                            .toList());
        }
        return candidates;
    }
}
