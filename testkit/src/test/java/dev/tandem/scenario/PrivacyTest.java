package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Call;
import dev.tandem.call.CallId;
import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.call.MediaType;
import dev.tandem.call.Metadata;
import dev.tandem.call.Recording;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.SinkException;
import dev.tandem.spi.TransportException;
import dev.tandem.testkit.Fault;
import dev.tandem.testkit.Faults;
import dev.tandem.testkit.Faults.Operation;
import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.MemoryTransportProvider;
import dev.tandem.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Personal data, planted wherever a customer can write, shows in no log, no report and no {@code toString}. */
class PrivacyTest {
    private static final String[] CANARIES = {"canary.jane", "5550100", "jane@canary.example", "canary words"};
    private static final String NAME = "20260301-120000_canary.jane_5550100_jane@canary.example";
    private static final Facts FACTS = new Facts(
            Instant.EPOCH, CANARIES[0], Direction.INBOUND, CANARIES[3], CANARIES[1], CANARIES[2], Duration.ZERO);
    private static final CallId ID = new CallId("0123456789abcdef01234567");

    @TempDir
    Path inbox;

    static Stream<Object> values() {
        Metadata metadata = Metadata.of(Map.of(CANARIES[0], CANARIES[1]));
        Recording recording = new Recording(NAME + ".wav", MediaType.WAV, 1, "0".repeat(64));
        return Stream.of(
                FACTS,
                metadata,
                recording,
                new Call(ID, "acme", 1, Instant.EPOCH, null, null, recording, metadata, FACTS),
                FileEntry.create("acme", NAME + ".wav", FileKind.RECORDING, NAME)
                        .target("processed/" + NAME)
                        .build(),
                CallEntry.create(ID, "acme", NAME, NAME, 1)
                        .attempts(1, Instant.EPOCH, CANARIES[3])
                        .build(),
                new FileEvent("acme", NAME, Outcome.REFUSED, Reason.EMPTY, CANARIES[3], ID, 1),
                new RemoteFile(NAME, RemoteFile.Kind.FILE, 1, Instant.EPOCH, "v1"),
                new NameReading.Understood(NAME, FACTS),
                new Parsed.Good(metadata),
                new Matcher.Row("1", FACTS, metadata),
                new Matcher.Link("1", "2", 0.5, false, CANARIES[0]),
                Settings.of(Map.of("password", CANARIES[3])),
                Feed.builder("acme", URI.create("memory:" + CANARIES[0])).build());
    }

    @ParameterizedTest
    @MethodSource("values")
    void noValueShowsPersonalData(Object value) {
        assertThat(value.toString()).doesNotContain(CANARIES);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void noLogAndNoReportShowsPersonalDataWhateverFails(Operation failing) throws LedgerException {
        MemoryTransportProvider transports = new MemoryTransportProvider(new SettableClock(Instant.EPOCH));
        MemoryFolder folder = transports.folder("acme");
        List<String> reports = new ArrayList<>();
        String log = logOf(() -> {
            Bench bench = new Bench(inbox, URI.create("memory:acme"), feed -> feed, transports);
            bench.mood = delivery -> {
                if (failing == Operation.READ) {
                    throw new SinkException(SinkException.Reason.UNAVAILABLE, NAME, new IOException(CANARIES[3]));
                }
                throw new IllegalStateException(NAME);
            };
            folder.write(NAME + ".wav", bytes("sound"));
            folder.write(NAME + ".kv", bytes("agent=canary words\nphone=5550100\n"));
            folder.write(NAME + ".txt", bytes("canary words"));
            folder.write(NAME + "x.kv", bytes("canary words"));
            bench.sweep();
            folder.faults(Faults.on(failing, Fault.fails(TransportException.Reason.UNAVAILABLE)));
            for (int i = 0; i < 4; i++) {
                bench.clock.advance(Duration.ofMinutes(11));
                reports.add(bench.tandem.sweep().toString());
            }
            bench.tandem.close();
        });
        assertThat(log).doesNotContain(CANARIES);
        assertThat(String.join("\n", reports)).doesNotContain(CANARIES);
    }

    @Test
    void noLogShowsPersonalDataOfRealFiles() throws LedgerException, IOException {
        String log = logOf(() -> {
            Bench bench = new Bench(inbox, feed -> feed);
            bench.mood = delivery -> {
                // Reading fails with an exception whose message is the path.
                Files.delete(inbox.resolve(NAME + ".wav"));
            };
            bench.write(NAME + ".wav", "sound");
            bench.write(NAME + ".kv", "agent=canary words\n");
            bench.settle();
            Files.createDirectories(inbox.resolve("processed"));
            Files.writeString(inbox.resolve("refused"), "in the way");
            bench.write(NAME + ".txt", "canary words");
            bench.settle();
            bench.tandem.close();
        });
        assertThat(log).contains("acme").doesNotContain(CANARIES);
    }

    private interface Work {
        void run() throws LedgerException, IOException;
    }

    private static String logOf(Work work) throws LedgerException {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            System.setErr(err);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
