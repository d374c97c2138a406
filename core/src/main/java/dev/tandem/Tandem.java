package dev.tandem;

import dev.tandem.feed.Feed;
import dev.tandem.ingest.FeedSweeper;
import dev.tandem.ingest.Rehearsal;
import dev.tandem.ingest.Watch;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.memory.MemoryLedger;
import dev.tandem.report.FeedReport;
import dev.tandem.report.SweepListener;
import dev.tandem.report.SweepReport;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches feeds and hands whole calls to a sink. {@link #sweep} makes one pass; {@link #start} makes passes until {@link
 * #close}. Used by several threads at once; two passes over one feed never overlap.
 */
public final class Tandem implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tandem.class);

    private final Map<String, FeedSweeper> feeds;
    private final Ledger ledger;
    private final CallSink sink;
    private final Schedule schedule;
    private volatile boolean closed;

    private Tandem(Builder builder, CallSink sink, Map<String, FeedSweeper> feeds, Ledger ledger) {
        this.feeds = feeds;
        this.ledger = ledger;
        this.sink = sink;
        schedule = new Schedule(feeds, builder.clock, builder.nanos, builder.interval, () -> closed);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Makes one pass over each feed, one after the other. A feed that fails says so in the report and stops no other. */
    public SweepReport sweep() {
        requireOpen();
        List<FeedReport> reports = new ArrayList<>();
        for (FeedSweeper feed : feeds.values()) {
            reports.add(feed.sweep(() -> closed));
        }
        return new SweepReport(List.copyOf(reports));
    }

    /**
     * Tells what a pass over a feed would do, and changes nothing, as if every file had settled. Recordings are not read
     * but where one may be a repetition.
     *
     * @param known a ledger to read what happened so far from; null to begin with nothing
     */
    public static FeedReport rehearse(
            Feed feed, Plugins plugins, @Nullable Ledger known, Clock clock, SweepListener listener)
            throws LedgerException, TransportException {
        return new Rehearsal(feed, plugins, known, clock, listener).run();
    }

    /** Makes passes from now on, in threads of its own, until {@link #close}. Only once. */
    public void start() {
        requireOpen();
        schedule.start();
        feeds.forEach((name, sweeper) -> FeedWatch.open(
                        sweeper.feed(), sweeper.transports(), ledger, () -> schedule.hint(name))
                .ifPresent(watch -> schedule.attach(name, watch)));
    }

    /**
     * Has a feed swept at once, or once more if it is being swept, instead of after the interval: for whoever knows that
     * something came. Nothing is lost if nobody calls it. No effect before {@link #start} and after {@link #close}.
     *
     * @throws IllegalArgumentException if there is no feed of that name
     */
    public void wake(String feed) {
        if (!feeds.containsKey(feed)) {
            throw new IllegalArgumentException("there is no feed \"" + feed + "\"");
        }
        schedule.wake(feed);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this Tandem is closed");
        }
    }

    /**
     * Ends the passes under way after the call that each is delivering, then closes the sink and the ledger. When it
     * returns, no thread of ours is left; a sink that hangs for more than 30 seconds is interrupted. Twice is harmless.
     *
     * @throws IllegalStateException if it is called by a sink or a listener, whose end it would wait for
     */
    @Override
    public void close() {
        if (feeds.values().stream().anyMatch(FeedSweeper::isSweptByThisThread)) {
            throw new IllegalStateException("a sink or a listener cannot close the Tandem that calls it");
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        schedule.close();
        feeds.values().forEach(FeedSweeper::close);
        feeds.values().stream().map(FeedSweeper::transports).distinct().forEach(TransportProvider::close);
        try {
            sink.close();
        } catch (IOException e) {
            LOG.warn("The sink could not be closed: {}", e.getClass().getSimpleName());
        } finally {
            ledger.close();
        }
    }

    /** Gathers feeds, a ledger and a sink. */
    public static final class Builder {
        private final Map<String, Feed> feeds = new LinkedHashMap<>();
        private @Nullable CallSink sink;
        private @Nullable Ledger ledger;
        private @Nullable String ledgerName;
        private Settings ledgerSettings = Settings.NONE;
        private @Nullable Plugins plugins;
        private Clock clock = Clock.systemUTC();
        private LongSupplier nanos = System::nanoTime;
        private Duration interval = Duration.ofSeconds(5);
        private SweepListener listener = event -> {};
        private Path spool = Path.of(System.getProperty("java.io.tmpdir"));

        private Builder() {}

        /** Adds a feed. At least one is needed. */
        public Builder feed(Feed feed) {
            if (feeds.putIfAbsent(feed.name(), feed) != null) {
                throw new ConfigurationException("feeds", "two are named \"" + feed.name() + "\"; names are unique");
            }
            return this;
        }

        /** Where the calls go. Needed. It is closed with the Tandem. */
        public Builder sink(CallSink sink) {
            this.sink = sink;
            return this;
        }

        /** A ledger by its plugin's name, such as {@code sqlite}. Without one, a ledger in memory is used, and said so. */
        public Builder ledger(String name, Settings settings) {
            ledgerName = name;
            ledgerSettings = settings;
            return this;
        }

        /** A ledger that is open already. It is closed with the Tandem. */
        public Builder ledger(Ledger ledger) {
            this.ledger = ledger;
            return this;
        }

        /** The plugins to choose from. Default: all that are found on the class path or module path. */
        public Builder plugins(Plugins plugins) {
            this.plugins = plugins;
            return this;
        }

        /** Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Nanoseconds that only go forward, to tell when the clock was set. Default {@link System#nanoTime}. */
        public Builder ticks(LongSupplier nanos) {
            this.nanos = nanos;
            return this;
        }

        /**
         * How long after a pass over a feed the next begins, at the latest, once started. A feed whose source tells when
         * something comes may wait longer. Default 5 seconds.
         */
        public Builder interval(Duration interval) {
            if (interval.isNegative() || interval.isZero()) {
                throw new ConfigurationException("interval", "is " + interval + "; expected more than zero");
            }
            this.interval = interval;
            return this;
        }

        /**
         * The folder for copies of recordings that lie far away, some 256 MB a feed or one recording at a time. They are
         * gone when they were delivered, and when this process ends. Default: the system's folder for temporary files.
         */
        public Builder spool(Path folder) {
            this.spool = folder;
            return this;
        }

        /** Hears what becomes of each file. Default: nobody does. */
        public Builder listener(SweepListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Opens the ledger and checks every feed; nothing is read from a source yet.
         *
         * @throws ConfigurationException if something is missing, or a feed names what there is not
         * @throws LedgerException if the ledger cannot be opened
         */
        public Tandem build() throws LedgerException {
            CallSink to = sink;
            if (to == null) {
                throw new ConfigurationException("sink", "is missing; say where the calls go");
            }
            if (feeds.isEmpty()) {
                throw new ConfigurationException("feeds", "there is none; add one");
            }
            Plugins found = plugins != null ? plugins : Plugins.load();
            Ledger opened = open(found);
            try {
                Map<String, FeedSweeper> sweepers = new LinkedHashMap<>();
                for (Feed feed : feeds.values()) {
                    Watch watch = new Watch(clock, nanos);
                    sweepers.put(feed.name(), new FeedSweeper(feed, found, opened, to, watch, listener, spool));
                }
                return new Tandem(this, to, sweepers, opened);
            } catch (ConfigurationException e) {
                opened.close();
                throw e;
            }
        }

        private Ledger open(Plugins found) throws LedgerException {
            if (ledger != null) {
                return ledger;
            }
            if (ledgerName != null) {
                return found.get(LedgerProvider.class, ledgerName).open(ledgerSettings);
            }
            LOG.warn("No ledger is set: what was seen and delivered is forgotten when this process ends."
                    + " Add dev.tandem:ledger-jdbc and .ledger(\"sqlite\", ...) to remember it");
            return new MemoryLedger();
        }
    }
}
