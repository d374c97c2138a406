package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How files belong together, and what later ones change. */
class PairingTest {
    private static final String CALL = "20260301-120000_jane";

    @TempDir
    Path inbox;

    private Bench bench;

    @BeforeEach
    void open() throws LedgerException {
        bench = new Bench(inbox, feed -> feed);
    }

    @AfterEach
    void close() {
        bench.tandem.close();
    }

    @Test
    void metadataWaitsSixDaysForItsRecording() throws IOException {
        bench.write("call.kv", "a=1\n");
        bench.settle();
        bench.pass(Duration.ofDays(6));
        assertThat(bench.last("call.kv").reason()).isEqualTo(Reason.AWAITING_RECORDING);
        bench.write("call.wav", "sound");
        bench.settle();
        assertThat(bench.outcome("call.kv")).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aRecordingWhoseMetadataNeverComesWaitsForEver() throws IOException {
        bench.write("call.wav", "sound");
        bench.settle();
        bench.pass(Duration.ofDays(400));
        assertThat(bench.last("call.wav").reason()).isEqualTo(Reason.AWAITING_METADATA);
        assertThat(bench.files()).containsExactly("call.wav");
    }

    @ParameterizedTest
    @CsvSource({"kv, kv2, wav", "kv2, wav, kv", "wav, kv, kv2", "kv2, kv, wav"})
    void twoKindsOfMetadataAreHeldHoweverTheyCome(String first, String second, String third) throws IOException {
        for (String extension : List.of(first, second, third)) {
            bench.write("call." + extension, "a=1\n");
        }
        bench.settle();
        for (String extension : List.of("kv", "kv2", "wav")) {
            assertThat(bench.last("call." + extension).reason()).isEqualTo(Reason.CONFLICTING_METADATA);
        }
        Files.delete(inbox.resolve("call.kv2"));
        bench.pass(Duration.ZERO);
        assertThat(bench.outcome("call.wav")).isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({"call.wav, call.mp3", "call.wav, CALL.WAV"})
    void twoRecordingsOfOneNameAreHeld(String first, String second) throws IOException {
        bench.write(first, "sound");
        bench.write(second, "another sound");
        bench.write("call.kv", "a=1\n");
        bench.settle();
        assertThat(bench.last("call.kv").reason()).isEqualTo(Reason.CONFLICTING_RECORDINGS);
        Files.delete(inbox.resolve(second));
        bench.pass(Duration.ZERO);
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound");
    }

    @ParameterizedTest
    @CsvSource({"47:59:59, UPDATED", "48:00:00, UPDATED", "48:00:01, REFUSED"})
    void anUpdateIsTakenForFortyEightHours(String age, Outcome outcome) throws IOException {
        deliver("a=1\n");
        String[] parts = age.split(":", -1);
        Duration sinceCall = Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]));
        bench.write(CALL + ".kv", "a=2\n");
        bench.clock.advance(Duration.between(
                bench.clock.instant(), Instant.parse("2026-03-01T12:00:00Z").plus(sinceCall)));
        bench.settle();
        assertThat(bench.outcome(CALL + ".kv")).isEqualTo(outcome);
        assertThat(bench.taken).hasSize(outcome == Outcome.UPDATED ? 2 : 1);
    }

    private void deliver(String metadata) throws IOException {
        bench.write(CALL + ".wav", "sound");
        bench.write(CALL + ".kv", metadata);
        bench.settle();
        assertThat(bench.outcome(CALL + ".wav")).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void ofTwoUpdatesWhileTheSinkIsAwayTheLaterIsDelivered() throws IOException {
        deliver("a=1\n");
        bench.mood = delivery -> {
            throw new SinkException(SinkException.Reason.UNAVAILABLE, "away");
        };
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        bench.write(CALL + ".kv", "a=3 \n");
        bench.settle();
        bench.mood = delivery -> {};
        bench.pass(Duration.ofMinutes(20));
        assertThat(bench.taken).extracting(one -> one.field("a")).containsExactly("1", "3 ");
        assertThat(bench.taken).extracting(Bench.Taken::key).doesNotHaveDuplicates();
    }

    @Test
    void aRetriedDeliveryHasTheSameKey() throws IOException {
        bench.mood = delivery -> {
            bench.mood = next -> {};
            bench.deliver(delivery);
            throw new IOException("taken, but the answer was lost");
        };
        bench.write("call.wav", "sound");
        bench.write("call.kv", "a=1\n");
        bench.settle();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.taken).hasSize(2);
        assertThat(bench.taken)
                .extracting(Bench.Taken::key)
                .containsOnly(bench.taken.get(0).key());
    }

    @Test
    void anUpdateOfAPurgedCallIsRefused(@TempDir Path other) throws IOException, LedgerException {
        bench = new Bench(other, feed -> feed.retention(Duration.ofHours(1)));
        deliver("a=1\n");
        bench.pass(Duration.ofHours(2));
        assertThat(bench.files()).isEmpty();
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        assertThat(bench.last(CALL + ".kv").reason()).isEqualTo(Reason.CALL_PURGED);
    }

    @Test
    void nothingIsPurgedWhileAnUpdateIsStillToBeDelivered(@TempDir Path other) throws IOException, LedgerException {
        bench = new Bench(other, feed -> feed.retention(Duration.ofHours(1)));
        deliver("a=1\n");
        bench.mood = delivery -> {
            throw new IOException("away");
        };
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        bench.pass(Duration.ofHours(2));
        assertThat(bench.files()).hasSize(3);
        bench.mood = delivery -> {};
        bench.pass(Duration.ofMinutes(20));
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("sound", "sound");
        bench.pass(Duration.ofHours(2));
        assertThat(bench.files()).isEmpty();
    }

    @Test
    void theSameBytesAgainAreADuplicateAndOthersAreAnotherCall() throws IOException {
        deliver("a=1\n");
        bench.write(CALL + ".wav", "sound");
        bench.write(CALL + ".kv", "a=1\n");
        bench.settle();
        assertThat(bench.outcome(CALL + ".wav")).isEqualTo(Outcome.DUPLICATE);
        assertThat(bench.outcome(CALL + ".kv")).isEqualTo(Outcome.DUPLICATE);
        assertThat(bench.taken).hasSize(1);

        bench.write(CALL + ".wav", "another sound");
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        assertThat(bench.taken).hasSize(2);
        assertThat(bench.taken.get(1).call().id())
                .isNotEqualTo(bench.taken.get(0).call().id());
        assertThat(bench.taken.get(1).bytes()).isEqualTo("another sound");
    }

    @Test
    void anUpdateRemovedBeforeItWasTakenAndUploadedAgainIsDelivered() throws IOException {
        deliver("a=1\n");
        bench.mood = delivery -> {
            throw new IOException("away");
        };
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        Files.delete(inbox.resolve(CALL + ".kv"));
        bench.pass(Duration.ofMinutes(20));
        bench.mood = delivery -> {};
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        assertThat(bench.taken).extracting(one -> one.field("a")).containsExactly("1", "2");
    }

    @Test
    void aCorrectionOfARefusedCallIsTriedUntilItIsTaken() throws IOException {
        bench.mood = delivery -> {
            throw new SinkException(SinkException.Reason.REFUSED, "no such agent");
        };
        bench.write(CALL + ".wav", "sound");
        bench.write(CALL + ".kv", "a=1\n");
        bench.settle();
        assertThat(bench.last(CALL + ".kv").reason()).isEqualTo(Reason.SINK_REFUSED);
        bench.mood = delivery -> {
            throw new IOException("away");
        };
        bench.write(CALL + ".kv", "a=2\n");
        bench.settle();
        bench.mood = delivery -> {};
        bench.pass(Duration.ofMinutes(20));
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound");
    }

    @Test
    void aSourceThatIsOnlyReadIsLeftAsItIs(@TempDir Path other) throws IOException, LedgerException {
        bench = new Bench(other, feed -> feed.afterDelivery(AfterDelivery.KEEP));
        bench.write("bad.txt", "text");
        deliver("a=1\n");
        bench.pass(Duration.ofDays(30));
        assertThat(bench.files()).containsExactly(CALL + ".kv", CALL + ".wav", "bad.txt");
        assertThat(bench.taken).hasSize(1);
    }
}
