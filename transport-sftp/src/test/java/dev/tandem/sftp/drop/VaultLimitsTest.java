package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Bytes and files are counted while they come. */
class VaultLimitsTest extends VaultFixture {
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
        resume("b.wav", "45", 4);
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
}
