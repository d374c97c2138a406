package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Temporary names, and what is complete by a rename. */
class VaultRenameTest extends VaultFixture {
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
        resume("a.wav.part", "nd", 3);
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
    void aWholeTemporaryFileIsPatchedInItsPlace() throws IOException {
        put("a.part", "sound");
        resume("a.part", "S", 0);
        vault.rename("a.part", "a.wav", false);
        assertThat(content("a.wav")).isEqualTo("Sound");
    }
}
