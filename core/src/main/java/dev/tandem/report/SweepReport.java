package dev.tandem.report;

import java.util.List;

/** One pass over all feeds, in the order in which they were added. */
public record SweepReport(List<FeedReport> feeds) {
    /** How many files had an outcome, over all feeds. */
    public int count(Outcome outcome) {
        return feeds.stream().mapToInt(feed -> feed.count(outcome)).sum();
    }
}
