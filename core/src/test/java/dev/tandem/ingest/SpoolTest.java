package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String content(Spool.Copy copy) throws IOException {
        try (InputStream in = copy.open()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void copiesThatAreWrittenInTurnsKeepApart() throws IOException {
        try (Spool spool = new Spool(folder)) {
            Spool.Copy first = spool.add(6);
            Spool.Copy second = spool.add(4);
            first.write(bytes("abc"));
            second.write(bytes("12"));
            first.write(bytes("def"));
            second.write(bytes("34"));
            assertThat(content(first)).isEqualTo("abcdef");
            assertThat(content(second)).isEqualTo("1234");
            assertThat(content(first)).isEqualTo("abcdef");
            assertThat(second.sha256()).isEqualTo("03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4");
        }
    }

    @Test
    void moreBytesThanThereIsRoomForAreNotTaken() throws IOException {
        try (Spool spool = new Spool(folder)) {
            Spool.Copy first = spool.add(2);
            Spool.Copy second = spool.add(2);
            second.write(bytes("12"));
            assertThatThrownBy(() -> first.write(bytes("abc"))).isInstanceOf(IOException.class);
            assertThat(first.count()).isZero();
            assertThat(content(second)).isEqualTo("12");
        }
    }

    @Test
    void roomThatWasGivenBackIsUsedAgain() throws IOException {
        try (Spool spool = new Spool(folder)) {
            spool.add(3).write(bytes("abc"));
            assertThat(spool.isEmpty()).isFalse();
            spool.clear();
            assertThat(spool.isEmpty()).isTrue();
            Spool.Copy next = spool.add(3);
            next.write(bytes("xyz"));
            assertThat(content(next)).isEqualTo("xyz");
        }
    }

    @Test
    void aReaderThatIsInterruptedSpoilsThatCopyAndNoneThatComesLater() throws IOException {
        try (Spool spool = new Spool(folder)) {
            Spool.Copy copy = spool.add(3);
            copy.write(bytes("abc"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> content(copy)).isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            spool.clear();
            Spool.Copy next = spool.add(3);
            next.write(bytes("xyz"));
            assertThat(content(next)).isEqualTo("xyz");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files that are open have names there")
    void aProcessThatIsKilledLeavesNoFileBehind() throws IOException {
        try (Spool spool = new Spool(folder.resolve("made"))) {
            spool.add(3).write(bytes("abc"));
            try (Stream<Path> files = Files.list(folder.resolve("made"))) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void noFileIsMadeUntilOneIsNeeded() {
        Path nowhere = folder.resolve("none");
        try (Spool spool = new Spool(nowhere)) {
            spool.clear();
        }
        assertThat(nowhere).doesNotExist();
    }
}
