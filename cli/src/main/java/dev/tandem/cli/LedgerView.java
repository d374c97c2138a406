package dev.tandem.cli;

import dev.tandem.feed.Feed;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        return first(FileState.WAITING, OLDEST_FIRST, limit);
    }

    List<FileEntry> refused(int limit) throws LedgerException {
        return first(FileState.REFUSED, NEWEST_FIRST, limit);
    }

    /** Calls with a revision that the sink has not taken. */
    List<CallEntry> undelivered(int limit) throws LedgerException {
        Instant everDue = now.plus(Duration.ofDays(36_500));
        return ledger.callsDue(feed.name(), everDue, limit);
    }

    private List<FileEntry> first(FileState state, Comparator<FileEntry> order, int limit) throws LedgerException {
        List<FileEntry> first = new ArrayList<>();
        each(state, page -> {
            first.addAll(page);
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
