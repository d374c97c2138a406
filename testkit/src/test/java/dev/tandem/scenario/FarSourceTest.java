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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source whose files are not at hand: each recording is read once. */
class FarSourceTest {
    private static final int LARGE = 40;

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

    /** Metadata of a megabyte each: more than are fetched at once. */
    private void manyLargeOnes() {
        byte[] large = bytes("a=" + "x".repeat(60_000) + "\n" + "\n".repeat(900_000));
        for (int i = 0; i < LARGE; i++) {
            folder.write("20260301-120000_" + i + ".wav", bytes("sound " + i));
            folder.write("20260301-120000_" + i + ".kv", large);
        }
    }

    @Test
    void aSourceThatFailsIsNotAskedForAllThatIsThere() {
        manyLargeOnes();
        folder.faults(request -> {
            if (request.operation() != Operation.READ) {
                return Fault.NONE;
            }
            reads.add(request.path());
            return Fault.fails(Reason.UNAVAILABLE);
        });
        bench.settle();
        assertThat(reads).isNotEmpty().hasSizeLessThan(LARGE);
    }

    @Test
    @Timeout(60)
    void anEngineThatIsClosedFetchesNoMore() throws InterruptedException {
        manyLargeOnes();
        List<Thread> closing = new ArrayList<>();
        bench.mood = delivery -> {
            if (closing.isEmpty()) {
                Thread closer = new Thread(bench.tandem::close);
                closing.add(closer);
                closer.start();
                // It waits for this sweep, having said that it is to end.
                while (closer.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
        };
        bench.settle();
        closing.get(0).join();
        assertThat(reads).isNotEmpty().hasSizeLessThan(LARGE);
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
