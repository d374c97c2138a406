package dev.tandem.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksFileTest {
    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void linksAreRowsWithQuotesWhereTheyAreNeeded() throws IOException {
        Path file = folder.resolve("links.csv");
        LinksFile.write(
                file,
                List.of(
                        new Link("a", "1", 1, 1, Decision.LINK),
                        new Link("x,\"y\"", "conf/2", .98765449, 0, Decision.LINK),
                        new Link("b", "2\n3", .05, 0, Decision.REVIEW),
                        new Link("c", "4", 0, 0, Decision.REVIEW)));
        assertThat(file).hasContent("""
                left_id,right_id,probability,decision
                a,1,1.000000,link
                "x,""y""\",conf/2,0.987654,link
                b,"2
                3",0.050000,review
                c,4,0.000000,review
                """);
    }

    @Test
    void whatWasNotFinishedLeavesNothingAndChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("links.csv"), "before");
        try (OutputFile output = OutputFile.reserve("--out", file)) {
            Files.writeString(output.path(), "half");
            assertThat(file).hasContent("before");
        }
        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("before");
    }

    @Test
    void whatWasFinishedTakesThePlaceOfWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("links.csv"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (OutputFile output = OutputFile.reserve("--out", link)) {
            Files.writeString(output.path(), "after");
            output.commit();
        }
        assertThat(files()).containsExactlyInAnyOrder(file, link);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }

    @Test
    void whereNothingCanBeWrittenIsTold() {
        assertThatThrownBy(() -> OutputFile.reserve("--out", folder.resolve("no/links.csv")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--out: ")
                .hasMessageContaining("there is no folder " + folder.resolve("no"));
        assertThatThrownBy(() -> OutputFile.reserve("--out", folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is a folder; expected a file to write");
    }
}
