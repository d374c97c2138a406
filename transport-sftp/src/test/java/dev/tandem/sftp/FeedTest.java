package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.report.SweepReport;
import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.sftp.server.ProFtpdServer;
import dev.tandem.sftp.server.Wire;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine that reads from SFTP servers. */
@Timeout(120)
class FeedTest {
    private static final int CALLS = 150;
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @TempDir
    Path work;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    /** What came for each recording: the bytes, and under which keys. */
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();

    private final Map<String, String> keys = new LinkedHashMap<>();
    private Ledger ledger;

    @BeforeEach
    void openLedger() throws LedgerException {
        ledger = Plugins.load().get(LedgerProvider.class, "memory").open(Settings.NONE);
    }

    private Tandem tandem(URI source, Map<String, String> settings, UnaryOperator<Feed.Builder> rules)
            throws LedgerException {
        Feed.Builder feed = Feed.builder("acme", source)
                .sourceSettings(Settings.of(settings))
                .settle(SETTLE);
        return Tandem.builder()
                .feed(rules.apply(feed).build())
                .ledger(ledger)
                .clock(clock)
                .ticks(clock.ticks())
                .sink(this::take)
                .build();
    }

    private void take(Delivery delivery) throws IOException {
        String name = delivery.call().recording().name();
        try (InputStream in = delivery.openRecording()) {
            bytes.put(name, in.readAllBytes());
        }
        keys.merge(name, delivery.idempotencyKey(), (one, other) -> one.equals(other) ? one : one + " " + other);
    }

    private static void makeCalls(Path inbox) throws IOException {
        for (int i = 0; i < CALLS; i++) {
            Files.write(inbox.resolve(name(i) + ".wav"), recording(i));
            Files.writeString(inbox.resolve(name(i) + ".json"), "{\"number\": " + i + "}");
        }
    }

    private static String name(int i) {
        return "20260301-1150" + String.format("%02d", i % 60) + "_agent" + i;
    }

    private static byte[] recording(int i) {
        byte[] content = new byte[1 + (i * 7919) % 200_000];
        new Random(i).nextBytes(content);
        return content;
    }

    private FeedReport settle(Tandem tandem) {
        tandem.sweep();
        clock.advance(SETTLE);
        SweepReport report = tandem.sweep();
        return report.feeds().get(0);
    }

    private void assertAllDelivered() {
        assertThat(bytes).hasSize(CALLS);
        for (int i = 0; i < CALLS; i++) {
            assertThat(bytes.get(name(i) + ".wav")).isEqualTo(recording(i));
        }
        assertThat(keys.values()).noneMatch(key -> key.contains(" ")).doesNotHaveDuplicates();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void deliversAndMovesAside(Path inbox, URI source, Map<String, String> settings) throws Exception {
        makeCalls(inbox);
        Files.writeString(inbox.resolve("20260301-115900_x.json"), "{\"nested\": {\"a\": 1}}");
        try (Tandem tandem = tandem(source, settings, feed -> feed)) {
            assertThat(settle(tandem).failed()).isEmpty();
            assertAllDelivered();
            assertThat(names(inbox)).containsExactly("processed", "refused");
            assertThat(names(inbox.resolve("refused")))
                    .containsExactly("20260301-115900_x.json", "20260301-115900_x.json.reason.json");
            assertThat(names(inbox.resolve("processed/2026-03-01"))).hasSize(2 * CALLS);

            clock.advance(Duration.ofDays(8));
            tandem.sweep();
            assertThat(names(inbox.resolve("processed/2026-03-01"))).isEmpty();
        }
    }

    @Test
    void callsAreDeliveredFromOpenSshMovedAsideAndPurged() throws Exception {
        try (OpenSshServer server = OpenSshServer.in(work)) {
            Path inbox = Files.createDirectory(server.home().resolve("calls"));
            deliversAndMovesAside(inbox, server.uri("/~/calls"), server.settings());
        }
    }

    @Test
    void callsAreDeliveredFromProFtpdMovedAsideAndPurged() throws Exception {
        try (ProFtpdServer server = ProFtpdServer.in(work)) {
            Path inbox = Files.createDirectory(server.home().resolve("calls"));
            deliversAndMovesAside(inbox, server.uri("/~/calls"), server.settings());
        }
    }

    @Test
    void callsAreDeliveredFromAnEmbeddedServerMovedAsideAndPurged() throws Exception {
        Path inbox = Files.createDirectory(work.resolve("calls"));
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            deliversAndMovesAside(inbox, server.uri("/calls"), server.settings());
        }
    }

