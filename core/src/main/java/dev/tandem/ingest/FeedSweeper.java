package dev.tandem.ingest;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.internal.Traces;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.report.SweepListener;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs passes over one feed, one at a time. A pass lists what is there, delivers again what a pass before it left
 * undelivered, judges what has settled, delivers what is whole, and purges what is old. Whatever fails, what the ledger
 * holds is true, and the next pass goes on from there.
 */
public final class FeedSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSweeper.class);

    private final Rules rules;
    private final TransportProvider transports;
    private final Ledger ledger;
    private final CallSink sink;
    private final Watch watch;
    private final SweepListener listener;
    private final Path spool;
    private final boolean rehearsal;
    private final ReentrantLock sweeping = new ReentrantLock();
    private boolean closed;
    private boolean anew = true;
    private @Nullable String lastFailure;

    /**
     * Finds what the feed names; a {@link dev.tandem.spi.ConfigurationException} tells what there is not.
     *
     * @param spool the folder for copies of recordings that lie far away
     */
    public FeedSweeper(
            Feed feed, Plugins plugins, Ledger ledger, CallSink sink, Watch watch, SweepListener listener, Path spool) {
        this(new Rules(feed, plugins), transports(feed, plugins), ledger, sink, watch, listener, spool, false);
    }

    /** @param rehearsal whether recordings need not be read, for nothing is really delivered */
    FeedSweeper(
            Rules rules,
            TransportProvider transports,
            Ledger ledger,
            CallSink sink,
            Watch watch,
            SweepListener listener,
            Path spool,
            boolean rehearsal) {
        this.rules = rules;
        this.transports = transports;
        this.ledger = ledger;
        this.sink = sink;
        this.watch = watch;
        this.listener = listener;
        this.spool = spool;
        this.rehearsal = rehearsal;
    }

    /** What reaches a feed's source, which is checked as far as that can be done without connecting. */
    static TransportProvider transports(Feed feed, Plugins plugins) {
        TransportProvider transports = plugins.get(
                TransportProvider.class, Objects.requireNonNull(feed.source().getScheme()));
        transports.check(feed.source(), feed.sourceSettings());
        if (feed.afterDelivery() == AfterDelivery.TAG && !transports.canTag()) {
            throw new ConfigurationException(
                    "after-delivery",
                    "is tag, but a source of the kind " + transports.name()
                            + " knows no marks; expected move, keep or delete");
        }
        return transports;
    }

    /** One pass; waits for another that is under way. Ends early, between two calls, once {@code stopping} says so. */
    public FeedReport sweep(BooleanSupplier stopping) {
        sweeping.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the feed is closed");
            }
            return sweepAlone(stopping);
        } finally {
            sweeping.unlock();
        }
    }

    private FeedReport sweepAlone(BooleanSupplier stopping) {
        Feed feed = rules.feed();
        Tally tally = new Tally(feed.name(), listener);
        Throwable fault = null;
        try (Transport transport = transports.open(feed.source(), feed.sourceSettings());
                Contents contents = new Contents(transport, spool)) {
            Context context = new Context(rules, transport, contents, ledger, sink, watch, tally, stopping, rehearsal);
            boolean all = anew;
            // Until it is known that this sweep left nothing out.
            anew = true;
            anew = !sweep(context, all);
        } catch (TransportException e) {
            tally.failSource("the source failed: " + e.getMessage());
        } catch (LedgerException e) {
            tally.fail("the ledger failed: " + e.getMessage());
        } catch (RuntimeException e) {
            // A fault of ours or of a plugin's.
            fault = Traces.withoutMessage(e);
            tally.fail("an unexpected " + e.getClass().getName() + "; the log says where");
        }
        FeedReport report = tally.report();
        logChange(report.failure(), fault);
        return report;
    }

    /** A failure that lasts is logged once, and its end too. */
    private void logChange(@Nullable String failure, @Nullable Throwable fault) {
        if (failure != null && !failure.equals(lastFailure)) {
            LOG.warn("Feed {}: {}", rules.feed().name(), failure, fault);
        } else if (failure == null && lastFailure != null) {
            LOG.warn("Feed {}: works again", rules.feed().name());
        }
        lastFailure = failure;
    }

    /** Whether the caller is inside a pass: a sink or a listener. */
    public boolean isSweptByThisThread() {
        return sweeping.isHeldByCurrentThread();
    }

    public Feed feed() {
        return rules.feed();
    }

    /** What reaches the feed's source. */
    public TransportProvider transports() {
        return transports;
    }

    /** Waits for a pass that is under way; after that there is none any more. */
    @Override
    public void close() {
        sweeping.lock();
        try {
            closed = true;
        } finally {
            sweeping.unlock();
        }
    }

    /**
     * @param anew whether something that waits may not have been looked at
     * @return whether all was
     */
    private static boolean sweep(Context context, boolean anew) throws TransportException, LedgerException {
        // A mover for each, so that what cannot be moved holds up nothing else.
        new Mover(context).resume();
        Batch batch = new Batch(context, new Mover(context));
        Readings readings = new Readings(context);
        Clerk clerk = new Clerk(context, batch, readings);
        new Scan(context).run();
        new Retry(context, batch).run();
        Matching matching = new Matching(context, batch, readings, clerk);
        List<Decision> decided = matching.obeyNew();
        new Judge(context, batch, readings, clerk).run();
        boolean whole = matching.run(anew, decided);
        new Purge(context, new Mover(context)).run();
        return whole;
    }
}
