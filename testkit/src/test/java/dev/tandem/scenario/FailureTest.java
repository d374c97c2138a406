package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
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
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source that denies one operation alone: what can be done is done, the rest when it is allowed. */
class FailureTest {
    private final MemoryTransportProvider transports =
            new MemoryTransportProvider(new SettableClock(Instant.parse("2026-03-01T12:00:00Z")));
    private final MemoryFolder folder = transports.folder("acme");

    private Bench bench() throws LedgerException {
        return new Bench(Path.of("."), URI.create("memory:acme"), feed -> feed, transports);
    }

    private void upload() {
        folder.write("call.wav", "sound".getBytes(StandardCharsets.UTF_8));
        folder.write("call.kv", "a=1\n".getBytes(StandardCharsets.UTF_8));
        folder.write("bad.txt", "text".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAG")
    void oneOperationDeniedLosesNothing(Operation denied) throws LedgerException {
        Bench bench = bench();
        upload();
        folder.faults(Faults.on(denied, Fault.fails(Reason.ACCESS_DENIED)));
        bench.settle();
        bench.settle();
        boolean delivers = denied == Operation.MOVE || denied == Operation.DELETE || denied == Operation.WRITE;
        assertThat(bench.taken).hasSize(delivers ? 1 : 0);

        folder.faults(Faults.NONE);
        bench.pass(Duration.ofMinutes(20));
        assertThat(bench.taken).isNotEmpty();
        assertThat(folder.files())
                .containsOnlyKeys(
                        "processed/2026-03-01/call.kv",
                        "processed/2026-03-01/call.wav",
                        "refused/bad.txt",
                        "refused/bad.txt.reason.json");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "LIST", "MOVE"})
    void aFailureIsToldInTheReport(Operation denied) throws LedgerException {
        Bench bench = bench();
        upload();
        folder.faults(Faults.on(denied, Fault.fails(Reason.ACCESS_DENIED)));
        bench.sweep();
        bench.clock.advance(Bench.SETTLE);
        FeedReport report = bench.tandem.sweep().feeds().get(0);
        assertThat(report.failed()).isPresent();
    }

    @Test
    void aFailureLeavesNoHandleOpen() throws LedgerException {
        Bench bench = bench();
        upload();
        folder.faults(Faults.on(Operation.READ, Fault.breaksOff(1)));
        bench.settle();
        bench.settle();
        assertThat(folder.handles()).isZero();
    }
}
