package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.report.Outcome;
import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.Refusal;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole engine that reads from a bucket. */
class FeedTest extends FaultyStore {
    private static final int CALLS = 40;
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final String PROCESSED = PREFIX + "processed/2026-03-01/";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    /** What came for each recording: its bytes, and the keys of its deliveries. */
    private final Map<String, byte[]> bytes = new TreeMap<>();

    private final Map<String, List<String>> deliveries = new TreeMap<>();
    private Ledger ledger;

    @BeforeEach
    void openLedger() throws LedgerException {
        ledger = Plugins.load().get(LedgerProvider.class, "memory").open(Settings.NONE);
        for (int i = 0; i < CALLS; i++) {
            put(name(i) + ".wav", recording(i));
            put(name(i) + ".json", "{\"number\": " + i + "}");
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("tandem-s3")));
        await(() -> proxy.open() == 0);
    }

    private Tandem tandem(UnaryOperator<Feed.Builder> rules) throws LedgerException {
        Feed.Builder feed = Feed.builder("acme", source())
                .sourceSettings(Settings.of(proxy.settings()))
                .settle(SETTLE);
        return Tandem.builder()
                .feed(rules.apply(feed).build())
                .ledger(ledger)
                .clock(clock)
                .ticks(clock.ticks())
                .sink(this::take)
                .build();
    }

    private Tandem tandem(AfterDelivery after) throws LedgerException {
        return tandem(feed -> feed.afterDelivery(after));
    }

    private void take(Delivery delivery) throws IOException {
        String name = delivery.call().recording().name();
        try (InputStream in = delivery.openRecording()) {
            bytes.put(name, in.readAllBytes());
        }
        deliveries.computeIfAbsent(name, one -> new ArrayList<>()).add(delivery.idempotencyKey());
    }

    private static String name(int i) {
        return "20260301-1150" + String.format("%02d", i % 60) + "_agent+" + i;
    }

    private static byte[] recording(int i) {
        // One of several ranges.
        return random(i == 7 ? LARGE : 1 + (i * 7919) % 100_000, i);
    }

    private FeedReport settle(Tandem tandem) {
        tandem.sweep();
        clock.advance(SETTLE);
        return tandem.sweep().feeds().get(0);
    }

    private void allCame() {
        assertThat(bytes).hasSize(CALLS);
        for (int i = 0; i < CALLS; i++) {
            assertSame(Objects.requireNonNull(bytes.get(name(i) + ".wav")), recording(i));
        }
        assertThat(deliveries.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
    }

    @Test
    void callsAreDeliveredMovedAsideAndPurged() throws Exception {
        put("20260301-115900_x.json", "{\"nested\": {\"a\": 1}}");
        try (Tandem tandem = tandem(AfterDelivery.MOVE)) {
            assertThat(settle(tandem).failed()).isEmpty();
            allCame();
            assertThat(keys())
                    .hasSize(2 * CALLS + 2)
                    .allMatch(key -> key.startsWith(PROCESSED) || key.startsWith(PREFIX + "refused/"))
                    .contains(PREFIX + "refused/20260301-115900_x.json.reason.json");

            clock.advance(Duration.ofDays(6));
            tandem.sweep();
            assertThat(keys()).hasSize(2 * CALLS + 2);
            clock.advance(Duration.ofDays(2));
            assertThat(tandem.sweep().feeds().get(0).count(Outcome.PURGED)).isEqualTo(2 * CALLS);
            assertThat(keys()).hasSize(2).allMatch(key -> key.startsWith(PREFIX + "refused/"));
        }
    }

    @Test
    void callsAreDeliveredAndDeleted() throws Exception {
        put("unpaired.txt", "stays");
        try (Tandem tandem = tandem(AfterDelivery.DELETE)) {
            settle(tandem);
            allCame();
            assertThat(keys()).allMatch(key -> key.contains("unpaired.txt"));
        }
    }

    @Test
    void aBucketThatIsKeptIsOnlyReadAndUpdatesAreTaken() throws Exception {
        List<String> before = keys();
        try (Tandem tandem = tandem(AfterDelivery.KEEP)) {
            settle(tandem);
            allCame();
            proxy.forget();
            tandem.sweep();
            assertThat(proxy.count()).isEqualTo(1);

            put(name(3) + ".json", "{\"number\": 3, \"more\": true}");
            assertThat(settle(tandem).count(Outcome.UPDATED)).isEqualTo(1);
            assertThat(deliveries.get(name(3) + ".wav")).hasSize(2).doesNotHaveDuplicates();
            assertThat(keys()).isEqualTo(before);
            assertThat(proxy.count(Operation.PUT, Operation.COPY, Operation.DELETE))
                    .isZero();
        }
    }

    @Test
    void newMetadataOfACallThatWasMovedAsideIsAnUpdate() throws Exception {
        try (Tandem tandem = tandem(AfterDelivery.MOVE)) {
            settle(tandem);
            put(name(3) + ".json", "{\"number\": 3, \"more\": true}");
            assertThat(settle(tandem).count(Outcome.UPDATED)).isEqualTo(1);
            assertThat(deliveries.get(name(3) + ".wav")).hasSize(2).doesNotHaveDuplicates();
            assertThat(keys()).hasSize(2 * CALLS + 1).allMatch(key -> key.startsWith(PROCESSED));
        }
    }

    @Test
    void whatACrashLeavesBetweenCopyAndDeletionIsFinishedByTheNextSweep() throws Exception {
        proxy.when(Operation.DELETE).always().drop();
        try (Tandem tandem = tandem(AfterDelivery.MOVE)) {
            settle(tandem);
            allCame();
        }
        assertThat(keys()).anyMatch(key -> key.startsWith(PROCESSED)).contains(PREFIX + name(0) + ".wav");
        proxy.endFaults();
        clock.advance(Duration.ofHours(1));
        try (Tandem tandem = tandem(AfterDelivery.MOVE)) {
            assertThat(settle(tandem).failed()).isEmpty();
        }
        allCame();
        assertThat(keys()).hasSize(2 * CALLS).allMatch(key -> key.startsWith(PROCESSED));
        // No name was taken, so that none had to be changed.
        assertThat(keys()).noneMatch(key -> key.contains("~"));
    }

    @Test
    void credentialsThatExpireInASweepFailItAndTheNextOneGoesOn() throws Exception {
        proxy.when(Operation.GET).after(CALLS / 2).always().answer(Refusal.EXPIRED_TOKEN);
        try (Tandem tandem = tandem(AfterDelivery.KEEP)) {
            settle(tandem);
            assertThat(bytes).hasSizeLessThan(CALLS);
        }
        proxy.endFaults();
        clock.advance(Duration.ofHours(1));
        try (Tandem tandem = tandem(AfterDelivery.KEEP)) {
            settle(tandem);
        }
        allCame();
    }

    @Test
    void aListingThatBreaksOffNeverMeansThatFilesAreGone() throws Exception {
        try (Tandem tandem = tandem(AfterDelivery.MOVE)) {
            tandem.sweep();
            proxy.when(Operation.LIST).always().answer(200, Map.of(), "");
            clock.advance(SETTLE);
            FeedReport failed = tandem.sweep().feeds().get(0);
            assertThat(failed.failed())
                    .hasValueSatisfying(why -> assertThat(why).contains("no listing"));
            assertThat(failed.sourceDown()).isTrue();
            assertThat(failed.count(Outcome.VANISHED)).isZero();
            proxy.endFaults();
            clock.advance(Duration.ofHours(1));
            assertThat(settle(tandem).count(Outcome.VANISHED)).isZero();
            allCame();
        }
    }
}
