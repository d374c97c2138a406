package dev.tandem.benchmarks;

import dev.tandem.Tandem;
import dev.tandem.call.Metadata;
import dev.tandem.feed.Feed;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Drops update files into a running engine with default settings but for a settle time of two seconds, and prints when
 * each was delivered after it had settled.
 */
public final class UpdateLatency {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private record Seen(Outcome outcome, long nanos) {}

    private UpdateLatency() {}

    public static void main(String[] arguments) throws Exception {
        int updates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path work = Files.createTempDirectory("update-latency");
        Path inbox = Files.createDirectories(work.resolve("inbox"));
        BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
        Feed feed = Feed.builder("latency", inbox.toUri())
                .settle(SETTLE)
                .updateWindow(Duration.ofDays(36_500))
                .build();
        try (Tandem tandem = Tandem.builder()
                .feed(feed)
                .ledger(
                        "sqlite",
                        Settings.of(Map.of("path", work.resolve("ledger.db").toString())))
                .sink(delivery -> require(delivery.call().metadata()))
                .listener(event -> seen.add(new Seen(event.outcome(), System.nanoTime())))
                .build()) {
            Files.write(inbox.resolve(Load.name(0) + ".wav"), new byte[2048]);
            Files.writeString(inbox.resolve(Load.name(0) + ".json"), Load.metadata(0));
            tandem.start();
            await(seen, Outcome.DELIVERED);
            await(seen, Outcome.DELIVERED);
            for (int i = 1; i <= updates; i++) {
                Files.writeString(inbox.resolve(Load.name(0) + ".json"), Load.metadata(i));
                long settled = await(seen, Outcome.ARRIVING) + SETTLE.toNanos();
                long delivered = await(seen, Outcome.UPDATED);
                Load.print("update %d: delivered %.0f ms after it had settled", i, (delivered - settled) / 1e6);
            }
        } finally {
            Load.delete(work);
        }
    }

    private static void require(Metadata metadata) {
        if (metadata.fields().size() != 10) {
            throw new IllegalStateException("the metadata of the load has ten fields");
        }
    }

    private static long await(BlockingQueue<Seen> seen, Outcome outcome) throws InterruptedException {
        while (true) {
            Seen next = seen.take();
            if (next.outcome == outcome) {
                return next.nanos;
            }
        }
    }
}
