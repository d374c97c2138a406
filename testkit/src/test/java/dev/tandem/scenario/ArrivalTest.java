package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How files come: slowly, under other names, changing, strangely named, too large. */
class ArrivalTest {
    private static final long TWO_GIB = 2L << 30;

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

    @Test
    void anUploadWithPausesIsTakenWhenItIsWhole() throws IOException {
        bench.write("call.kv", "a=1\n");
        for (String part : new String[] {"one ", "two ", "three ", "four"}) {
            Files.writeString(inbox.resolve("call.wav"), part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            bench.sweep();
            bench.clock.advance(Bench.SETTLE.minusMillis(1));
            bench.sweep();
            assertThat(bench.taken).isEmpty();
        }
        bench.settle();
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("one two three four");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the recording grew", "short", "RECORDING"})
    void aRecordingReplacedWhileItIsReadIsNeverMixed(String replacement) throws IOException {
        bench.write("call.wav", "recording");
        bench.write("call.kv", "a=1\n");
        bench.mood = delivery -> {
            bench.mood = next -> {};
            try (InputStream in = delivery.openRecording()) {
                assertThat(in.read()).isEqualTo('r');
                bench.write("call.wav", replacement);
                in.readAllBytes();
            }
        };
        bench.settle();
        assertThat(bench.taken).isEmpty();
        bench.pass(Duration.ofMinutes(2));
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo(replacement);
    }

    @Test
    void aTemporaryNameIsLeftAloneUntilItIsRenamed() throws IOException {
        bench.write("call.kv", "a=1\n");
        bench.write("call.wav.part", "sound");
        bench.pass(Duration.ofHours(1));
        assertThat(bench.outcome("call.wav.part")).isEqualTo(Outcome.IGNORED);
        assertThat(bench.taken).isEmpty();

        Files.move(inbox.resolve("call.wav.part"), inbox.resolve("call.wav"));
        bench.settle();
        assertThat(bench.taken).hasSize(1);
    }

    @Test
    void theClockSetADayForwardSettlesNothingEarly() throws IOException {
        bench.write("call.kv", "a=1\n");
        bench.write("call.wav", "sou");
        bench.sweep();
        bench.clock.jump(Duration.ofDays(1));
        bench.sweep();
        assertThat(bench.taken).isEmpty();
        bench.write("call.wav", "sound");
        bench.settle();
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound");
    }

    @Test
    void theClockSetADayBackHoldsNothingUp() throws IOException {
        bench.write("call.kv", "a=1\n");
        bench.write("call.wav", "sound");
        bench.write("gone.wav", "sound");
        bench.sweep();
        bench.clock.jump(Duration.ofDays(-1));
        Files.delete(inbox.resolve("gone.wav"));
        bench.settle();
        assertThat(bench.taken).hasSize(1);
        assertThat(bench.outcome("gone.wav")).isEqualTo(Outcome.VANISHED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 253_402_300_799_000L, -1_000})
    void theSourcesTimesAreNotReckonedWith(long modified) throws IOException {
        bench.write("call.kv", "a=1\n");
        bench.write("call.wav", "sound");
        Files.setLastModifiedTime(inbox.resolve("call.wav"), FileTime.fromMillis(modified));
        bench.sweep();
        assertThat(bench.taken).isEmpty();
        bench.settle();
        assertThat(bench.taken).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Call1.wav, call1.kv",
        "call1.WAV, CALL1.KV",
        "caf\u00e9.wav, cafe\u0301.kv",
        "a b.wav, A B.kv",
        "100%25.wav, 100%25.kv"
    })
    void namesThatDifferInCaseOrUnicodeFormAreOneCall(String recording, String metadata) throws IOException {
        bench.write(recording, "sound");
        bench.write(metadata, "a=1\n");
        bench.settle();
        assertThat(bench.taken).hasSize(1);
    }

    @Test
    void aNameOf255BytesIsTaken() throws IOException {
        String base = "n".repeat(251);
        bench.write(base + ".wav", "sound");
        bench.write(base + ".kv", "a=1\n");
        bench.settle();
        assertThat(bench.taken).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak.wav", "right\u202eto left.wav", "back\\slash.wav", "tab\t.wav"})
    void aNameThatCouldMisleadIsRefusedAndLeftWhereItIs(String name) throws IOException {
        bench.write(name, "sound");
        bench.settle();
        assertThat(bench.last(name).reason()).isEqualTo(Reason.BAD_NAME);
        assertThat(bench.files()).containsExactly(name);
    }

    @Test
    void linksAndFoldersAreReportedAndNotEntered(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("call.wav"), "secret");
        Files.createSymbolicLink(inbox.resolve("link.wav"), outside.resolve("call.wav"));
        Files.createSymbolicLink(inbox.resolve("out"), outside);
        Files.createSymbolicLink(inbox.resolve("loop"), inbox);
        Files.createDirectories(inbox.resolve("folder"));
        Files.writeString(inbox.resolve("folder/call.wav"), "sound");
        bench.settle();
        for (String name : new String[] {"link.wav", "out", "loop", "folder"}) {
            assertThat(bench.outcome(name)).isEqualTo(Outcome.IGNORED);
        }
        assertThat(outside.resolve("call.wav")).hasContent("secret");
    }

    @Test
    void emptyAndMalformedFilesAreRefusedWithTheirReason() throws IOException {
        bench.write("empty.wav", "");
        bench.write("empty.kv", "");
        bench.write("malformed.kv", "no equals sign");
        bench.write("notes.txt", "text");
        bench.settle();
        assertThat(bench.last("empty.wav").reason()).isEqualTo(Reason.EMPTY);
        assertThat(bench.last("empty.kv").reason()).isEqualTo(Reason.EMPTY);
        assertThat(bench.last("malformed.kv").reason()).isEqualTo(Reason.BAD_METADATA);
        assertThat(bench.last("notes.txt").reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
        assertThat(bench.files())
                .containsExactly(
                        "refused/empty.kv",
                        "refused/empty.kv.reason.json",
                        "refused/empty.wav",
                        "refused/empty.wav.reason.json",
                        "refused/malformed.kv",
                        "refused/malformed.kv.reason.json",
                        "refused/notes.txt",
                        "refused/notes.txt.reason.json");
    }

    @Test
    void aRecordingOfTheLimitIsTakenAndOneByteMoreIsRefused(@TempDir Path other) throws IOException, LedgerException {
        Bench small = new Bench(other, feed -> feed.maxRecordingBytes(10));
        small.write("ten.wav", "0123456789");
        small.write("ten.kv", "a=1\n");
        small.write("eleven.wav", "0123456789a");
        small.write("eleven.kv", "a=1\n");
        small.settle();
        assertThat(small.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("0123456789");
        assertThat(small.last("eleven.wav").reason()).isEqualTo(Reason.TOO_LARGE);
        small.tandem.close();
    }

    @Test
    void aRecordingOfMoreThanTwoGibibytesIsRefusedUnread() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(inbox.resolve("large.wav").toFile(), "rw")) {
            file.setLength(TWO_GIB + 1);
        }
        bench.settle();
        assertThat(bench.last("large.wav").reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aTimeOutsideOurDaysHarmsNoOtherCall() throws IOException {
        bench.write("a.wav", "sound");
        bench.write("a.kv", "time=+999999999-12-31 23:59\nduration=9999:00:00\n");
        bench.write("b.wav", "another sound");
        bench.write("b.kv", "a=1\n");
        bench.sweep();
        bench.clock.advance(Bench.SETTLE);
        assertThat(bench.report().failed()).isEmpty();
        assertThat(bench.taken).extracting(Bench.Taken::bytes).contains("another sound");
        assertThat(bench.outcome("a.kv")).isIn(Outcome.DELIVERED, Outcome.REFUSED);
    }

    @Test
    void refusedFilesWithLongNamesHoldUpNoDeliveredCall() throws IOException {
        for (int i = 0; i < 3; i++) {
            bench.write("x".repeat(245) + i + ".txt", "text");
        }
        bench.settle();
        bench.write("call.wav", "sound");
        bench.write("call.kv", "a=1\n");
        bench.settle();
        assertThat(bench.report().failed()).isEmpty();
        assertThat(bench.files())
                .hasSize(8)
                .contains("processed/2026-03-01/call.kv", "processed/2026-03-01/call.wav")
                .filteredOn(file -> file.endsWith(".reason.json"))
                .hasSize(3)
                .allMatch(file -> Path.of(file).getFileName().toString().length() <= 255);
    }

    @Test
    void aReasonThatLiesAmongTheUploadsIsIgnored() throws IOException {
        bench.write("call.wav.reason.json", "{}");
        bench.settle();
        assertThat(bench.outcome("call.wav.reason.json")).isEqualTo(Outcome.IGNORED);
        assertThat(bench.files()).containsExactly("call.wav.reason.json");
    }

    @Test
    void aConflictOfHundredsOfFilesNamesFiveOfThem() throws IOException {
        int files = 300;
        for (int i = 0; i < files; i++) {
            StringBuilder name = new StringBuilder("abcdefghi");
            for (int bit = 0; bit < name.length(); bit++) {
                if ((i >> bit & 1) == 1) {
                    name.setCharAt(bit, Character.toUpperCase(name.charAt(bit)));
                }
            }
            bench.write(name + ".wav", "sound");
        }
        bench.settle();
        String detail = bench.last("abcdefghi.wav").detail();
        assertThat(bench.last("abcdefghi.wav").reason()).isEqualTo(Reason.CONFLICTING_RECORDINGS);
        assertThat(detail).contains(files - 5 + " more");
        assertThat(detail.split("\\.wav", -1)).hasSize(6);
    }

    @Test
    void aSinkThatReadsNoFurtherThanTheSizeHearsOfAChange() throws IOException {
        List<String> stored = new ArrayList<>();
        bench.write("call.wav", "GOOD");
        bench.write("call.kv", "a=1\n");
        bench.mood = delivery -> {
            bench.write("call.wav", "EVIL");
            try (InputStream in = delivery.openRecording()) {
                int size = Math.toIntExact(delivery.call().recording().size());
                stored.add(new String(in.readNBytes(size), StandardCharsets.US_ASCII));
            }
        };
        bench.settle();
        assertThat(stored).isEmpty();
        assertThat(bench.taken).isEmpty();
        bench.mood = delivery -> {};
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("EVIL");
    }
}
