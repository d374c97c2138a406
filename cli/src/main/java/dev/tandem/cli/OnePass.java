package dev.tandem.cli;

import dev.tandem.Tandem;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.report.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sweeps until nothing is arriving any more. */
final class OnePass {
    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final List<Outcome> TOLD = List.of(
            Outcome.DELIVERED,
            Outcome.UPDATED,
            Outcome.DUPLICATE,
            Outcome.REFUSED,
            Outcome.VANISHED,
            Outcome.PURGED,
            Outcome.FAILED);

    private final List<Feed> feeds;
    private final Tandem tandem;
    private final Ledger ledger;
    private final CountDownLatch stop;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Map<Outcome, Integer>> counts = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final List<String> sum = new ArrayList<>();

    /** @param stop counted down when the process is told to end */
    OnePass(List<Feed> feeds, Tandem tandem, Ledger ledger, CountDownLatch stop) {
        this.feeds = feeds;
        this.tandem = tandem;
        this.ledger = ledger;
        this.stop = stop;
    }

    /** Whether nothing was refused, nothing failed and nothing waits for too long. */
    boolean run() throws LedgerException, InterruptedException {
        Instant next = sweep();
        while (next != null && !stop.await(wait(next).toMillis(), TimeUnit.MILLISECONDS)) {
            next = sweep();
        }
        if (isStopped()) {
            return false;
        }
        boolean well = true;
        for (Feed feed : feeds) {
            well &= addUp(feed);
        }
        return well;
    }

    /** The ledger may be closed already then. */
    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private Duration wait(Instant next) {
        Duration wait = Duration.between(clock.instant(), next);
        return wait.compareTo(SHORTEST) > 0 ? wait : SHORTEST;
    }

    /** When a file that is arriving will have settled; null if none is. */
    private @Nullable Instant sweep() throws LedgerException {
        Instant next = null;
        List<FeedReport> reports = tandem.sweep().feeds();
        if (isStopped()) {
            return null;
        }
        for (FeedReport report : reports) {
            Map<Outcome, Integer> sums = counts.computeIfAbsent(report.feed(), feed -> new EnumMap<>(Outcome.class));
            report.counts().forEach((outcome, number) -> sums.merge(outcome, number, Integer::sum));
            report.failed()
                    .ifPresentOrElse(why -> failures.put(report.feed(), why), () -> failures.remove(report.feed()));
            Instant wake = report.wake();
            boolean arriving = ledger.countFiles(report.feed()).getOrDefault(FileState.ARRIVING, 0L) > 0;
            if (wake != null && arriving && report.failure() == null && (next == null || wake.isBefore(next))) {
                next = wake;
            }
        }
        return next;
    }

    private boolean addUp(Feed feed) throws LedgerException {
        Map<Outcome, Integer> of = counts.getOrDefault(feed.name(), Map.of());
        LedgerView view = new LedgerView(ledger, feed, clock.instant());
        StringJoiner told = new StringJoiner(", ", feed.name() + ": ", "");
        for (Outcome outcome : TOLD) {
            if (of.containsKey(outcome)) {
                told.add(of.get(outcome) + " " + Show.word(outcome));
            }
        }
        long waiting = view.count(FileState.WAITING);
        long overdue = view.countOverdue();
        told.add(waiting + " waiting" + (overdue > 0 ? " (" + overdue + " for too long)" : ""));
        sum.add(told.toString());
        String failure = failures.get(feed.name());
        if (failure != null) {
            sum.add(feed.name() + ": " + Show.text(failure));
        }
        return failure == null && overdue == 0 && !of.containsKey(Outcome.REFUSED) && !of.containsKey(Outcome.FAILED);
    }

    /** A line a feed, and another for a failure. */
    List<String> sum() {
        return sum;
    }
}
