package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.LedgerException;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was delivered is deleted, and nothing that came a moment later. */
class DeletionTest {
    private static final String WAV = "20260301-120000_1.wav";
    private static final String KV = "20260301-120000_1.kv";

    @TempDir
    Path unused;

    private final MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
    private final MemoryFolder folder = transports.folder("acme");
    private Bench bench;

    private void begin(boolean local, boolean changesMoved) throws LedgerException {
        folder.local(local);
        folder.changesMoved(changesMoved);
        bench = new Bench(
                unused, URI.create("memory:acme"), feed -> feed.afterDelivery(AfterDelivery.DELETE), transports);
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

    private static boolean takesAway(Faults.Request request) {
        return request.operation() == Operation.MOVE || request.operation() == Operation.DELETE;
    }

    /** The customer writes over the metadata in the moment in which it is taken away. */
    private Fault corrected(Faults.Request request) {
        return takesAway(request) && request.path().equals(KV) ? Fault.meanwhile(() -> write(KV, "a=2\n")) : Fault.NONE;
    }

    private void goOn() {
        folder.faults(Faults.NONE);
        for (int i = 0; i < 4; i++) {
            bench.settle();
        }
    }

    private void assertBothDelivered() {
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
        assertThat(folder.files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void aVersionThatComesInTheMomentOfTheDeletionIsDelivered(boolean local, boolean changesMoved)
            throws LedgerException {
        begin(local, changesMoved);
        folder.faults(this::corrected);
        bench.settle();
        goOn();
        assertBothDelivered();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void aVersionThatCouldNotGoBackAtOnceGoesBackLater(boolean local, boolean changesMoved) throws LedgerException {
        begin(local, changesMoved);
        folder.faults(request ->
                request.operation() == Operation.MOVE && !request.path().equals(KV)
                        ? Fault.fails(Reason.UNAVAILABLE)
                        : corrected(request));
        bench.settle();
        assertThat(folder.files()).doesNotContainKey(KV);
        goOn();
        assertBothDelivered();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void whateverFailsAllIsDeletedInTheEnd(boolean local, boolean changesMoved) throws LedgerException {
        for (Fault fault : new Fault[] {Fault.fails(Reason.UNAVAILABLE), Fault.doneButFails(Reason.TIMED_OUT)}) {
            for (Operation operation : new Operation[] {Operation.MOVE, Operation.DELETE}) {
                begin(local, changesMoved);
                folder.faults(Faults.on(operation, fault));
                bench.settle();
                goOn();
                assertThat(bench.taken).hasSize(1);
                assertThat(folder.files()).isEmpty();
                bench.tandem.close();
            }
        }
    }
}
