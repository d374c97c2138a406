package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.TransportException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that gives a file another time, and so another version, when it is moved; at hand and far away. */
class ChangedByMoveTest {
    private static final String WAV = "20260301-120000_1.wav";
    private static final String KV = "20260301-120000_1.kv";
    private static final String ASIDE = "processed/2026-03-01/";

    @TempDir
    Path unused;

    private final MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
    private final MemoryFolder folder = transports.folder("acme");
    private final List<Faults.Request> requests = new ArrayList<>();
    private Bench bench;

    private void begin(boolean local) throws LedgerException {
        folder.local(local);
        folder.changesMoved(true);
        folder.faults(this::note);
        bench = new Bench(unused, URI.create("memory:acme"), feed -> feed.required(Set.of("a")), transports);
    }

    @AfterEach
    void close() {
        bench.tandem.close();
    }

    private Fault note(Faults.Request request) {
        requests.add(request);
        return Fault.NONE;
    }

    private long count(Operation operation, String path) {
        return requests.stream()
                .filter(request ->
                        request.operation() == operation && request.path().equals(path))
                .count();
    }

    /** The customer writes over a file in the moment in which it is moved. */
    private void atTheMoveOf(String path, String content) {
        folder.faults(request ->
                request.operation() == Operation.MOVE && request.path().equals(path)
                        ? Fault.meanwhile(() -> write(path, content))
                        : note(request));
    }

    private void write(String path, String content) {
        folder.write(path, content.getBytes(StandardCharsets.US_ASCII));
    }

    private void call() {
        write(WAV, "sound");
        write(KV, "a=1\n");
    }

    private void settleOften() {
        for (int i = 0; i < 5; i++) {
            bench.settle();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallIsDeliveredOnceAndItsFilesAreMovedOnce(boolean local) throws LedgerException {
        begin(local);
        call();
        settleOften();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.files()).containsOnlyKeys(ASIDE + WAV, ASIDE + KV);
        assertThat(count(Operation.MOVE, WAV)).isEqualTo(1);
        assertThat(count(Operation.READ, ASIDE + WAV)).isEqualTo(1);
        assertThat(bench.events).extracting(event -> event.outcome()).doesNotContain(Outcome.VANISHED, Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsPurgedAtTheEndOfTheRetentionAndNoSooner(boolean local) throws LedgerException {
        begin(local);
        call();
        bench.settle();
        bench.pass(Duration.ofDays(7).minusMinutes(1));
        assertThat(folder.files()).hasSize(2);
        bench.pass(Duration.ofMinutes(2));
        assertThat(folder.files()).isEmpty();
        assertThat(bench.outcome(WAV)).isEqualTo(Outcome.PURGED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVersionThatComesInTheMomentOfTheMoveIsDelivered(boolean local) throws LedgerException {
        begin(local);
        call();
        atTheMoveOf(KV, "a=2\n");
        bench.settle();
        folder.faults(this::note);
        settleOften();
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
        assertThat(folder.files().keySet()).allMatch(path -> path.startsWith(ASIDE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneOfAnotherSizeGoesBackWithoutBeingRead(boolean local) throws LedgerException {
        begin(local);
        call();
        atTheMoveOf(KV, "a=22\n");
        bench.settle();
        assertThat(folder.files()).containsKey(KV);
        assertThat(count(Operation.READ, ASIDE + KV)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void metadataThatIsCorrectedInTheMomentOfItsRefusalIsDelivered(boolean local) throws LedgerException {
        for (String wrong : List.of("a 1\n", "b=1\n")) {
            begin(local);
            write(WAV, "sound");
            write(KV, wrong);
            atTheMoveOf(KV, "a=1\n");
            bench.settle();
            assertThat(bench.last(KV).outcome()).isEqualTo(Outcome.REFUSED);
            folder.faults(this::note);
            settleOften();
            assertThat(bench.taken).as(wrong).hasSize(1);
            bench.tandem.close();
            folder.files().keySet().forEach(folder::delete);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsRefusedForItsNameIsMovedWithoutBeingRead(boolean local) throws LedgerException {
        begin(local);
        write("notes.txt", "text");
        settleOften();
        assertThat(folder.files()).containsOnlyKeys("refused/notes.txt", "refused/notes.txt.reason.json");
        assertThat(bench.last("notes.txt").reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
        assertThat(requests).noneMatch(request -> request.operation() == Operation.READ);
        assertThat(count(Operation.MOVE, "notes.txt")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMoveWhoseAnswerWasLostIsFoundToHaveBeenMade(boolean local) throws LedgerException {
        begin(local);
        call();
        folder.faults(Faults.on(Operation.MOVE, Fault.doneButFails(TransportException.Reason.TIMED_OUT)));
        bench.settle();
        folder.faults(this::note);
        settleOften();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.files()).containsOnlyKeys(ASIDE + WAV, ASIDE + KV);
        bench.pass(Duration.ofDays(8));
        assertThat(folder.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatCannotBeReadAfterItsMoveIsReadAtTheNextSweep(boolean local) throws LedgerException {
        begin(local);
        call();
        folder.faults(Faults.when(
                request ->
                        request.operation() == Operation.READ && request.path().equals(ASIDE + WAV),
                Fault.breaksOff(2)));
        bench.settle();
        assertThat(bench.outcome(WAV)).isEqualTo(Outcome.FAILED);
        folder.faults(this::note);
        settleOften();
        assertThat(count(Operation.READ, ASIDE + WAV)).isEqualTo(1);
        bench.pass(Duration.ofDays(8));
        assertThat(folder.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatStillGrowsAfterItsMoveGoesBackToBeTakenWhole(boolean local) throws LedgerException {
        begin(local);
        call();
        folder.faults(request ->
                request.operation() == Operation.READ && request.path().equals(ASIDE + WAV)
                        ? Fault.meanwhile(() -> folder.append(ASIDE + WAV, new byte[] {'s'}))
                        : Fault.NONE);
        bench.settle();
        assertThat(folder.files()).containsKey(WAV);
        folder.faults(this::note);
        write(KV, "a=2\n");
        settleOften();
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("sound", "sounds");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUpdateComesWithTheRecordingFromWhereItLiesNow(boolean local) throws LedgerException {
        begin(local);
        call();
        bench.settle();
        write(KV, "a=2\n");
        bench.settle();
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("sound", "sound");
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoCallsOfOneNameLieAsideUnderTwo(boolean local) throws LedgerException {
        begin(local);
        call();
        bench.settle();
        write(WAV, "SOUND");
        write(KV, "a=2\n");
        settleOften();
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("sound", "SOUND");
        assertThat(folder.files()).hasSize(4);
        bench.pass(Duration.ofDays(8));
        assertThat(folder.files()).isEmpty();
    }
}
