package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.LedgerException;
import dev.tandem.report.Outcome;
import dev.tandem.spi.TransportException.Reason;
import dev.tandem.testkit.Fault;
import dev.tandem.testkit.Faults.Operation;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import dev.tandem.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose files are not at hand: each recording is read once. */
class FarSourceTest {
    @TempDir
    Path unused;

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final MemoryTransportProvider transports = new MemoryTransportProvider(clock);
    private final MemoryFolder folder = transports.folder("acme");
    private final List<String> reads = new ArrayList<>();
    private Bench bench;

    @BeforeEach
    void begin() throws LedgerException {
        bench = new Bench(unused, URI.create("memory:acme"), feed -> feed, transports);
        folder.faults(request -> {
            if (request.operation() == Operation.READ) {
                reads.add(request.path());
            }
            return Fault.NONE;
        });
    }

    private void call(int i) {
        folder.write("20260301-120000_" + i + ".wav", bytes("sound " + i));
        folder.write("20260301-120000_" + i + ".kv", bytes("a=" + i + "\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void eachFileIsReadOnceHoweverOftenTheSinkReadsIt() {
        List<String> before = new ArrayList<>();
        bench.mood = delivery -> {
            for (int i = 0; i < 2; i++) {
                try (InputStream in = delivery.openRecording()) {
                    before.add(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
                }
            }
        };
        for (int i = 0; i < 50; i++) {
            call(i);
        }
        bench.settle();

        assertThat(bench.taken)
                .hasSize(50)
                .allSatisfy(taken -> assertThat(taken.bytes()).isEqualTo("sound " + taken.field("a")));
        assertThat(before).hasSize(100);
        assertThat(reads).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aRecordingThatIsNeverDeliveredIsNotRead() {
        folder.write("20260301-120000_1.wav", bytes("sound"));
        folder.write("20260301-120001_1.wav", bytes("sound"));
        folder.write("20260301-120001_1.kv", bytes("no equals sign"));
        bench.settle();
        assertThat(bench.taken).isEmpty();
        assertThat(reads).containsExactly("20260301-120001_1.kv");
    }

    @Test
    void aRecordingThatIsReplacedWhileItIsCopiedIsNotDeliveredInPart() {
        call(1);
        folder.faults(request ->
                request.operation() == Operation.READ && request.path().endsWith(".wav")
                        ? Fault.meanwhile(() -> folder.write("20260301-120000_1.wav", bytes("SOUND 1")))
                        : Fault.NONE);
        bench.settle();
        assertThat(bench.taken).isEmpty();
        folder.faults(request -> Fault.NONE);
        bench.settle();
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("SOUND 1");
    }

    @Test
    void oneFileThatCannotBeReadHoldsUpNoOther() throws IOException {
        for (int i = 0; i < 10; i++) {
            call(i);
        }
        folder.faults(request ->
                request.operation() == Operation.READ && request.path().contains("_3.")
                        ? Fault.fails(Reason.ACCESS_DENIED)
                        : Fault.NONE);
        bench.settle();
        assertThat(bench.taken).hasSize(9);
        assertThat(bench.outcome("20260301-120000_3.kv")).isEqualTo(Outcome.FAILED);
        folder.faults(request -> Fault.NONE);
        bench.sweep();
        assertThat(bench.taken).hasSize(10);
    }
}
