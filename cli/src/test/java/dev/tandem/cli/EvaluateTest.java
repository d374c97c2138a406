package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
    @TempDir
    Path folder;

    @TempDir
    Path home;

    private Program program;

    private Path data;

    @BeforeEach
    void writeSets() throws IOException {
        program = TestMatchers.program(home);
        data = Files.createDirectory(folder.resolve("sets"));
        write("one", "id,key\na,x\nb,y?\nc,z\n", "id,key\n1,x\n2,y?\n3,z\n", "left_id,right_id\na,1\nb,2\nc,9\n");
        write("two", "id,key\na,x\n", "id,key\n1,x\n", "left_id,right_id\na,1\n");
        Files.createDirectory(data.resolve("no set"));
    }

    private void write(String set, String left, String right, String truth) throws IOException {
        Path folder = Files.createDirectories(data.resolve(set));
        Files.writeString(folder.resolve("left.csv"), left);
        Files.writeString(folder.resolve("right.csv"), right);
        Files.writeString(folder.resolve("truth.csv"), truth);
    }

    private Result evaluate(Object... more) {
        List<Object> args = new ArrayList<>(List.of("evaluate", "--data", data, "--worlds", 0));
        args.addAll(List.of(more));
        return program.run(args.toArray());
    }

    @Test
    void aPluginsMatcherIsHeldAgainstEachSetOfAFolder() {
        Result result = evaluate("--matcher", "same-key");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("set +rows +precision +recall +F1 +false links +calibration +seconds +peak heap")
                .containsPattern("one +3 x 3 +0\\.5000 +0\\.5000 +0\\.5000 +0\\.5000 +0\\.4667 +\\d+\\.\\d\\d +\\d+ MB")
                .containsPattern("two +1 x 1 +1\\.0000 +1\\.0000 +1\\.0000 +0\\.0000 +0\\.0500 ")
                .containsPattern("mean +0\\.7500 +0\\.7500 +0\\.7500 +0\\.2500\\R")
                .doesNotContain("no set");
    }

    @Test
    void aFolderMayBeASetItself() {
        assertThat(program.run("evaluate", "--data", data.resolve("two"), "--worlds", 0, "--matcher", "same-key")
                        .out())
                .containsPattern("two +1 x 1 +1\\.0000 ")
                .doesNotContain("mean");
    }

    @Test
    void aSetThatFailsSaysSoAndTheOthersGoOn() throws IOException {
        write("broken", "id,key\na,x\na,y\n", "id,key\n1,x\n", "left_id,right_id\na,1\n");
        Files.delete(data.resolve("one").resolve("truth.csv"));
        Result result = evaluate("--matcher", "same-key");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("broken +failed\\R")
                .containsIgnoringWhitespaces("left.csv:3: the id 'a' is also in line 2")
                .containsPattern("one +failed\\R")
                .containsIgnoringWhitespaces("truth.csv: there is no such file")
                .containsPattern("two +1 x 1 +1\\.0000 ");
    }

    @Test
    void aMatcherThatFailsOrBreaksItsContractFailsItsSetAlone() throws IOException {
        write("empty", "id,key\n", "id,key\n1,x\n", "left_id,right_id\n");
        Result result = evaluate("--matcher", "stray");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("empty +failed\\R +java.lang.IllegalStateException: no metadata")
                .containsPattern("two +failed\\R +the matcher stray linked a row that is not there");
    }

    @Test
    void callWorldsOfEachKindAreMadeAnewFromTheirSeeds() {
        Object[] args = {"evaluate", "--matcher", "same-key", "--worlds", 2, "--calls", 60, "--seed", 7};
        Result result = program.run(args);
        assertThat(result.code()).isZero();
        for (String kind : List.of("session", "phone", "bursts", "no-phone", "faults")) {
            assertThat(result.out())
                    .containsPattern("calls, " + kind + ", seed 7 +\\d+ x \\d+ +- +0\\.0000 +0\\.0000 +- +- ")
                    .containsPattern("calls, " + kind + ", seed 8 ");
        }
        String timeless = "\\d+\\.\\d\\d +\\d+ MB";
        assertThat(program.run(args).out().replaceAll(timeless, ""))
                .isEqualTo(result.out().replaceAll(timeless, ""));
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Files.delete(data.resolve("two").resolve("left.csv"));
        Result result = evaluate("--matcher", "same-key", "--json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("\"ok\": false", "\"matcher\": \"same-key\"", "\"set\": \"one\"", "\"f1\": 0.5,")
                .contains("\"calibrationError\": 0.46", "\"peakHeapBytes\": ", "\"failure\": \"");
    }

    @Test
    void thePageHasEverySetAlsoOneThatFailed() throws IOException {
        write("<b>", "id,key\na,x\n", "id,key\n1,x\n", "left_id,right_id\na,1\n");
        Files.delete(data.resolve("two").resolve("left.csv"));
        Path page = folder.resolve("page.html");
        assertThat(evaluate("--matcher", "same-key", "--report", page).code()).isEqualTo(1);
        assertThat(page)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("same-key", "&lt;b&gt;", "one", "left.csv: there is no such file")
                .contains("Sets without a result", "F1")
                .doesNotContain("<b>", "http://", "https://", "<script");
    }

    @Test
    void thePageOfNothingButFailuresSaysSo() throws IOException {
        Path page = folder.resolve("page.html");
        assertThat(evaluate("--matcher", "stray", "--report", page).code()).isEqualTo(1);
        assertThat(page)
                .content()
                .contains("Sets without a result", "linked a row that is not there")
                .doesNotContain("Set by set");
    }

    @Test
    void whatCannotBeEvaluatedIsWrongUsage() {
        assertWrong(evaluate("--matcher", "nobody"), "no Matcher is named \"nobody\"; present are ", "same-key");
        assertWrong(evaluate("--calls", 0), "--calls: is 0; expected 1 or more");
        assertWrong(program.run("evaluate", "--worlds", 0), "--worlds: is 0 and there is no --data");
        assertWrong(program.run("evaluate", "--data", folder.resolve("none")), "--data: ", "none does not exist");
        assertWrong(
                program.run("evaluate", "--data", data.resolve("no set")),
                "--data: found no labelled set in ",
                "expected folders with left.csv, right.csv and truth.csv");
    }

    private static void assertWrong(Result result, String... words) {
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }
}
