package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code link} with a plugin's matcher, and what is wrong before any linking. */
class LinkTest {
    @TempDir
    Path folder;

    @TempDir
    Path home;

    private Program program;

    @BeforeEach
    void writeTables() throws IOException {
        program = TestMatchers.program(home);
        write("left.csv", "id,key\na,x\nb,y?\nc,z\nd,w\n");
        write("right.csv", "key,id\nx,1\ny?,2\nz,3\nq,4\nz,5\n");
        write("truth.csv", "left_id,right_id\na,1\nc,3\nd,4\n");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Result link(Object... more) {
        return link(program, more);
    }

    private Result link(Program program, Object... more) {
        List<Object> args = new ArrayList<>(List.of("link", folder.resolve("left.csv"), folder.resolve("right.csv")));
        args.addAll(List.of("--out", folder.resolve("links.csv")));
        args.addAll(List.of(more));
        return program.run(args.toArray());
    }

    private void assertWrong(Result result, String... words) throws IOException {
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(words).doesNotContain("Exception", "unexpected:");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("links.csv") || name.startsWith("."));
        }
    }

    @Test
    void aPluginsMatcherLinksTwoFiles() {
        Result result = link("--matcher", "same-key");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(folder.resolve("links.csv")).hasContent("""
                left_id,right_id,probability,decision
                a,1,0.950000,link
                c,3,0.950000,link
                c,5,0.950000,link
                b,2,0.500000,review
                """);
        assertThat(result.out())
                .containsPattern("left +4 rows of 1 column and an id in .*left.csv")
                .containsPattern("right +5 rows")
                .containsPattern("linked +3\\R")
                .containsPattern("for review +1 ")
                .containsPattern("left alone +1 +left rows\\R +1 +right rows")
                .doesNotContain("precision");
    }

    @Test
    void theTruthTellsHowGoodTheLinksAre() {
        assertThat(link("--matcher", "same-key", "--truth", folder.resolve("truth.csv"))
                        .out())
                .containsPattern("precision +0\\.6667 +2 of 3 linked pairs are true")
                .containsPattern("recall +0\\.6667 +2 of 3 true pairs are linked")
                .containsPattern("F1 +0\\.6667")
                .containsPattern("false-link rate +0\\.3333 +1 of 3 linked pairs are false");
    }

    @Test
    void whatIsUndefinedIsShownAsSuch() throws IOException {
        write("left.csv", "id,key\na,\n");
        write("truth.csv", "left_id,right_id\n");
        assertThat(link("--matcher", "same-key", "--truth", folder.resolve("truth.csv"))
                        .out())
                .containsPattern("precision +- +0 of 0")
                .containsPattern("recall +- +0 of 0")
                .containsPattern("F1 +-\\R");
    }

    @Test
    void pairsOfTheTruthThatAreElsewhereAreLeftOutAndSaid() throws IOException {
        write("truth.csv", "left_id,right_id\na,1\nc,99\n");
        assertThat(link("--matcher", "same-key", "--truth", folder.resolve("truth.csv"))
                        .out())
                .containsPattern("recall +1\\.0000 +1 of 1")
                .contains("1 pair of the truth left out");
    }

    @Test
    void aTruthOfOtherTablesIsRefused() throws IOException {
        write("truth.csv", "left_id,right_id\n1,a\n");
        assertWrong(
                link("--matcher", "same-key", "--truth", folder.resolve("truth.csv")),
                "truth.csv: none of its 1 pairs names a row of each table");
    }

    @Test
    void jsonTellsTheSame() {
        Result result = link("--matcher", "same-key", "--truth", folder.resolve("truth.csv"), "--json");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("{")
                .contains("\"linked\": 3,", "\"review\": 1,", "\"leftAlone\": 1,", "\"rows\": 5,")
                .contains("\"right\": 2,", "\"wrong\": 1,", "\"missed\": 1");
    }

    @Test
    void aFileThatCannotBeUsedIsSaidAndNothingIsWritten() throws IOException {
        write("right.csv", "key,name\nx,1\n");
        assertWrong(link(), "right.csv: no column is named id; found key, name");
        write("right.csv", "id,key\n1,x\n1,y\n");
        assertWrong(link(), "right.csv:3: the id '1' is also in line 2");
        Files.delete(folder.resolve("left.csv"));
        assertWrong(link(), "left.csv: there is no such file");
    }

    @Test
    void anOutputThatCannotBeWrittenIsSaidBeforeAnyWork() throws IOException {
        Path none = folder.resolve("none/links.csv");
        assertWrong(
                program.run("link", folder.resolve("left.csv"), folder.resolve("right.csv"), "--out", none),
                "--out: " + none + " cannot be written: there is no folder");
    }

    @Test
    void aFullDiskIsSaid() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full to write to");
        Result result = program.run(
                "link",
                folder.resolve("left.csv"),
                folder.resolve("right.csv"),
                "--out",
                full,
                "--matcher",
                "same-key");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("tandem: the links cannot be written: ")
                .doesNotContain("unexpected:");
    }

    @Test
    void anInputIsNeverWrittenOver() throws IOException {
        Path left = folder.resolve("left.csv");
        Result result = program.run("link", left, folder.resolve("right.csv"), "--out", left);
        assertWrong(result, "--out: " + left + " is also read");
        assertThat(left).content().startsWith("id,key\n");
        assertWrong(
                link("--model-out", folder.resolve("links.csv")), "links.csv is also named by --out; expected another");
    }

    @Test
    void columnsThatAreNotThereAreSaidWithThoseThatAre() throws IOException {
        assertWrong(link("--field", "key=name"), "--field key=name: the right table has no column name; found key");
        assertWrong(link("--field", "kex"), "--field kex: the left table has no column kex; found key");
    }

    @Test
    void optionsWithoutSenseAreWrongUsage() throws IOException {
        assertWrong(link("--threshold", "1.5"), "--threshold: is 1.5; expected a number from 0 to 1");
        assertWrong(link("--cardinality", "one"), "expected one of auto, one-to-one, many-to-one");
        assertWrong(link("--field", "=x"), "expected left=right, found '=x'");
        assertWrong(
                link("--matcher", "same-key", "--threshold", ".5"),
                "--threshold: is for the built-in linker alone; leave it out, or leave out --matcher same-key");
        assertWrong(link("--matcher", "nobody"), "no Matcher is named \"nobody\"; present are ", "same-key");
    }

    @Test
    void aMatcherThatBreaksItsContractIsSaidAndNothingIsWritten() {
        Result result = link("--matcher", "stray");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("the matcher stray linked a row that is not there: a with nowhere");
        assertThat(folder.resolve("links.csv")).doesNotExist();
    }

    @Test
    void whatStoodThereBeforeStaysIfLinkingFails() throws IOException {
        write("links.csv", "before");
        assertThat(link("--matcher", "stray").code()).isEqualTo(1);
        assertThat(folder.resolve("links.csv")).hasContent("before");
    }

    @Test
    void longWorkIsShownOnATerminalOnly() {
        assertThat(link("--matcher", "same-key").err()).isEmpty();
        assertThat(link(program.terminal(), "--matcher", "same-key").err())
                .contains("reading: ", "linking 4 x 5 rows, 0 s", "\r");
    }
}
