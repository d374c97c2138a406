package dev.tandem.simulation;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.report.FileEvent;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import dev.tandem.testkit.SettableClock;
import dev.tandem.testkit.SimulatedCrash;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One customer, one feed, one sink and the real engine, of which only folder, ledger and sink survive a crash. */
final class World {
    static final String FEED = "acme";
    private static final Plugins FOUND = Plugins.load();
    private static final Instant BEGIN = Instant.parse("2026-03-01T11:00:00Z");

    final SettableClock clock = new SettableClock(BEGIN);
    final List<String> story = new ArrayList<>();
    final Chaos chaos;
    final MemoryFolder folder;
    final Ledger ledger;
    final Warehouse sink;
    final Customer customer;
    final Feed feed;
    final List<FileEvent> events = new ArrayList<>();
    final Guard guard;
    private final Plugins plugins;
    private Tandem tandem;

    World(SplittableRandom random, AfterDelivery after, Duration settle, Duration retention) throws LedgerException {
        MemoryTransportProvider transports = new MemoryTransportProvider(clock);
        folder = transports.folder(FEED);
        chaos = new Chaos(random.split(), story::add);
        folder.faults(chaos);
        plugins = Plugins.of(
                transports, new KeyValues("kv"), new KeyValues("kv2"), FOUND.get(DialerFormat.class, "standard"));
        ledger = FOUND.get(LedgerProvider.class, "memory").open(Settings.NONE);
        sink = new Warehouse(random.split(), chaos, story::add);
        customer = new Customer(random.split(), folder, clock, settle, story::add, sink::took);
        chaos.interference(customer::interfere);
        folder.local(random.nextBoolean());
        folder.changesMoved(random.nextInt(3) == 0);
        feed = Feed.builder(FEED, URI.create("memory:" + FEED))
                .afterDelivery(after)
                .settle(settle)
                .retention(retention)
                .build();
        guard = new Guard(this);
        sink.watch(customer, guard);
        chaos.watchedBy(guard::destroys);
        tandem = start();
    }

    private Tandem start() throws LedgerException {
        return Tandem.builder()
                .feed(feed)
                .plugins(plugins)
                .ledger(new UnreliableLedger(ledger, chaos))
                .sink(sink)
                .clock(clock)
                .ticks(clock.ticks())
                .listener(events::add)
                .build();
    }

    /** One sweep; null if it ended in a crash, after which a new engine stands where the old one stood. */
    @Nullable
    FeedReport sweep() throws LedgerException {
        events.clear();
        int before = sink.taken().size();
        try {
            FeedReport report = tandem.sweep().feeds().get(0);
            if (!report.counts().isEmpty() || report.failed().isPresent()) {
                story.add("    " + report.counts()
                        + report.failed().map(why -> ", " + why).orElse(""));
            }
            if (chaos.wasCalm()) {
                customer.allSeen();
                sink.allKnown(before);
            }
            return report;
        } catch (SimulatedCrash e) {
            story.add("    crash");
            restart();
            return null;
        } finally {
            guard.verify();
        }
    }

    void restart() throws LedgerException {
        customer.engineStartsAnew();
        tandem = start();
    }

    /** Makes sweeps without fault until all is done that can be done. */
    void settleDown() throws LedgerException {
        chaos.calm();
        customer.endUploads();
        sweep();
        // Longer than the longest wait before a delivery is tried again and than the clock was ever set back.
        for (int i = 0; i < 15; i++) {
            customer.advance(Duration.ofMinutes(30));
            guard.verify();
            sweep();
        }
    }
}
