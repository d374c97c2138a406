package dev.tandem.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.Settings;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What other processes do to a ledger, and what is left of it when they are killed. */
@Timeout(120)
class CrashTest {
    private static final int ROUNDS = 5;

    private final SqliteLedgerProvider provider = new SqliteLedgerProvider();

    @TempDir
    Path folder;

    @Test
    void aKilledProcessLosesNothingThatItAcknowledgedAndLeavesNoCommitHalfDone() throws Exception {
        long seed = System.nanoTime();
        System.out.println("crash test with seed " + seed);
        Random random = new Random(seed);
        int acknowledged = 0;
        for (int i = 0; i < ROUNDS; i++) {
            acknowledged = acknowledgedBeforeKill(acknowledged, 1 + random.nextInt(100), random.nextInt(3_000_000));
            try (Ledger ledger = provider.open(settings())) {
                int present = Writer.round(ledger);
                assertThat(present).as("seed %d", seed).isBetween(acknowledged, acknowledged + 1);
                assertWhole(ledger, present);
            }
        }
    }

    /** The last round that a writer acknowledged before it was killed in the midst of a later one. */
    private int acknowledgedBeforeKill(int atStart, int rounds, int nanosLater) throws Exception {
        Process writer = Writer.start(file());
        BufferedReader lines = Writer.lines(writer);
        int last = Integer.parseInt(lines.readLine());
        assertThat(last).isBetween(atStart, atStart + 1);
        int until = last + rounds;
        while (last < until) {
            last = Integer.parseInt(lines.readLine());
        }
        Thread.sleep(nanosLater / 1_000_000, nanosLater % 1_000_000);
        kill(writer);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = Integer.parseInt(line);
        }
        return last;
    }

    private static void assertWhole(Ledger ledger, int rounds) throws LedgerException {
        long files = 1;
        for (int round = 1; round <= rounds; round++) {
            files += Writer.filesOf(round);
            assertThat(ledger.filesWithKeys("a", List.of(Writer.keyOf(round))))
                    .as("round %d", round)
                    .hasSize(Writer.filesOf(round));
            assertThat(ledger.calls(List.of(Writer.callOf(round))))
                    .as("round %d", round)
                    .hasSize(1);
        }
        assertThat(ledger.countFiles("a").values()).containsExactly(files);
        assertThat(ledger.countCalls("a").values()).containsExactly((long) rounds);
    }

    @Test
    void aReaderSeesWholeCommitsOfAnotherProcess() throws Exception {
        Process writer = Writer.start(file());
        try (BufferedReader lines = Writer.lines(writer)) {
            for (String line = lines.readLine(); !line.equals("5"); line = lines.readLine()) {
                assertThat(line).containsOnlyDigits();
            }
            try (Ledger reader = provider.openForReading(settings())) {
                for (int i = 0; i < 100; i++) {
                    int acknowledged = Integer.parseInt(lines.readLine());
                    int seen = Writer.round(reader);
                    assertThat(seen).isGreaterThanOrEqualTo(acknowledged);
                    assertThat(reader.filesWithKeys("a", List.of(Writer.keyOf(seen))))
                            .hasSize(Writer.filesOf(seen));
                }
                kill(writer);
                assertThat(Writer.round(reader)).isPositive();
            }
            try (Ledger reader = provider.openForReading(settings())) {
                assertWhole(reader, Writer.round(reader));
            }
        } finally {
            kill(writer);
        }
    }

    @Test
    void anotherProcessKeepsTheLedgerUntilItIsKilled() throws Exception {
        Process writer = Writer.start(file());
        try (BufferedReader lines = Writer.lines(writer)) {
            assertThat(lines.readLine()).isEqualTo("0");
            LedgerException refusal = catchThrowableOfType(LedgerException.class, () -> provider.open(settings()));
            assertThat(refusal.reason()).isEqualTo(LedgerException.Reason.IN_USE);
        } finally {
            kill(writer);
        }
        provider.open(settings()).close();
    }

    @Test
    void thisProcessKeepsTheLedgerEvenAfterItRefusedItself() throws Exception {
        try (Ledger ledger = provider.open(settings())) {
            assertThatThrownBy(() -> provider.open(settings())).isInstanceOf(LedgerException.class);
            Process writer = Writer.start(file());
            try (BufferedReader lines = Writer.lines(writer)) {
                assertThat(lines.readLine()).isEqualTo("IN_USE");
            } finally {
                kill(writer);
            }
            assertThat(ledger.countFiles("a")).isEmpty();
        }
    }

    private static void kill(Process writer) throws InterruptedException {
        // Not Process.destroyForcibly, which would close what it printed last.
        writer.toHandle().destroyForcibly();
        writer.waitFor();
    }

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private Settings settings() {
        return Settings.of(Map.of("path", file().toString()));
    }
}
