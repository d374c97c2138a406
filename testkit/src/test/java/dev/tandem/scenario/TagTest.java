package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.Outcome;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.TransportException.Reason;
import dev.tandem.testkit.Fault;
import dev.tandem.testkit.Faults;
import dev.tandem.testkit.Faults.Operation;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import dev.tandem.testkit.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was delivered stays, and is marked where it lies. */
class TagTest {
    private static final String WAV = "20260301-120000_1.wav";
    private static final String KV = "20260301-120000_1.kv";

    @TempDir
    Path unused;

    private final MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
    private final MemoryFolder folder = transports.folder("acme");
    private Bench bench;

    @BeforeEach
    void upload() throws LedgerException {
        bench = new Bench(unused, URI.create("memory:acme"), feed -> feed.afterDelivery(AfterDelivery.TAG), transports);
        write(WAV, "sound");
        write(KV, "a=1\n");
    }

    @AfterEach
    void close() {
        bench.tandem.close();
    }

    private void write(String path, String content) {
        folder.write(path, content.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void deliveredFilesAreMarkedAndStay() {
        bench.settle();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.files()).containsOnlyKeys(WAV, KV);
        assertThat(folder.tag(WAV)).isEqualTo("processed");
        assertThat(folder.tag(KV)).isEqualTo("processed");
        bench.settle();
        assertThat(bench.taken).hasSize(1);
    }

    @Test
    void aRefusedFileIsMarkedAsSuch() {
        write("song.txt", "la");
        bench.settle();
        assertThat(folder.tag("song.txt")).isEqualTo("refused");
        assertThat(folder.files()).containsOnlyKeys(WAV, KV, "song.txt");
    }

    @Test
    void anUpdateIsDeliveredAndMarked() {
        bench.settle();
        write(KV, "a=2\n");
        bench.settle();
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
        assertThat(folder.tag(KV)).isEqualTo("processed");
    }

    @Test
    void aVersionThatComesBeforeTheMarkIsNotMarkedUnseen() {
        folder.faults(Faults.nth(
                1,
                Faults.when(
                        request -> request.operation() == Operation.TAG
                                && request.path().equals(KV),
                        Fault.meanwhile(() -> write(KV, "a=2\n")))));
        bench.settle();
        assertThat(folder.tag(KV)).isEmpty();
        bench.settle();
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
        assertThat(folder.tag(KV)).isEqualTo("processed");
    }

    @Test
    void aMarkThatFailedIsMadeLater() {
        folder.faults(Faults.on(Operation.TAG, Fault.fails(Reason.UNAVAILABLE)));
        bench.settle();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.tag(WAV)).isEmpty();
        assertThat(bench.events).anyMatch(event -> event.outcome() == Outcome.FAILED);
        folder.faults(Faults.NONE);
        bench.settle();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.tag(WAV)).isEqualTo("processed");
        assertThat(folder.tag(KV)).isEqualTo("processed");
    }

    @Test
    void aSourceWithoutMarksIsRefusedAtOnce() {
        assertThatThrownBy(() -> new Bench(unused, feed -> feed.afterDelivery(AfterDelivery.TAG)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("after-delivery")
                .hasMessageContaining("keep");
    }
}
