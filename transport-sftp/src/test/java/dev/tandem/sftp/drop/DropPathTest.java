package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DropPathTest {
    @Test
    void theFolderHasManyNames() throws Refusal {
        for (String path : List.of(
                "",
                ".",
                "/",
                "//",
                "/.",
                "/..",
                "../..",
                "/upload",
                "upload/",
                "/upload/.",
                "/upload/x/..",
                "/x/../upload/../upload")) {
            assertThat(DropPath.of(path).isFolder()).as(path).isTrue();
        }
    }

    @Test
    void aFileLiesInTheFolderAndNowhereElse() throws Refusal {
        for (String path : List.of("a.wav", "/a.wav", "/upload/a.wav", "upload//a.wav", "/x/../a.wav", "../../a.wav")) {
            assertThat(DropPath.of(path).target()).as(path).isEqualTo("a.wav");
        }
        for (String path : List.of("/x/a.wav", "/etc/passwd", "/upload/x/a.wav", "/upload/upload")) {
            assertThatThrownBy(() -> DropPath.of(path).target()).as(path).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> DropPath.of(path).file()).as(path).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void thePathThatIsToldIsAbsoluteAndPlain() throws Refusal {
        assertThat(DropPath.of("").absolute()).isEqualTo("/");
        assertThat(DropPath.of("/upload/./a.wav").absolute()).isEqualTo("/upload/a.wav");
        assertThat(DropPath.of("../../x/../a").absolute()).isEqualTo("/a");
    }

    @Test
    void aPathWithoutEndIsRefused() {
        assertThatThrownBy(() -> DropPath.of("x/".repeat(3000))).isInstanceOf(Refusal.class);
    }
}
