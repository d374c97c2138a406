package dev.tandem.benchmarks;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.format.json.JsonFormat;
import dev.tandem.report.Outcome;
import dev.tandem.report.SweepReport;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A whole-process load on a folder: {@code new CALLS [LEDGER]} sweeps that many new calls to a sink that does nothing, and
 * beside it does the same work without an engine; {@code known CALLS} sweeps a folder in keep mode in which everything is
 * known. A call is a recording of 2 KB and a JSON file of ten fields. Run it with {@code -Xmx512m}.
 */
public final class FolderLoad {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Duration SETTLE = Duration.ofMillis(50);

    private FolderLoad() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2 || !List.of("new", "known").contains(arguments[0])) {
            System.err.println("usage: FolderLoad new|known CALLS [memory|sqlite]");
            System.exit(2);
        }
        int calls = Integer.parseInt(arguments[1]);
        String ledger = arguments.length > 2 ? arguments[2] : "sqlite";
        Path work = Files.createTempDirectory("folder-load");
        try {
            if (arguments[0].equals("new")) {
                sweepNew(work, calls, ledger);
            } else {
                sweepKnown(work, calls, ledger);
            }
        } finally {
            delete(work);
        }
    }

    private static void sweepNew(Path work, int calls, String ledger) throws Exception {
        Path bare = makeCalls(work.resolve("bare"), calls);
        double bareSeconds = seconds(() -> bareWork(bare));
        delete(bare);
        Path inbox = makeCalls(work.resolve("inbox"), calls);
        try (Tandem tandem = tandem(work, inbox, ledger, AfterDelivery.MOVE)) {
            int[] delivered = new int[1];
            double seen = seconds(() -> tandem.sweep());
            Thread.sleep(SETTLE.toMillis());
            double taken = seconds(() -> delivered[0] = tandem.sweep().count(Outcome.DELIVERED) / 2);
            print("new calls: %d of %d delivered", delivered[0], calls);
            print("first sweep, files seen: %.2f s; second sweep, calls delivered: %.2f s", seen, taken);
            print(
                    "calls a second, both sweeps: %.0f; delivering sweep alone: %.0f",
                    calls / (seen + taken), calls / taken);
            print(
                    "bare work (list, read, parse, hash, move): %.2f s, %.0f calls a second",
                    bareSeconds, calls / bareSeconds);
            print("ratio to bare work, both sweeps: %.2f", (seen + taken) / bareSeconds);
            printHeap();
        }
    }

    private static void sweepKnown(Path work, int calls, String ledger) throws Exception {
        Path inbox = makeCalls(work.resolve("inbox"), calls);
        try (Tandem tandem = tandem(work, inbox, ledger, AfterDelivery.KEEP)) {
            tandem.sweep();
            Thread.sleep(SETTLE.toMillis());
            int delivered = tandem.sweep().count(Outcome.DELIVERED) / 2;
            print("known files: %d", delivered * 2);
            SweepReport[] report = new SweepReport[1];
            for (int i = 0; i < 3; i++) {
                double idle = seconds(() -> report[0] = tandem.sweep());
                print(
                        "a sweep that finds nothing new: %.2f s, %s",
                        idle, report[0].feeds().get(0).counts());
            }
            printHeap();
        }
    }

    private static Tandem tandem(Path work, Path inbox, String ledger, AfterDelivery after) throws Exception {
        Feed feed = Feed.builder("load", inbox.toUri())
                .settle(SETTLE)
                .afterDelivery(after)
                .build();
        Map<String, String> settings = ledger.equals("sqlite")
                ? Map.of("path", work.resolve("ledger.db").toString())
                : Map.of();
        return Tandem.builder()
                .feed(feed)
                .ledger(ledger, Settings.of(settings))
                .sink(delivery -> {})
                .build();
    }

    private static Path makeCalls(Path folder, int calls) throws IOException {
        Files.createDirectories(folder);
        byte[] sound = new byte[2048];
        LocalDateTime begin = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int i = 0; i < calls; i++) {
            String base = NAME.format(begin.plusSeconds(i)) + "_agent_" + i % 97;
            sound[0] = (byte) i;
            sound[1] = (byte) (i >> 8);
            sound[2] = (byte) (i >> 16);
            Files.write(folder.resolve(base + ".wav"), sound);
            Files.writeString(folder.resolve(base + ".json"), metadata(i));
        }
        return folder;
    }

    static String metadata(int i) {
        return String.format(Locale.ROOT, """
                {
                  "session_id": "S%08d",
                  "direction": "outbound",
                  "ani": "+1 703 555 01%02d",
                  "dnis": "+1 212 555 01%02d",
                  "agent_name": "Agent %d",
                  "campaign": "Renewals",
                  "disposition": "Call back later",
                  "talk_time": "%d",
                  "queue": "sales-east",
                  "notes": "Asked for the offer in writing"
                }
                """, i, i % 100, i % 89, i % 97, i % 600);
    }

    /** What must be done for a call in any case, by one thread: the floor to compare with. */
    private static void bareWork(Path inbox) throws Exception {
        MetadataFormat json = new JsonFormat();
        Path processed = Files.createDirectories(inbox.resolve("processed"));
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(inbox, "*.*")) {
            for (Path entry : entries) {
                Files.size(entry);
                files.add(entry);
            }
        }
        for (Path file : files) {
            if (file.toString().endsWith(".json")) {
                if (!(json.parse(Files.readAllBytes(file), FormatOptions.DEFAULT) instanceof Parsed.Good)) {
                    throw new IllegalStateException("the metadata of the load is good");
                }
            } else {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                try (InputStream in = Files.newInputStream(file)) {
                    digest.update(in.readAllBytes());
                }
                digest.digest();
            }
            Files.move(file, processed.resolve(file.getFileName()));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        print("  (%.2f s, of which %.2f s of this thread's CPU)", seconds, cpu / 1e9);
        return seconds;
    }

    private static void printHeap() {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        print(
                "heap: at most %d MB in use, limit %d MB",
                peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    delete(entry);
                } else {
                    Files.delete(entry);
                }
            }
        }
        Files.delete(folder);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
