package dev.tandem.cli;

import dev.tandem.feed.Feed;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a ledger knows of one feed at a moment. */
final class LedgerView {
    private static final int PAGE = 500;
    private static final Comparator<FileEntry> OLDEST_FIRST =
            Comparator.comparing(FileEntry::seen).thenComparing(FileEntry::path);
    private static final Comparator<FileEntry> NEWEST_FIRST =
            Comparator.comparing(FileEntry::changed).reversed().thenComparing(FileEntry::path);

    private interface Visitor {
        void visit(List<FileEntry> page);
    }

    private final Ledger ledger;
    private final Feed feed;
    private final Instant now;

    LedgerView(Ledger ledger, Feed feed, Instant now) {
        this.ledger = ledger;
        this.feed = feed;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Feed feed() {
        return feed;
    }

    Map<FileState, Long> files() throws LedgerException {
        return ledger.countFiles(feed.name());
    }

    Map<CallState, Long> calls() throws LedgerException {
        return ledger.countCalls(feed.name());
    }

    long count(FileState state) throws LedgerException {
        return files().getOrDefault(state, 0L);
    }

    /** How long ago a file was first seen as it is. */
    Duration age(FileEntry file) {
        return Duration.between(file.seen(), now);
    }

    /** Whether a waiting file waits for longer than its feed finds right. */
    boolean isOverdue(FileEntry waiting) {
        return age(waiting).compareTo(feed.overdueAfter()) > 0;
    }

    long countOverdue() throws LedgerException {
        long[] overdue = {0};
        each(
                FileState.WAITING,
                page -> overdue[0] += page.stream().filter(this::isOverdue).count());
        return overdue[0];
    }

    List<FileEntry> waiting(int limit) throws LedgerException {
        return first(FileState.WAITING, file -> true, OLDEST_FIRST, limit);
    }

    List<FileEntry> refused(int limit) throws LedgerException {
        return first(FileState.REFUSED, file -> true, NEWEST_FIRST, limit);
    }

    /**
     * A recording that may be a metadata file's, and still waits.
     *
     * @param candidate what the matcher thinks of it
     */
    record Proposal(Candidate candidate, FileEntry recording) {}

    /** Metadata that waits for a person's decision; that it has proposals is not certain. */
    List<FileEntry> undecided(int limit) throws LedgerException {
        return first(FileState.WAITING, LedgerView::isUndecided, OLDEST_FIRST, limit);
    }

    long countUndecided() throws LedgerException {
        long[] undecided = {0};
        each(
                FileState.WAITING,
                page -> undecided[0] +=
                        page.stream().filter(LedgerView::isUndecided).count());
        return undecided[0];
    }

    private static boolean isUndecided(FileEntry file) {
        return file.reason() == Reason.AMBIGUOUS_MATCH || file.reason() == Reason.DECISION_VOID;
    }

    /** The recordings that may be a metadata file's, the likelier ones first. */
    List<Proposal> proposals(FileEntry metadata) throws LedgerException {
        List<Candidate> candidates = ledger.candidates(feed.name(), metadata.id() - 1, 1).stream()
                .filter(candidate -> candidate.metadata() == metadata.id())
                .toList();
        Map<Long, FileEntry> recordings = new HashMap<>();
        ledger.files(candidates.stream().map(Candidate::recording).toList())
                .forEach(file -> recordings.put(file.id(), file));
        List<Proposal> proposals = new ArrayList<>();
        for (Candidate candidate : candidates) {
            FileEntry recording = recordings.get(candidate.recording());
            if (recording != null && recording.state() == FileState.WAITING) {
                proposals.add(new Proposal(candidate, recording));
            }
        }
        return proposals;
    }

    /** Calls with a revision that the sink has not taken. */
    List<CallEntry> undelivered(int limit) throws LedgerException {
        Instant everDue = now.plus(Duration.ofDays(36_500));
        return ledger.callsDue(feed.name(), everDue, limit);
    }

    private List<FileEntry> first(FileState state, Predicate<FileEntry> wanted, Comparator<FileEntry> order, int limit)
            throws LedgerException {
        List<FileEntry> first = new ArrayList<>();
        each(state, page -> {
            page.stream().filter(wanted).forEach(first::add);
            first.sort(order);
            if (first.size() > limit) {
                first.subList(limit, first.size()).clear();
            }
        });
        return first;
    }

    private void each(FileState state, Visitor visitor) throws LedgerException {
        Instant anyTime = Instant.ofEpochMilli(Long.MAX_VALUE);
        long after = 0;
        while (true) {
            List<FileEntry> page = ledger.filesIn(feed.name(), Set.of(state), anyTime, after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            visitor.visit(page);
            after = page.get(page.size() - 1).id();
        }
    }
}
