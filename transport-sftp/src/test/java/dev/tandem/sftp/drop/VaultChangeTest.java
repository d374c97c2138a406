package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is done to a file that is complete already. */
class VaultChangeTest extends VaultFixture {
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
    void anEmptyCompleteFileIsWrittenLikeANewOne() throws IOException {
        vault.open("a.wav", ANEW).complete();
        assertThat(inbox()).containsExactly("a.wav");
        resume("a.wav", "sound", 0);
        assertThat(content("a.wav")).isEqualTo("sound");
    }

    @Test
    void cuttingACompleteFileToNothingBeginsItAnew() throws IOException {
        put("a.wav", "old");
        vault.truncate("a.wav", 0);
        assertThat(content("a.wav")).isEqualTo("old");
        resume("a.wav", "new!", 0);
        assertThat(content("a.wav")).isEqualTo("new!");
        assertThat(partials()).isEmpty();
    }
}
