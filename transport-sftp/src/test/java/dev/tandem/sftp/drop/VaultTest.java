package dev.tandem.sftp.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Vault.Mode ANEW = new Vault.Mode(true, true, false, false);
    private static final Vault.Mode ONWARDS = new Vault.Mode(false, false, false, false);
    private static final Vault.Mode APPEND = new Vault.Mode(true, false, false, true);
    private static final Vault.Mode EXCLUSIVE = new Vault.Mode(true, false, true, false);

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final AtomicInteger completed = new AtomicInteger();
    private DropLimits limits = DropLimits.builder().freeBytes(0).build();
    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        vault = Vault.open(home, limits, clock, new Disk(), completed::incrementAndGet);
    }

    private void limit(DropLimits.Builder builder) throws IOException {
        limits = builder.freeBytes(0).build();
        open();
    }

    private Upload begin(String name, String content) throws IOException {
        Upload upload = vault.open(name, ANEW);
        write(upload, content, 0);
        return upload;
    }

    private static void write(Upload upload, String content, long at) throws IOException {
        upload.write(content.getBytes(UTF_8), 0, content.length(), at);
    }

    private void put(String name, String content) throws IOException {
        begin(name, content).complete();
    }

    private void cut(String name, String content) throws IOException {
        begin(name, content).abort();
    }

    private List<String> inbox() throws IOException {
        return files(Vault.inbox(home));
    }

    private List<String> partials() throws IOException {
        return files(home.resolve("partial"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String content(String name) throws IOException {
        return Files.readString(Vault.inbox(home).resolve(name));
    }

    private List<String> list() throws IOException {
        List<String> seen = new ArrayList<>();
        try (VaultListing listing = vault.list()) {
            for (Entry entry = listing.next(); entry != null; entry = listing.next()) {
                seen.add(entry.name() + " " + entry.size());
            }
        }
        seen.sort(null);
        return seen;
    }

    private static void refused(Refusal.Kind kind, String part, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(part);
    }

    @Test
    void aFileIsInTheInboxOnceItsHandleIsClosedAndNotBefore() throws IOException {
        Upload upload = begin("a.wav", "sound");
        assertThat(inbox()).isEmpty();
        assertThat(list()).containsExactly("a.wav 5");
        upload.complete();
        assertThat(inbox()).containsExactly("a.wav");
        assertThat(content("a.wav")).isEqualTo("sound");
        assertThat(partials()).isEmpty();
        assertThat(completed).hasValue(1);
    }

    @Test
    void aFileThatWasCutOffIsAPartialThatIsListedAndResumed() throws IOException {
        cut("a.wav", "sou");
        assertThat(inbox()).isEmpty();
        assertThat(vault.stat("a.wav").size()).isEqualTo(3);
        Upload resumed = vault.open("a.wav", ONWARDS);
        write(resumed, "nd", 3);
        resumed.complete();
        assertThat(content("a.wav")).isEqualTo("sound");
        assertThat(partials()).isEmpty();
        assertThat(completed).hasValue(1);
    }

    @Test
    void aHandleOpenedToAppendWritesAtTheEndWhateverTheOffset() throws IOException {
        cut("a.wav", "sou");
        Upload appended = vault.open("a.wav", APPEND);
        write(appended, "n", 0);
        write(appended, "d", 0);
        appended.complete();
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void whatWasCutOffBeforeItsFirstByteLeavesNothing() throws IOException {
        vault.open("a.wav", ANEW).abort();
        assertThat(list()).isEmpty();
        assertThat(partials()).isEmpty();
    }

    @Test
    void aCutOffUploadSurvivesARestart() throws IOException {
        cut("ä b.wav", "sou");
        open();
        assertThat(list()).containsExactly("ä b.wav 3");
        Upload resumed = vault.open("ä b.wav", ONWARDS);
        write(resumed, "nd", 3);
        resumed.complete();
        assertThat(content("ä b.wav")).isEqualTo("sound");
    }

    @Test
    void aTemporaryNameIsCompleteByItsRename() throws IOException {
        put("a.wav.part", "sound");
        assertThat(inbox()).isEmpty();
        assertThat(completed).hasValue(0);
        open();
        assertThat(vault.rename("a.wav.part", "a.wav", false).size()).isEqualTo(5);
        assertThat(content("a.wav")).isEqualTo("sound");
        assertThat(partials()).isEmpty();
        assertThat(completed).hasValue(1);
    }

    @Test
    void aTemporaryNameThatWasCutOffIsNotCompleteByItsRename() throws IOException {
        cut("a.wav.part", "sou");
        refused(Refusal.Kind.DENIED, "cut off", () -> vault.rename("a.wav.part", "a.wav", false));
        open();
        refused(Refusal.Kind.DENIED, "cut off", () -> vault.rename("a.wav.part", "a.wav", true));
        assertThat(inbox()).isEmpty();
        Upload resumed = vault.open("a.wav.part", ONWARDS);
        write(resumed, "nd", 3);
        resumed.complete();
        vault.rename("a.wav.part", "a.wav", false);
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void aWholeTemporaryFileThatIsOpenedAgainIsNotWholeUntilItIsClosed() throws IOException {
        put("a.wav.part", "sound");
        vault.open("a.wav.part", ONWARDS).abort();
        refused(Refusal.Kind.DENIED, "cut off", () -> vault.rename("a.wav.part", "a.wav", false));
    }

    @Test
    void aFileThatIsBeingUploadedIsNotRenamed() throws IOException {
        Upload upload = begin("a.wav.part", "sound");
        refused(Refusal.Kind.FAILED, "close it", () -> vault.rename("a.wav.part", "a.wav", false));
        upload.complete();
        vault.rename("a.wav.part", "a.wav", false);
        assertThat(inbox()).containsExactly("a.wav");
    }

    @Test
    void aPlainRenameGoesOverNothing() throws IOException {
        put("a.wav", "old");
        put("a.wav.part", "new");
        refused(Refusal.Kind.FAILED, "already", () -> vault.rename("a.wav.part", "a.wav", false));
        assertThat(content("a.wav")).isEqualTo("old");
        vault.rename("a.wav.part", "a.wav", true);
        assertThat(content("a.wav")).isEqualTo("new");
    }

    @Test
    void aRenameThatMayReplaceTakesTheCutOffUploadOfThatNameAway() throws IOException {
        cut("a.wav", "sou");
        put("a.wav.part", "sound");
        vault.rename("a.wav.part", "a.wav", true);
        assertThat(list()).containsExactly("a.wav 5");
        assertThat(partials()).isEmpty();
    }

    @Test
    void aTemporaryNameMayBecomeAnotherTemporaryName() throws IOException {
        cut("a.part", "sou");
        vault.rename("a.part", "b.part", false);
        open();
        assertThat(list()).containsExactly("b.part 3");
    }

    @Test
    void aCompleteFileGetsAnotherFinalNameButNoTemporaryOne() throws IOException {
        put("a.wav", "sound");
        vault.rename("a.wav", "b.wav", false);
        assertThat(inbox()).containsExactly("b.wav");
        refused(Refusal.Kind.DENIED, "temporary", () -> vault.rename("b.wav", "b.part", false));
        assertThat(inbox()).containsExactly("b.wav");
    }

    @Test
    void aFileUploadedAgainReplacesTheOlderOneOnlyWhenItIsWhole() throws IOException {
        put("a.wav", "old");
        Upload again = begin("a.wav", "newer");
        assertThat(content("a.wav")).isEqualTo("old");
        assertThat(list()).containsExactly("a.wav 5");
        again.abort();
        assertThat(content("a.wav")).isEqualTo("old");
        put("a.wav", "newer");
        assertThat(content("a.wav")).isEqualTo("newer");
        assertThat(partials()).isEmpty();
    }

    @Test
    void aCompleteFileThatIsOpenedAgainIsChangedInACopyThatReplacesItWhole() throws IOException {
        put("a.wav", "sound");
        Upload patched = vault.open("a.wav", ONWARDS);
        assertThat(patched.describe().size()).isEqualTo(5);
        write(patched, "S", 0);
        assertThat(content("a.wav")).isEqualTo("sound");
        patched.complete();
        assertThat(content("a.wav")).isEqualTo("Sound");
        Upload appended = vault.open("a.wav", APPEND);
        write(appended, "!", 0);
        assertThat(list()).containsExactly("a.wav 6");
        appended.complete();
        assertThat(content("a.wav")).isEqualTo("Sound!");
        // As OpenSSH's scp replaces a file.
        Upload inPlace = vault.open("a.wav", new Vault.Mode(true, false, false, false));
        write(inPlace, "new", 0);
        inPlace.truncate(3);
        inPlace.complete();
        assertThat(content("a.wav")).isEqualTo("new");
        assertThat(partials()).isEmpty();
        assertThat(completed).hasValue(4);
    }

    @Test
    void aCopyOfACompleteFileThatWasCutOffLeavesTheFileAsItWas() throws IOException {
        put("a.wav", "sound");
        Upload cut = vault.open("a.wav", APPEND);
        write(cut, "!", 0);
        cut.abort();
        assertThat(list()).containsExactly("a.wav 5");
        assertThat(partials()).isEmpty();
        Upload killed = vault.open("a.wav", APPEND);
        write(killed, "!", 0);
        open();
        assertThat(list()).containsExactly("a.wav 5");
        assertThat(partials()).isEmpty();
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void aCompleteFileThatWasOpenedAndClosedIsNotUploadedAgain() throws IOException {
        put("a.wav", "sound");
        vault.open("a.wav", ONWARDS).complete();
        vault.open("a.wav", APPEND).complete();
        assertThat(completed).hasValue(1);
        assertThat(content("a.wav")).isEqualTo("sound");
        assertThat(partials()).isEmpty();
    }

    @Test
    void twoThatChangeACompleteFileDoNotMix() throws IOException {
        put("a.wav", "sound");
        Upload one = vault.open("a.wav", ONWARDS);
        Upload two = vault.open("a.wav", ONWARDS);
        write(one, "1", 0);
        write(two, "2", 4);
        two.complete();
        assertThat(content("a.wav")).isEqualTo("soun2");
        one.complete();
        assertThat(content("a.wav")).isEqualTo("1ound");
        assertThat(partials()).isEmpty();
    }

    @Test
    void aCompleteFileIsNotCutByItsName() throws IOException {
        put("a.wav", "sound");
        refused(Refusal.Kind.DENIED, "complete", () -> vault.truncate("a.wav", 3));
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void whatWasCutOffAndIsSentAgainFromTheStartDoesNotKeepItsOldEnd() throws IOException {
        cut("a.wav", "old, and long");
        Upload again = vault.open("a.wav", new Vault.Mode(true, false, false, false));
        write(again, "new", 0);
        again.abort();
        assertThat(list()).containsExactly("a.wav 3");
        Upload resumed = vault.open("a.wav", ONWARDS);
        write(resumed, "er", 3);
        resumed.complete();
        assertThat(content("a.wav")).isEqualTo("newer");
    }

    @Test
    void aWholeTemporaryFileIsPatchedInItsPlace() throws IOException {
        put("a.part", "sound");
        Upload patched = vault.open("a.part", ONWARDS);
        write(patched, "S", 0);
        patched.complete();
        vault.rename("a.part", "a.wav", false);
        assertThat(content("a.wav")).isEqualTo("Sound");
    }

    @Test
    void anEmptyCompleteFileIsWrittenLikeANewOne() throws IOException {
        vault.open("a.wav", ANEW).complete();
        assertThat(inbox()).containsExactly("a.wav");
        Upload upload = vault.open("a.wav", ONWARDS);
        write(upload, "sound", 0);
        upload.complete();
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void cuttingACompleteFileToNothingBeginsItAnew() throws IOException {
        put("a.wav", "old");
        vault.truncate("a.wav", 0);
        assertThat(content("a.wav")).isEqualTo("old");
        Upload upload = vault.open("a.wav", ONWARDS);
        write(upload, "new!", 0);
        upload.complete();
        assertThat(content("a.wav")).isEqualTo("new!");
        assertThat(partials()).isEmpty();
    }

    @Test
    void anExclusiveOpenTakesNoNameThatIsThere() throws IOException {
        put("a.wav", "sound");
        cut("b.wav", "sou");
        refused(Refusal.Kind.FAILED, "already", () -> vault.open("a.wav", EXCLUSIVE));
        refused(Refusal.Kind.FAILED, "already", () -> vault.open("b.wav", EXCLUSIVE));
        vault.open("c.wav", EXCLUSIVE).complete();
        assertThat(inbox()).containsExactly("a.wav", "c.wav");
    }

    @Test
    void anOpenThatDoesNotCreateFindsNothing() {
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.open("a.wav", ONWARDS));
    }

    @Test
    void ofTwoWritersTheLastToCloseWinsAndNothingIsMixed() throws IOException {
        Upload first = begin("a.wav", "1111");
        Upload second = begin("a.wav", "22");
        write(first, "1111", 4);
        write(second, "22", 2);
        second.complete();
        assertThat(content("a.wav")).isEqualTo("2222");
        first.complete();
        assertThat(content("a.wav")).isEqualTo("11111111");
        assertThat(partials()).isEmpty();
        assertThat(list()).containsExactly("a.wav 8");
    }

    @Test
    void aWriterThatWasOvertakenAndCutLeavesNothing() throws IOException {
        Upload first = begin("a.wav", "1111");
        cut("a.wav", "22");
        first.abort();
        assertThat(list()).containsExactly("a.wav 2");
        assertThat(partials()).hasSize(2);
    }

    @Test
    void whoResumesTakesTheUploadOverFromAHandleThatIsStillOpen() throws IOException {
        Upload dead = begin("a.wav", "sou");
        Upload alive = vault.open("a.wav", ONWARDS);
        refused(Refusal.Kind.FAILED, "opened again", () -> write(dead, "xx", 3));
        refused(Refusal.Kind.FAILED, "opened again", dead::complete);
        write(alive, "nd", 3);
        dead.abort();
        alive.complete();
        assertThat(content("a.wav")).isEqualTo("sound");
        assertThat(partials()).isEmpty();
    }

    @Test
    void removingAFileRemovesItCompleteOrNot() throws IOException {
        put("a.wav", "sound");
        Upload again = begin("a.wav", "sou");
        vault.remove("a.wav");
        refused(Refusal.Kind.FAILED, "deleted", again::complete);
        again.abort();
        assertThat(list()).isEmpty();
        assertThat(inbox()).isEmpty();
        assertThat(partials()).isEmpty();
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.remove("a.wav"));
    }

    @Test
    void whatTheFeedTookIsGoneButKnownForAWhile() throws IOException {
        put("a.wav", "sound");
        vault.stamp("a.wav", Instant.parse("2020-02-02T02:02:02Z"));
        Files.delete(Vault.inbox(home).resolve("a.wav"));
        assertThat(list()).isEmpty();
        assertThat(vault.stat("a.wav")).isEqualTo(new Entry("a.wav", 5, Instant.parse("2020-02-02T02:02:02Z")));
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.open("a.wav", ONWARDS));
        clock.advance(Duration.ofMinutes(11));
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.stat("a.wav"));
    }

    @Test
    void removingWhatTheFeedTookIsNotFound() throws IOException {
        put("a.wav", "sound");
        Files.delete(Vault.inbox(home).resolve("a.wav"));
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.remove("a.wav"));
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.stat("a.wav"));
    }

    @Test
    void aTimeThatAProgramGivesIsToldToItAndNotToTheFeed() throws IOException {
        put("a.wav", "sound");
        Instant before =
                Files.getLastModifiedTime(Vault.inbox(home).resolve("a.wav")).toInstant();
        vault.stamp("a.wav", Instant.EPOCH);
        assertThat(vault.stat("a.wav").modified()).isEqualTo(Instant.EPOCH);
        assertThat(Files.getLastModifiedTime(Vault.inbox(home).resolve("a.wav")).toInstant())
                .isEqualTo(before);
    }

    @Test
    void aFileLargerThanTheLimitIsRefusedWhileItComesAndForgotten() throws IOException {
        limit(DropLimits.builder().fileBytes(10));
        Upload upload = begin("a.wav", "0123456789");
        refused(Refusal.Kind.FAILED, "at most 10 bytes", () -> write(upload, "x", 10));
        refused(Refusal.Kind.FAILED, "at most 10 bytes", () -> write(upload, "x", 0));
        refused(Refusal.Kind.FAILED, "at most 10 bytes", upload::complete);
        assertThat(list()).isEmpty();
        assertThat(partials()).isEmpty();
        put("b.wav", "0123456789");
        assertThat(inbox()).containsExactly("b.wav");
    }

    @Test
    void aHugeOffsetCountsByWhereTheFileEndsNotByItsBlocks() throws IOException {
        limit(DropLimits.builder().accountBytes(1000));
        Upload upload = vault.open("a.wav", ANEW);
        refused(Refusal.Kind.FAILED, "1000", () -> write(upload, "x", 1000));
        upload.abort();
        Upload other = vault.open("b.wav", ANEW);
        refused(Refusal.Kind.FAILED, "bytes", () -> write(other, "x", Long.MAX_VALUE));
        other.abort();
        Upload negative = vault.open("c.wav", ANEW);
        refused(Refusal.Kind.FAILED, "bytes", () -> write(negative, "x", -1));
        negative.abort();
        Upload grown = vault.open("d.wav", ANEW);
        refused(Refusal.Kind.FAILED, "1000", () -> grown.truncate(1001));
        grown.abort();
        assertThat(list()).isEmpty();
        put("e.wav", "x".repeat(1000));
        assertThat(inbox()).containsExactly("e.wav");
    }

    @Test
    void theQuotaIsEnforcedWhileBytesArriveAndTheRestCanBeResumed() throws IOException {
        limit(DropLimits.builder().accountBytes(10));
        put("a.wav", "012345");
        Upload upload = begin("b.wav", "0123");
        refused(Refusal.Kind.FAILED, "as many bytes as it may", () -> write(upload, "45", 4));
        refused(Refusal.Kind.FAILED, "as many bytes as it may", upload::complete);
        assertThat(list()).containsExactly("a.wav 6", "b.wav 4");
        assertThat(inbox()).containsExactly("a.wav");
        open();
        vault.remove("a.wav");
        Upload resumed = vault.open("b.wav", ONWARDS);
        write(resumed, "45", 4);
        resumed.complete();
        assertThat(content("b.wav")).isEqualTo("012345");
    }

    @Test
    void whatTheFeedTakesIsRoomAgain() throws IOException {
        limit(DropLimits.builder().accountFiles(2));
        put("a.wav", "1");
        put("b.wav", "2");
        refused(Refusal.Kind.FAILED, "as many files as it may", () -> vault.open("c.wav", ANEW));
        Files.delete(Vault.inbox(home).resolve("a.wav"));
        // Counted anew at most once a second; a new start counts at once.
        open();
        put("c.wav", "3");
        assertThat(inbox()).containsExactly("b.wav", "c.wav");
    }

    @Test
    void manyUploadsDoNotWearTheQuotaOut() throws IOException {
        limit(DropLimits.builder().accountBytes(100).accountFiles(3));
        for (int i = 0; i < 50; i++) {
            put("a.wav", "x".repeat(30));
            cut("b.wav", "x".repeat(30));
            Upload broken = begin("c.wav", "x".repeat(30));
            assertThatThrownBy(() -> write(broken, "x".repeat(200), 30)).isInstanceOf(Refusal.class);
            broken.abort();
            vault.remove("c.wav");
            vault.remove("b.wav");
        }
        assertThat(list()).containsExactly("a.wav 30");
    }

    @Test
    void noSpaceIsTakenThatIsToStayFree() throws IOException {
        limits = DropLimits.builder().freeBytes(Long.MAX_VALUE / 2).build();
        open();
        refused(Refusal.Kind.FAILED, "no space", () -> vault.open("a.wav", ANEW));
        assertThat(partials()).isEmpty();
    }

    @Test
    void anUploadThatWasCutOffIsSweptAfterADayUnlessItIsWritten() throws IOException {
        cut("a.wav", "sou");
        put("b.wav.part", "sound");
        Upload alive = begin("c.wav", "sou");
        put("d.wav", "sound");
        clock.advance(Duration.ofHours(23));
        assertThat(vault.sweep()).isZero();
        clock.advance(Duration.ofHours(2));
        assertThat(vault.sweep()).isEqualTo(2);
        assertThat(list()).containsExactly("c.wav 3", "d.wav 5");
        alive.complete();
        assertThat(inbox()).containsExactly("c.wav", "d.wav");
    }

    @Test
    void whatAnEarlierRunLeftIsSweptAtTheStart() throws IOException {
        cut("a.wav", "sou");
        clock.set(Instant.now().plus(Duration.ofDays(2)));
        open();
        assertThat(partials()).isEmpty();
    }

    @Test
    void foldersLinksAndNamesOfTheEngineInTheInboxAreNotSeen() throws IOException {
        Path inbox = Vault.inbox(home);
        Files.createDirectory(inbox.resolve("processed"));
        Files.createDirectory(inbox.resolve("folder"));
        Path outside = Files.writeString(home.resolve("outside"), "safe");
        Files.createSymbolicLink(inbox.resolve("link"), outside);
        Files.writeString(inbox.resolve(".tandem-1.tmp"), "x");
        put("a.wav", "sound");
        assertThat(list()).containsExactly("a.wav 5");
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.stat("link"));
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.stat("folder"));
        refused(Refusal.Kind.NOT_FOUND, "no such file", () -> vault.remove("link"));
        refused(Refusal.Kind.DENIED, "folder", () -> vault.open("Processed", ANEW));
        assertThat(outside).hasContent("safe");
    }

    @Test
    void anUploadOverALinkReplacesTheLinkAndNotWhatItLeadsTo() throws IOException {
        Path outside = Files.writeString(home.resolve("outside"), "safe");
        Files.createSymbolicLink(Vault.inbox(home).resolve("a.wav"), outside);
        put("a.wav", "sound");
        assertThat(Files.readString(outside)).isEqualTo("safe");
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void rubbishInThePartialFolderIsDeletedAtTheStart() throws IOException {
        Path partial = home.resolve("partial");
        String id = "0".repeat(24);
        Files.writeString(partial.resolve(id + ".data"), "no name");
        Files.writeString(partial.resolve("1".repeat(24) + ".name"), "no bytes");
        Files.writeString(partial.resolve("2".repeat(24) + ".new"), "half a name");
        Files.writeString(partial.resolve("3".repeat(24) + ".name"), "../../etc/passwd");
        Files.writeString(partial.resolve("3".repeat(24) + ".data"), "evil");
        Files.writeString(partial.resolve("readme.txt"), "the operator's");
        open();
        assertThat(partials()).containsExactly("readme.txt");
        assertThat(list()).isEmpty();
    }
}
