package dev.tandem.ingest;

import dev.tandem.call.CallId;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.Reason;
import dev.tandem.report.FeedReport;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.report.SweepListener;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a sweep did and tells the listener. */
final class Tally {
    private final String feed;
    private final SweepListener listener;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private @Nullable String failure;
    private boolean sourceDown;
    private @Nullable Instant wake;

    Tally(String feed, SweepListener listener) {
        this.feed = feed;
        this.listener = listener;
    }

    void add(FileEvent event) {
        counts.merge(event.outcome(), 1, Integer::sum);
        listener.on(event);
    }

    void add(String path, Outcome outcome, String detail) {
        add(new FileEvent(feed, path, outcome, null, detail, null, 0));
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** Something is due then. */
    void wake(Instant when) {
        if (wake == null || when.isBefore(wake)) {
            wake = when;
        }
    }

    /** The sweep, or a part of it, could not be done; the first cause is told. */
    void fail(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** The source could not be reached, or its listing broke off. */
    void failSource(String why) {
        fail(why);
        sourceDown = true;
    }

    FeedReport report() {
        return new FeedReport(feed, Map.copyOf(counts), failure, sourceDown, wake);
    }

    /** What a row tells of itself. */
    static FileEvent event(FileEntry file, Outcome outcome) {
        return event(file, outcome, file.reason(), file.detail(), file.call(), 0);
    }

    static FileEvent event(
            FileEntry file,
            Outcome outcome,
            @Nullable Reason reason,
            String detail,
            @Nullable CallId call,
            int revision) {
        return new FileEvent(file.feed(), file.path(), outcome, reason, detail, call, revision);
    }
}
