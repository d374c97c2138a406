package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.drop.DropNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the drop takes under a final name is what the engine will not call temporary or unsafe. */
class DropNamesAgreeTest {
    private static final List<String> NAMES = List.of(
            "20260101-120000_1.wav",
            "a.part",
            "A.PART",
            "a.filepart",
            "a.partial",
            "a.tmp",
            "a.TEMP",
            "a.uploading",
            "a.crdownload",
            "a.swp",
            "a~",
            "~a",
            ".a",
            ".a.part",
            "part",
            "a.parts",
            "ünï.wav",
            "a b.wav",
            "a\u202Eb.wav",
            "a\u2066b",
            "a\u0000b",
            "a\nb",
            "a\u007fb",
            "a\u0085b",
            "a\uFFFDb",
            "a\\b",
            "a/b",
            "",
            "x".repeat(255),
            "x".repeat(256),
            "ü".repeat(127),
            "ü".repeat(128),
            "%2e%2e",
            "a%00",
            "con",
            "...");

    @Test
    void theyAgreeOnWhatIsTemporary() {
        for (String name : NAMES) {
            assertThat(DropNames.isTemporary(name)).as(name).isEqualTo(FileName.isTemporary(name));
        }
    }

    @Test
    void theyAgreeOnWhatIsUnsafe() {
        for (String name : NAMES) {
            assertThat(DropNames.isWrong(name)).as(name).isEqualTo(FileName.unsafe(name) != null);
        }
    }

    @Test
    void noFolderOfTheEnginesIsAFileOfACustomers() {
        assertThat(List.of(Folders.PROCESSED, Folders.REFUSED, "Refused", "PROCESSED"))
                .allMatch(DropNames::isWrong);
    }
}
