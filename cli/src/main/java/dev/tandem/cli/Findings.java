package dev.tandem.cli;

import dev.tandem.Tandem;
import dev.tandem.call.CallId;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.FeedReport;
import dev.tandem.report.FileEvent;
import dev.tandem.report.SweepListener;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.TransportException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep of one feed would do with the files that are there.
 *
 * @param files in the order of their verdicts, then of their names
 * @param failure why not all could be looked at; null if all were
 */
record Findings(Feed feed, List<Found> files, @Nullable String failure) {

    /** What a file's outcome means to whoever asks, the gravest first. */
    enum Verdict {
        REFUSED("refused"),
        CONFLICTING("in conflict"),
        OVERDUE("waiting for too long"),
        FAILED("cannot be looked at now"),
        WAITING("waiting"),
        IGNORED("not looked into"),
        DUPLICATE("the same as was delivered"),
        GONE("gone"),
        WOULD_UPDATE("would update its call"),
        WOULD_DELIVER("would be delivered"),
        DELIVERED("delivered");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean needsAttention() {
            return compareTo(WAITING) < 0;
        }
    }

    /** One file. */
    record Found(Verdict verdict, FileEvent event) {}

    /**
     * @param known what happened so far; null if that is not known
     * @param listener hears of each file as it is looked at
     */
    static Findings of(Feed feed, Plugins plugins, @Nullable Ledger known, SweepListener listener)
            throws LedgerException {
        Clock clock = Clock.systemUTC();
        // A file that is told of twice, such as one that waits and is then matched, ends as it was told last.
        Map<String, FileEvent> events = new TreeMap<>();
        String failure;
        try {
            FeedReport report = Tandem.rehearse(feed, plugins, known, clock, event -> {
                events.put(event.path(), event);
                listener.on(event);
            });
            failure = report.failure();
        } catch (TransportException e) {
            failure = "the source failed: " + e.getMessage();
        }
        Past past = known == null ? Past.NONE : Past.of(feed, known, events, clock.instant());
        List<Found> files = events.values().stream()
                .map(event -> new Found(verdict(event, past), event))
                .sorted(Comparator.comparing(Found::verdict))
                .toList();
        return new Findings(feed, files, failure);
    }

    /** What the ledger adds to the events: the files that are overdue and the calls that were delivered. */
    private record Past(Set<String> overdue, Map<CallId, Integer> delivered) {
        static final Past NONE = new Past(Set.of(), Map.of());
        private static final int PAGE = 500;

        static Past of(Feed feed, Ledger known, Map<String, FileEvent> events, Instant now) throws LedgerException {
            LedgerView view = new LedgerView(known, feed, now);
            Set<String> overdue = new HashSet<>();
            Map<CallId, Integer> delivered = new HashMap<>();
            List<FileEvent> all = new ArrayList<>(events.values());
            for (int i = 0; i < all.size(); i += PAGE) {
                List<FileEvent> page = all.subList(i, Math.min(i + PAGE, all.size()));
                known.filesAt(feed.name(), page.stream().map(FileEvent::path).toList()).stream()
                        .filter(view::isOverdue)
                        .map(FileEntry::path)
                        .forEach(overdue::add);
                Set<CallId> ids = page.stream()
                        .filter(event -> event.call() != null)
                        .map(FileEvent::call)
                        .collect(Collectors.toSet());
                known.calls(ids).forEach(call -> delivered.put(call.id(), call.confirmed()));
            }
            return new Past(overdue, delivered);
        }

        boolean wasDelivered(FileEvent event) {
            return event.call() != null && delivered.getOrDefault(event.call(), 0) >= Math.max(1, event.revision());
        }
    }

    private static Verdict verdict(FileEvent event, Past past) {
        return switch (event.outcome()) {
            case REFUSED -> Verdict.REFUSED;
            case FAILED -> Verdict.FAILED;
            case IGNORED -> Verdict.IGNORED;
            case DUPLICATE -> Verdict.DUPLICATE;
            case VANISHED, PURGED -> Verdict.GONE;
            case UPDATED -> Verdict.WOULD_UPDATE;
            case DELIVERED -> past.wasDelivered(event) ? Verdict.DELIVERED : Verdict.WOULD_DELIVER;
            case ARRIVING, WAITING -> waiting(event, past);
        };
    }

    private static Verdict waiting(FileEvent event, Past past) {
        if (event.reason() == Reason.CONFLICTING_METADATA || event.reason() == Reason.CONFLICTING_RECORDINGS) {
            return Verdict.CONFLICTING;
        }
        return past.overdue.contains(event.path()) ? Verdict.OVERDUE : Verdict.WAITING;
    }

    boolean needsAttention() {
        return failure != null || files.stream().anyMatch(file -> file.verdict().needsAttention());
    }

    /** The number of files of each verdict that there are any of. */
    Map<Verdict, Long> counts() {
        return files.stream().collect(Collectors.groupingBy(Found::verdict, TreeMap::new, Collectors.counting()));
    }
}
