package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come under a name, or beside one, that the engine knows already. */
class ReplacementTest {
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

    private void sinkIsAway() {
        bench.mood = delivery -> {
            throw new IOException("away");
        };
    }

    private void sinkIsBack() {
        bench.mood = delivery -> {};
        for (int i = 0; i < 4; i++) {
            bench.pass(Duration.ofMinutes(11));
        }
    }

    @Test
    void aCallThatWaitsForTheSinkIsNotDroppedForAnotherPairOfItsName() throws IOException {
        sinkIsAway();
        bench.write("a.wav", "first");
        bench.write("a.kv", "n=1\n");
        bench.settle();
        bench.write("a.mp3", "second");
        bench.write("a.kv2", "n=2\n");
        bench.settle();
        sinkIsBack();
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("first", "second");
        assertThat(bench.taken).extracting(one -> one.field("n")).containsExactly("1", "2");
    }

    @Test
    void aRecordingWhoseMetadataWasGivenToAnotherWaitsForAllToSee() throws IOException {
        sinkIsAway();
        bench.write("a.wav", "first");
        bench.write("a.kv", "n=1\n");
        bench.settle();
        bench.write("a.mp3", "second");
        bench.write("a.kv", "n=22\n");
        bench.settle();
        sinkIsBack();
        assertThat(bench.taken).extracting(one -> one.field("n")).endsWith("22");
        if (bench.taken.stream().noneMatch(one -> one.bytes().equals("first"))) {
            assertThat(bench.outcome("a.wav")).isEqualTo(Outcome.WAITING);
            assertThat(bench.last("a.wav").reason()).isEqualTo(Reason.AWAITING_METADATA);
            assertThat(bench.files()).contains("a.wav");
        }
    }

    @Test
    void anUpdateRenamedInCaseBeforeItWasTakenIsDelivered(@TempDir Path other) throws IOException, LedgerException {
        bench.tandem.close();
        bench = new Bench(other, feed -> feed.settle(Duration.ZERO));
        bench.write("a.wav", "sound");
        bench.write("a.kv", "n=1\n");
        bench.sweep();
        sinkIsAway();
        bench.write("a.kv", "n=2\n");
        bench.sweep();
        Files.move(other.resolve("a.kv"), other.resolve("A.kv"));
        bench.clock.advance(Duration.ofSeconds(1));
        bench.sweep();
        sinkIsBack();
        assertThat(bench.taken).extracting(one -> one.field("n")).containsExactly("1", "2");
        assertThat(bench.files()).allMatch(file -> file.startsWith("processed/"));
    }

    @Test
    void aLedgerBegunAnewGivesAnotherRecordingOfAnOldNameAnIdOfItsOwn(@TempDir Path calls, @TempDir Path other)
            throws IOException, LedgerException {
        Bench second = new Bench(other, feed -> feed);
        for (Bench one : List.of(bench, second)) {
            CallSink sink = Plugins.load()
                    .get(CallSinkProvider.class, "directory")
                    .open(Settings.of(Map.of("path", calls.toString())));
            one.mood = sink::deliver;
            one.write("rec0001.wav", one == second ? "another sound" : "sound");
            one.write("rec0001.kv", "time=2026-03-01 10:00\n");
            one.settle();
        }
        second.tandem.close();
        assertThat(second.taken.get(0).call().id())
                .isNotEqualTo(bench.taken.get(0).call().id());
        assertThat(contents(calls, ".wav")).containsExactlyInAnyOrder("sound", "another sound");
    }

    private static List<String> contents(Path folder, String extension) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files =
                    walk.filter(file -> file.toString().endsWith(extension)).toList();
            String[] contents = new String[files.size()];
            for (int i = 0; i < contents.length; i++) {
                contents[i] = Files.readString(files.get(i));
            }
            return List.of(contents);
        }
    }
}