    @Test
    void aSourceThatIsKeptIsLeftAsItIsAndUpdatesAreTaken() throws Exception {
        Path inbox = Files.createDirectory(work.resolve("calls"));
        makeCalls(inbox);
        List<String> before = names(inbox);
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Tandem tandem = tandem(
                        server.uri("/calls"), server.settings(), feed -> feed.afterDelivery(AfterDelivery.KEEP))) {
            assertThat(settle(tandem).failed()).isEmpty();
            assertAllDelivered();
            assertThat(names(inbox)).isEqualTo(before);

            Files.writeString(inbox.resolve(name(3) + ".json"), "{\"number\": 3, \"more\": true}");
            settle(tandem);
            assertThat(keys.get(name(3) + ".wav")).contains(" ");
            assertThat(names(inbox)).isEqualTo(before);
        }
    }

    @Test
    void whenTheConnectionIsCutAgainAndAgainNothingIsLost() throws Exception {
        Path inbox = Files.createDirectory(work.resolve("calls"));
        makeCalls(inbox);
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            AtomicInteger cuts = new AtomicInteger();
            for (int sweeps = 0; bytes.size() < CALLS || !names(inbox).equals(List.of("processed")); sweeps++) {
                assertThat(sweeps).isLessThan(60);
                // A new engine each time, as after a crash; one that stays waits before it connects anew.
                try (Tandem tandem = tandem(server.uri(wire, "/calls"), server.settings(), feed -> feed)) {
                    Thread cutter = new Thread(() -> cutAfterEach(wire, 2_000_000, cuts));
                    cutter.start();
                    settle(tandem);
                    cutter.interrupt();
                    cutter.join();
                }
            }
            assertThat(cuts.get()).isGreaterThan(3);
            assertAllDelivered();
        }
    }

    /** Cuts each time so many bytes came, until it is interrupted. */
    private static void cutAfterEach(Wire wire, long bytes, AtomicInteger cuts) {
        try {
            for (long begin = wire.downloaded(); true; begin = wire.downloaded()) {
                while (wire.downloaded() - begin < bytes) {
                    Thread.sleep(1);
                }
                wire.cut();
                cuts.incrementAndGet();
            }
        } catch (InterruptedException e) {
            // The sweep has ended.
        }
    }

    @Test
    void aServerWithAnotherHostKeyStopsItsFeedAndNoOther() throws Exception {
        Path good = Files.createDirectory(work.resolve("good"));
        makeCalls(good);
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            Map<String, String> changed = new LinkedHashMap<>(server.settings());
            changed.put("host-key", "SHA256:" + "A".repeat(43));
            Feed strange = Feed.builder("strange", server.uri("/other"))
                    .sourceSettings(Settings.of(changed))
                    .build();
            Feed acme = Feed.builder("acme", server.uri("/good"))
                    .sourceSettings(Settings.of(server.settings()))
                    .settle(Duration.ZERO)
                    .build();
            try (Tandem tandem = Tandem.builder()
                    .feed(strange)
                    .feed(acme)
                    .ledger(ledger)
                    .clock(clock)
                    .ticks(clock.ticks())
                    .sink(this::take)
                    .build()) {
                List<FeedReport> reports = tandem.sweep().feeds();
                assertThat(reports.get(0).failed())
                        .hasValueSatisfying(why -> assertThat(why).contains(server.fingerprint()));
                assertThat(reports.get(0).sourceDown()).isTrue();
                assertThat(reports.get(1).failed()).isEmpty();
                assertAllDelivered();
            }
        }
    }

    @Test
    void noThreadOfTheClientIsLeftWhenTheEngineIsClosed() throws Exception {
        Path inbox = Files.createDirectory(work.resolve("calls"));
        makeCalls(inbox);
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            try (Tandem tandem = tandem(server.uri("/calls"), server.settings(), feed -> feed)) {
                settle(tandem);
            }
            Thread[] threads = new Thread[Thread.activeCount() + 50];
            int count = Thread.enumerate(threads);
            assertThat(Arrays.stream(threads, 0, count).map(Thread::getName))
                    .noneMatch(name -> name.startsWith("tandem-sftp"));
        }
    }
}
