package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.testkit.Fault;
import dev.tandem.testkit.Faults;
import dev.tandem.testkit.Faults.Operation;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import dev.tandem.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a whole: its threads, its end, what it tells. */
@Timeout(60)
class EngineTest {
    private static final String CALL = "20260301-120000_jane";

    @TempDir
    Path inbox;

    @Test
    void onceStartedItDeliversWhatComesAndItsUpdates() throws IOException, LedgerException {
        Bench bench = new Bench(inbox, feed -> feed.settle(Duration.ZERO));
        bench.tandem.start();
        bench.write(CALL + ".wav", "sound");
        bench.write(CALL + ".kv.part", "a=1\n");
        Files.move(inbox.resolve(CALL + ".kv.part"), inbox.resolve(CALL + ".kv"));
        await(() -> taken(bench) == 1);
        await(() -> !Files.exists(inbox.resolve(CALL + ".kv")));
        bench.write("update.part", "a=2\n");
        Files.move(inbox.resolve("update.part"), inbox.resolve(CALL + ".kv"));
        await(() -> taken(bench) == 2);
        bench.tandem.close();
    }

    @Test
    void withoutALedgerItSaysThatItWillForget() throws LedgerException {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Tandem.builder()
                    .feed(Feed.builder("acme", inbox.toUri()).build())
                    .sink(delivery -> {})
                    .build()
                    .close();
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("WARN").contains("No ledger is set");
    }

    private static int taken(Bench bench) {
        synchronized (bench.taken) {
            return bench.taken.size();
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the deadline").isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void closingLeavesNoThreadBehind() throws LedgerException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Bench bench = new Bench(inbox, feed -> feed);
        bench.tandem.start();
        await(() -> threadsBeside(before) > 0);
        bench.tandem.close();
        assertThat(threadsBeside(before)).isZero();
        bench.tandem.close();
    }

    private static long threadsBeside(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tandem-") && !others.contains(thread))
                .count();
    }

    @Test
    void aClockSetAYearAheadDuringASweepHoldsUpNoOther() throws IOException, LedgerException {
        Bench bench = new Bench(inbox, feed -> feed.settle(Duration.ZERO));
        bench.mood = delivery -> {
            bench.mood = next -> {};
            bench.clock.jump(Duration.ofDays(365));
        };
        bench.write("a.wav", "sound");
        bench.write("a.kv", "a=1\n");
        bench.tandem.start();
        await(() -> taken(bench) == 1);
        for (String name : List.of("b.wav", "b.kv")) {
            bench.write(name + ".part", "a=1\n");
            Files.move(inbox.resolve(name + ".part"), inbox.resolve(name));
        }
        await(() -> taken(bench) == 2);
        bench.tandem.close();
    }

    @Test
    void aSinkCannotCloseTheEngineThatCallsIt() throws IOException, LedgerException {
        Bench bench = new Bench(inbox, feed -> feed.settle(Duration.ZERO));
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        bench.mood = delivery -> {
            try {
                bench.tandem.close();
            } catch (IllegalStateException e) {
                thrown.set(e);
            }
        };
        bench.write("a.wav", "sound");
        bench.write("a.kv", "a=1\n");
        bench.tandem.start();
        await(() -> thrown.get() != null);
        await(() -> taken(bench) == 1);
        bench.tandem.close();
    }

    @Test
    void twoSweepsOfOneFeedNeverOverlap() throws LedgerException, InterruptedException {
        MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
        MemoryFolder folder = transports.folder("acme");
        AtomicInteger most = new AtomicInteger();
        AtomicInteger listings = new AtomicInteger();
        folder.faults(Faults.on(Operation.LIST, Fault.meanwhile(() -> {
            listings.incrementAndGet();
            most.accumulateAndGet(folder.handles(), Math::max);
        })));
        folder.write("call.wav", new byte[1]);
        Bench bench = new Bench(inbox, URI.create("memory:acme"), feed -> feed, transports);
        bench.tandem.start();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int sweeps = 0; sweeps < 200; sweeps++) {
                    bench.sweep();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        bench.tandem.close();
        assertThat(listings.get()).isGreaterThanOrEqualTo(800);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void theListenerHearsEveryOutcome() throws LedgerException {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        MemoryTransportProvider transports = new MemoryTransportProvider(clock);
        MemoryFolder folder = transports.folder("acme");
        Bench bench = new Bench(inbox, URI.create("memory:acme"), feed -> feed, transports);
        folder.makeFolder("folder");
        folder.write("gone.wav", new byte[1]);
        folder.write("waits.wav", new byte[1]);
        folder.write("bad.txt", new byte[1]);
        folder.write(CALL + ".wav", new byte[1]);
        folder.write(CALL + ".kv", new byte[0]);
        folder.append(CALL + ".kv", "a=1\n".getBytes(StandardCharsets.US_ASCII));
        bench.sweep();
        folder.delete("gone.wav");
        bench.mood = delivery -> {
            throw new IOException("away");
        };
        bench.settle();
        bench.mood = delivery -> {};
        bench.pass(Duration.ofMinutes(1));
        folder.write(CALL + ".wav", new byte[1]);
        bench.settle();
        folder.write(CALL + ".kv", "a=2\n".getBytes(StandardCharsets.US_ASCII));
        bench.settle();
        bench.pass(Duration.ofDays(8));
        assertThat(bench.events).extracting(FileEvent::outcome).containsAll(EnumSet.allOf(Outcome.class));
    }
}
