package dev.tandem;

import dev.tandem.feed.Feed;
import dev.tandem.internal.Traces;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.spi.Lookout;
import dev.tandem.spi.TransportProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feed's lookout, and how often the feed is swept while it may be relied on. */
final class FeedWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
    private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final String feed;
    private final Lookout lookout;
    private final Ledger ledger;

    FeedWatch(String feed, Lookout lookout, Ledger ledger) {
        this.feed = feed;
        this.lookout = lookout;
        this.ledger = ledger;
    }

    /** Empty if nothing looks after the feed's source; it is swept all the same. */
    static Optional<FeedWatch> open(Feed feed, TransportProvider transports, Ledger ledger, Runnable hint) {
        try {
            return transports
                    .watch(feed.source(), feed.sourceSettings(), hint)
                    .map(lookout -> new FeedWatch(feed.name(), lookout, ledger));
        } catch (RuntimeException e) {
            LOG.error(
                    "Feed {}: nobody tells when something comes, it is swept as usual",
                    feed.name(),
                    Traces.withoutMessage(e));
            return Optional.empty();
        }
    }

    /** How long after this sweep the next begins at the latest, if {@code usual} is what would do without a lookout. */
    Duration interval(FeedReport report, Duration usual) {
        boolean rely = report.failure() == null && lookout.isWatching() && isNothingLeft();
        return rely && lookout.reconcile().compareTo(usual) > 0 ? lookout.reconcile() : usual;
    }

    /** What an earlier sweep left to a later one, nobody tells of. */
    private boolean isNothingLeft() {
        try {
            return ledger.callsDue(feed, ANY_TIME, 1).isEmpty()
                    && ledger.filesIn(feed, Set.of(FileState.SETTLED), ANY_TIME, 0, 1)
                            .isEmpty();
        } catch (LedgerException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            lookout.close();
        } catch (RuntimeException e) {
            LOG.error("Feed {}: its lookout could not be closed", feed, Traces.withoutMessage(e));
        }
    }
}
