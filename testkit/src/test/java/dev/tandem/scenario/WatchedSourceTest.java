package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.LedgerException;
import dev.tandem.simulation.KeyValues;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.Lookout;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A feed of whose source a lookout tells that something came. Neither schedule comes round unless a test says so. */
@Timeout(60)
class WatchedSourceTest {
    private static final Duration NEVER = Duration.ofDays(30);

    private final Watched source = new Watched(new MemoryTransportProvider(Clock.systemUTC()));
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private volatile Runnable meanwhile = () -> {};
    private Tandem tandem;

    /** A source that tells what it is told by hand. */
    private static final class Watched implements TransportProvider {
        final MemoryTransportProvider memory;
        final AtomicInteger listings = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        volatile boolean watching = true;
        volatile Runnable changed = () -> {};
        RuntimeException fault;

        Watched(MemoryTransportProvider memory) {
            this.memory = memory;
        }

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public void check(URI source, Settings settings) {
            memory.check(source, settings);
        }

        @Override
        public Transport open(URI source, Settings settings) throws TransportException {
            listings.incrementAndGet();
            return memory.open(source, settings);
        }

        @Override
        public Optional<Lookout> watch(URI source, Settings settings, Runnable changed) {
            if (fault != null) {
                throw fault;
            }
            this.changed = changed;
            return Optional.of(new ByHand());
        }

        void set(boolean watching) {
            this.watching = watching;
            changed.run();
        }

        private final class ByHand implements Lookout {
            @Override
            public boolean isWatching() {
                return watching;
            }

            @Override
            public Duration reconcile() {
                return NEVER;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }
    }

    private void start(Duration interval, Duration settle) throws LedgerException {
        tandem = Tandem.builder()
                .feed(Feed.builder("acme", URI.create("memory:acme"))
                        .settle(settle)
                        .build())
                .plugins(Plugins.of(source, new KeyValues("kv"), Plugins.load().get(DialerFormat.class, "standard")))
                .ledger(Bench.emptyLedger())
                .interval(interval)
                .sink(delivery -> {
                    taken.add(delivery.call().recording().name());
                    meanwhile.run();
                })
                .build();
        tandem.start();
        while (source.listings.get() == 0) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() {
        if (tandem != null) {
            tandem.close();
        }
    }

    private String call(int number) {
        String name = "20260301-120000_" + number;
        MemoryFolder folder = source.memory.folder("acme");
        folder.write(name + ".wav", "sound".getBytes(StandardCharsets.UTF_8));
        folder.write(name + ".kv", "a=1\n".getBytes(StandardCharsets.UTF_8));
        return name + ".wav";
    }

    @Test
    void whatCameIsTakenAtOnce() throws Exception {
        start(NEVER, Duration.ZERO);
        for (int i = 0; i < 20; i++) {
            String call = call(i);
            source.changed.run();
            assertThat(taken.take()).isEqualTo(call);
        }
    }

    @Test
    void whatComesDuringASweepIsTakenByTheNextWhichFollowsAtOnce() throws Exception {
        start(NEVER, Duration.ZERO);
        meanwhile = () -> {
            meanwhile = () -> {};
            call(2);
            source.changed.run();
        };
        String first = call(1);
        source.changed.run();
        assertThat(taken.take()).isEqualTo(first);
        assertThat(taken.take()).endsWith("_2.wav");
    }

    @Test
    void whenNobodyWatchesAnyMoreTheUsualIntervalIsBack() throws Exception {
        start(Duration.ofMillis(20), Duration.ZERO);
        source.set(false);
        for (int i = 0; i < 5; i++) {
            assertThat(taken).isEmpty();
            String call = call(i);
            assertThat(taken.take()).isEqualTo(call);
        }
    }

    @Test
    void aFileThatSettlesIsTakenWithoutAnotherHint() throws Exception {
        start(NEVER, Duration.ofMillis(50));
        String call = call(1);
        source.changed.run();
        assertThat(taken.take()).isEqualTo(call);
    }

    @Test
    void aFloodOfHintsKeepsNoSweepFromComingToItsEnd() throws Exception {
        start(NEVER, Duration.ZERO);
        Thread flood = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                source.changed.run();
            }
        });
        flood.start();
        try {
            for (int i = 0; i < 50; i++) {
                String call = call(i);
                assertThat(taken.take()).isEqualTo(call);
            }
        } finally {
            flood.interrupt();
            flood.join();
        }
    }

    @Test
    void theLookoutIsClosedWithTheEngineAndAHintAfterwardsIsHarmless() throws Exception {
        start(NEVER, Duration.ZERO);
        tandem.close();
        assertThat(source.closed).hasValue(1);
        source.changed.run();
    }

    @Test
    void aSourceThatCannotBeWatchedIsSweptAsUsual() throws Exception {
        source.fault = new IllegalStateException("a fault of the plugin's");
        start(Duration.ofMillis(20), Duration.ZERO);
        String call = call(1);
        assertThat(taken.take()).isEqualTo(call);
    }
}
