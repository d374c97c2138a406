package dev.tandem.benchmarks;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.report.SweepReport;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A sweep over 10,000 known files in which nothing is new, beside listing the same folder with the JDK. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class IdleSweep {
    private static final int CALLS = 5_000;

    @Param({"memory", "sqlite"})
    public String ledger = "memory";

    private Path work = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Tandem tandem;

    @Setup(Level.Trial)
    public void deliverAll() throws Exception {
        work = Files.createTempDirectory("idle-sweep");
        Feed feed = Feed.builder(
                        "idle", Load.makeCalls(work.resolve("inbox"), CALLS).toUri())
                .settle(Duration.ZERO)
                .afterDelivery(AfterDelivery.KEEP)
                .build();
        Map<String, String> settings = ledger.equals("sqlite")
                ? Map.of("path", work.resolve("ledger.db").toString())
                : Map.of();
        tandem = Tandem.builder()
                .feed(feed)
                .ledger(ledger, Settings.of(settings))
                .sink(delivery -> {})
                .build();
        tandem.sweep();
    }

    @Benchmark
    public SweepReport sweep() {
        return tandem.sweep();
    }

    @Benchmark
    public long listingAlone() throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(work.resolve("inbox"))) {
            for (Path entry : entries) {
                bytes += Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .size();
            }
        }
        return bytes;
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        tandem.close();
        Load.delete(work);
    }
}
