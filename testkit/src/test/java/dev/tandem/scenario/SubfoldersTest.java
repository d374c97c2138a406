package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in a feed's folder, where the feed has them entered. */
class SubfoldersTest {
    private static final String NAME = "20260301-120000_1";

    @TempDir
    Path unused;

    private final MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
    private final MemoryFolder folder = transports.folder("acme");
    private Bench bench;

    private void begin(UnaryOperator<Feed.Builder> rules) throws LedgerException {
        bench = new Bench(unused, URI.create("memory:acme"), rules, transports);
    }

    @AfterEach
    void close() {
        bench.tandem.close();
    }

    private void upload(String path) {
        write(path + ".wav", "sound of " + path);
        write(path + ".kv", "a=" + path + "\n");
    }

    private void write(String path, String content) {
        folder.write(path, content.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aFolderIsReportedAndNotEntered() throws LedgerException {
        begin(feed -> feed);
        upload("march/" + NAME);
        bench.settle();
        assertThat(bench.taken).isEmpty();
        assertThat(bench.events)
                .filteredOn(event -> event.outcome() == Outcome.IGNORED)
                .extracting(FileEvent::path)
                .contains("march");
    }

    @Test
    void filesPairWithinTheirFolderAndKeepItWhenTheyMove() throws LedgerException {
        begin(feed -> feed.subfolders(true));
        upload(NAME);
        upload("march/" + NAME);
        upload("march/first/" + NAME);
        write("april/" + NAME + ".wav", "alone");
        bench.settle();
        assertThat(bench.taken)
                .extracting(taken -> taken.field("a"))
                .containsExactlyInAnyOrder(NAME, "march/" + NAME, "march/first/" + NAME);
        assertThat(folder.files().keySet())
                .containsExactlyInAnyOrder(
                        "april/" + NAME + ".wav",
                        "processed/2026-03-01/" + NAME + ".kv",
                        "processed/2026-03-01/" + NAME + ".wav",
                        "processed/2026-03-01/march/" + NAME + ".kv",
                        "processed/2026-03-01/march/" + NAME + ".wav",
                        "processed/2026-03-01/march/first/" + NAME + ".kv",
                        "processed/2026-03-01/march/first/" + NAME + ".wav");
    }

    @Test
    void whatMovedAsideIsNotFoundAgain() throws LedgerException {
        begin(feed -> feed.subfolders(true));
        upload("march/" + NAME);
        write("march/song.txt", "la");
        bench.settle();
        bench.settle();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.files().keySet()).contains("refused/march/song.txt", "refused/march/song.txt.reason.json");
        bench.pass(Duration.ofDays(8));
        assertThat(folder.files().keySet()).noneMatch(path -> path.startsWith("processed/"));
    }

    @Test
    void deliveredFilesInFoldersAreDeletedWhereTheFeedSaysSo() throws LedgerException {
        begin(feed -> feed.subfolders(true).afterDelivery(AfterDelivery.DELETE));
        upload("march/" + NAME);
        bench.settle();
        assertThat(bench.taken).hasSize(1);
        assertThat(folder.files()).isEmpty();
    }

    @Test
    void anUpdateInAFolderIsOne() throws LedgerException {
        begin(feed -> feed.subfolders(true));
        upload("march/" + NAME);
        bench.settle();
        write("march/" + NAME + ".kv", "a=new\n");
        bench.settle();
        assertThat(bench.taken).extracting(taken -> taken.field("a")).containsExactly("march/" + NAME, "new");
    }

    @Test
    void hiddenFoldersAndThoseTooDeepAreReported() throws LedgerException {
        begin(feed -> feed.subfolders(true));
        upload(".snapshot/" + NAME);
        upload("a/".repeat(20) + NAME);
        bench.settle();
        assertThat(bench.taken).isEmpty();
        assertThat(bench.events)
                .filteredOn(event -> event.outcome() == Outcome.IGNORED)
                .extracting(FileEvent::path)
                .contains(".snapshot", "a/".repeat(16) + "a");
    }

    @Test
    void aFolderThatGoesWhileItsParentIsListedTakesItsFilesAlone() throws LedgerException {
        begin(feed -> feed.subfolders(true));
        upload(NAME);
        write("march/" + NAME + ".wav", "alone");
        bench.settle();
        folder.delete("march/" + NAME + ".wav");
        folder.faults(Faults.when(
                request ->
                        request.operation() == Operation.LIST && request.path().equals("march"),
                Fault.fails(Reason.NOT_FOUND)));
        bench.settle();
        assertThat(bench.events)
                .filteredOn(event -> event.outcome() == Outcome.VANISHED)
                .extracting(FileEvent::path)
                .containsExactly("march/" + NAME + ".wav");
    }

    @Test
    void aFolderThatCannotBeListedMakesNoFileVanish() throws LedgerException {
        begin(feed -> feed.subfolders(true));
        write("march/" + NAME + ".wav", "alone");
        bench.settle();
        folder.faults(Faults.when(
                request ->
                        request.operation() == Operation.LIST && request.path().equals("march"),
                Fault.fails(Reason.ACCESS_DENIED)));
        bench.settle();
        assertThat(bench.events).noneMatch(event -> event.outcome() == Outcome.VANISHED);
    }
}
