package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.scenario.Opinion;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import dev.tandem.testkit.SettableClock;
import dev.tandem.testkit.SimulatedCrash;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A person decides, the matcher holds another view from then on, and the process ends at each effect in turn, before and
 * after it is done: the decision is carried out, once, and nothing else.
 */
class DecisionCrashTest {
    private static final int MORE_THAN_THERE_ARE = 300;
    private static final Plugins FOUND = Plugins.load();
    private static final String JOE = "20260301-100000_joe.wav";
    private static final String JANE = "20260301-100001_jane.wav";

    @ParameterizedTest
    @CsvSource({
        "MOVE, false",
        "MOVE, true",
        "KEEP, false",
        "KEEP, true",
        "DELETE, false",
        "DELETE, true",
        "TAG, false",
        "TAG, true"
    })
    void aCrashAtAnyPointNeitherLosesNorChangesADecision(AfterDelivery mode, boolean after) throws Exception {
        int crashes = 0;
        for (int effect = 0; effect < MORE_THAN_THERE_ARE; effect++) {
            Office office = new Office(mode);
            if (!office.survives(effect, after)) {
                assertThat(crashes).as("points at which it crashed").isGreaterThan(10);
                return;
            }
            crashes++;
        }
        throw new AssertionError("there is no end to its effects");
    }

    /** One engine after another on one folder, one ledger and one sink. */
    private static final class Office {
        private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        private final MemoryTransportProvider transports = new MemoryTransportProvider(clock);
        private final MemoryFolder folder = transports.folder("acme");
        private final Chaos chaos = new Chaos(new SplittableRandom(1), line -> {});
        private final Ledger ledger = FOUND.get(LedgerProvider.class, "memory").open(Settings.NONE);
        private final Opinion opinion = new Opinion();
        private final List<String> taken = new ArrayList<>();
        private final Feed feed;
        private Tandem tandem;

        Office(AfterDelivery mode) throws LedgerException {
            feed = Feed.builder("acme", URI.create("memory:acme"))
                    .afterDelivery(mode)
                    .matcher("opinion")
                    .build();
            folder.faults(chaos);
            tandem = start();
        }

        private Tandem start() throws LedgerException {
            return Tandem.builder()
                    .feed(feed)
                    .plugins(Plugins.of(
                            transports, new KeyValues("kv"), FOUND.get(DialerFormat.class, "standard"), opinion))
                    .ledger(new UnreliableLedger(ledger, chaos))
                    .sink(delivery -> {
                        Chaos.Trouble trouble = chaos.sink();
                        if (trouble == Chaos.Trouble.CRASHES_BEFORE) {
                            throw new SimulatedCrash();
                        }
                        try (InputStream in = delivery.openRecording()) {
                            taken.add(delivery.idempotencyKey() + " "
                                    + new String(in.readAllBytes(), StandardCharsets.UTF_8) + " "
                                    + delivery.call().metadata().get("of").orElse(""));
                        }
                        if (trouble == Chaos.Trouble.CRASHES_AFTER) {
                            throw new SimulatedCrash();
                        }
                    })
                    .clock(clock)
                    .ticks(clock.ticks())
                    .build();
        }

        private boolean sweeps(int times) throws LedgerException {
            boolean crashed = false;
            for (int i = 0; i < times; i++) {
                try {
                    assertThat(tandem.sweep().feeds().get(0).failed()).isEmpty();
                } catch (SimulatedCrash e) {
                    crashed = true;
                    tandem = start();
                }
                clock.advance(Duration.ofMinutes(2));
            }
            return crashed;
        }

        private FileEntry row(String path) throws LedgerException {
            return ledger.filesAt("acme", List.of(path)).get(0);
        }

        private void put(String path, String content) {
            folder.write(path, content.getBytes(StandardCharsets.UTF_8));
        }

        /** Whether there was a crash. */
        boolean survives(int effect, boolean after) throws LedgerException {
            put(JOE, "joe");
            put(JANE, "jane");
            put("crm.kv", "maybe=joe,jane\nof=crm\n");
            put("other.kv", "maybe=joe,jane\nof=other\n");
            sweeps(3);
            assertThat(taken).isEmpty();
            FileEntry crm = row("crm.kv");
            FileEntry other = row("other.kv");
            ledger.decide(crm, List.of(Decision.on(crm, row(JOE), true, clock.instant())));
            ledger.decide(other, List.of(Decision.on(other, row(JANE), false, clock.instant())));
            opinion.insist("jane");
            chaos.crashIn(effect, after);
            boolean crashed = sweeps(4);
            chaos.calm();
            sweeps(2);
            assertThat(taken).allMatch(one -> one.endsWith(" joe crm")).isNotEmpty();
            assertThat(taken.stream().distinct()).as("under one key").hasSize(1);
            assertThat(row("other.kv").state()).isEqualTo(FileState.WAITING);
            assertThat(row(JANE).state()).isEqualTo(FileState.WAITING);
            assertThat(ledger.newDecisions("acme")).isEmpty();
            assertThat(ledger.candidates("acme", 0, 10)).isEmpty();
            return crashed;
        }
    }
}
