package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Uploads and what becomes of them, in one account's folders. */
class VaultTest extends VaultFixture {
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
        resume("a.wav", "nd", 3);
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
        resume("ä b.wav", "nd", 3);
        assertThat(content("ä b.wav")).isEqualTo("sound");
    }

    @Test
    void whatWasCutOffAndIsSentAgainFromTheStartDoesNotKeepItsOldEnd() throws IOException {
        cut("a.wav", "old, and long");
        Upload again = vault.open("a.wav", new Vault.Mode(true, false, false, false));
        write(again, "new", 0);
        again.abort();
        assertThat(list()).containsExactly("a.wav 3");
        resume("a.wav", "er", 3);
        assertThat(content("a.wav")).isEqualTo("newer");
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
