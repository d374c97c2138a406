package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in the moment in which a delivered file is moved aside, while moving does not go well. */
class MovedMeanwhileTest {
    private static final String WAV = "20260301-120000_1.wav";
    private static final String KV = "20260301-120000_1.kv";
    private static final String ASIDE = "processed/2026-03-01/" + KV;

    @TempDir
    Path unused;

    private final MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
    private final MemoryFolder folder = transports.folder("acme");
    private Bench bench;

    private void begin(boolean local) throws LedgerException {
        folder.local(local);
        bench = new Bench(unused, URI.create("memory:acme"), feed -> feed, transports);
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

    private void goOn() {
        folder.faults(Faults.NONE);
        for (int i = 0; i < 4; i++) {
            bench.settle();
        }
    }

    /** The customer writes over the metadata when it is moved, and it cannot be moved back. */
    private Fault correctedForGood(Faults.Request request) {
        if (request.operation() != Operation.MOVE) {
            return Fault.NONE;
        }
        return request.path().equals(KV)
                ? Fault.meanwhile(() -> write(KV, "a=2\n"))
                : request.path().equals(ASIDE) ? Fault.fails(Reason.UNAVAILABLE) : Fault.NONE;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVersionThatCouldNotGoBackAtOnceGoesBackLater(boolean local) throws LedgerException {
        begin(local);
        folder.faults(this::correctedForGood);
        bench.settle();
        assertThat(folder.files()).doesNotContainKey(KV).containsKey(ASIDE);
        goOn();
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasMovedAsideBeforeStaysWhereALaterFileIsGone(boolean local) throws LedgerException {
        begin(local);
        bench.settle();
        assertThat(folder.files()).containsKey(ASIDE);
        write(KV, "a=2\n");
        folder.faults(request -> request.operation() == Operation.MOVE ? Fault.fails(Reason.UNAVAILABLE) : Fault.NONE);
        bench.settle();
        folder.delete(KV);
        goOn();
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
        assertThat(folder.files()).doesNotContainKey(KV);
        assertThat(folder.bytes(ASIDE)).contains("a=1\n".getBytes(StandardCharsets.US_ASCII));
    }
}
