package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code link} with the built-in linker, on the sample that the guide begins with. */
class LinkSampleTest {
    private static final Path SAMPLE = Program.HOME.resolve("samples").resolve("linkage");
    private static final Path CRM = SAMPLE.resolve("crm.csv");
    private static final Path RECORDINGS = SAMPLE.resolve("recordings.csv");
    private static final Path TRUTH = SAMPLE.resolve("truth.csv");

    @TempDir
    Path folder;

    private Result link(Path left, Path right, String out, Object... more) {
        List<Object> args = new ArrayList<>(List.of("link", left, right, "--out", folder.resolve(out)));
        args.addAll(List.of(more));
        Result result = new Program().run(args.toArray());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result;
    }

    private static double figure(Result result, String name) {
        return Pattern.compile(name + " +([01]\\.\\d{4})")
                .matcher(result.out())
                .results()
                .map((MatchResult found) -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSampleIsLinkedWithoutBeingToldAnything() {
        Path page = folder.resolve("report.html");
        Result result = link(CRM, RECORDINGS, "links.csv", "--truth", TRUTH, "--report", page);
        assertThat(figure(result, "precision")).isGreaterThan(.97);
        assertThat(figure(result, "recall")).isGreaterThan(.90);
        assertThat(result.out())
                .containsPattern("Activity date +startTime +time")
                .containsPattern("Sandra Spencer +8177 +in ")
                .containsIgnoringWhitespaces("the left clock is 1 h ahead of the right; its stamps: ");
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("crm.csv", "recordings.csv");
        assertThat(folder.resolve("links.csv")).content().startsWith("left_id,right_id,probability,decision\n");
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() throws IOException {
        link(CRM, RECORDINGS, "links.csv");
        long seed = 11;
        Path left = shuffled(CRM, seed);
        Path right = shuffled(RECORDINGS, seed + 1);
        link(left, right, "again.csv");
        assertThat(folder.resolve("again.csv")).as("seed " + seed).hasSameTextualContentAs(folder.resolve("links.csv"));
    }

    private Path shuffled(Path table, long seed) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
        return Files.write(folder.resolve("shuffled-" + table.getFileName()), lines);
    }

    @Test
    void aModelLinksAsTheRunThatWroteIt() throws IOException {
        Path model = folder.resolve("model.json");
        Result first = link(CRM, RECORDINGS, "links.csv", "--truth", TRUTH, "--model-out", model);
        Result second = link(CRM, RECORDINGS, "again.csv", "--truth", TRUTH, "--model", model);
        assertThat(figure(second, "F1")).isGreaterThan(figure(first, "F1") - .02);
        assertThat(Files.readString(model)).startsWith("{").contains("tandem-link-model");
    }

    @Test
    void aModelThatIsNoneOrOfOtherTablesIsRefused() throws IOException {
        Path model = folder.resolve("model.json");
        link(CRM, RECORDINGS, "links.csv", "--model-out", model);
        Path other = Files.writeString(folder.resolve("other.csv"), "id,a\n1,x\n2,y\n");
        assertRefused(other, other, model, "--model: ", "model.json is for other tables: ");
        Path none = Files.writeString(folder.resolve("none.json"), "[]");
        assertRefused(CRM, RECORDINGS, none, "--model: ", "none.json: this is no model");
        assertRefused(CRM, RECORDINGS, folder.resolve("no.json"), "no.json: there is no such file");
    }

    private void assertRefused(Path left, Path right, Path model, String... words) {
        Result result =
                new Program().run("link", left, right, "--out", folder.resolve("refused.csv"), "--model", model);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(words);
        assertThat(folder.resolve("refused.csv")).doesNotExist();
    }

    @Test
    void whatAPersonKnowsIsTakenFromTheSameFile() throws IOException {
        Result before = link(CRM, RECORDINGS, "links.csv", "--truth", TRUTH);
        List<String> truth = Files.readAllLines(TRUTH);
        List<String> decided = Files.readAllLines(folder.resolve("links.csv")).stream()
                .map(line -> {
                    String pair = String.join(",", List.of(line.split(",", -1)).subList(0, 2));
                    return line.replace(",review", truth.contains(pair) ? ",yes" : ",no");
                })
                .toList();
        Path labels = Files.write(folder.resolve("decided.csv"), decided);
        Result after = link(CRM, RECORDINGS, "after.csv", "--truth", TRUTH, "--labels", labels);
        assertThat(figure(after, "F1")).isGreaterThanOrEqualTo(figure(before, "F1"));
    }

    @Test
    void labelsOfOtherTablesAreRefused() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), "left_id,right_id\nno,body\n");
        Result result =
                new Program().run("link", CRM, RECORDINGS, "--out", folder.resolve("links.csv"), "--labels", labels);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--labels: none of the 1 pairs of ");
    }

    @Test
    void labelsOfSomeOtherRowsAreToldAndPassedOver() throws IOException {
        String pair = Files.readAllLines(TRUTH).get(1);
        Path labels = Files.writeString(
                folder.resolve("labels.csv"), "left_id,right_id,match\n" + pair + ",yes\nno,body,yes\nno,thing,no\n");
        Result result =
                new Program().run("link", CRM, RECORDINGS, "--out", folder.resolve("links.csv"), "--labels", labels);
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains(
                        "warning: --labels: 2 of the 3 pairs of " + labels + " left out: they name rows that are not");
        assertThat(folder.resolve("links.csv")).content().contains(pair + ",1.000000,link");
    }

    @Test
    void aLabelIsKeptToThoughNothingIsLearned() throws IOException {
        link(CRM, RECORDINGS, "links.csv", "--model-out", folder.resolve("model.json"));
        String first = Files.readAllLines(folder.resolve("links.csv")).get(1);
        List<String> ids = List.of(first.split(",", -1)).subList(0, 2);
        String strange = Files.readAllLines(RECORDINGS).get(7).split(",", -1)[0];
        Path labels = Files.writeString(
                folder.resolve("labels.csv"),
                "left_id,right_id,match\n" + String.join(",", ids) + ",no\n" + ids.get(0) + "," + strange + ",yes\n");
        link(CRM, RECORDINGS, "after.csv", "--model", folder.resolve("model.json"), "--labels", labels);
        assertThat(folder.resolve("after.csv"))
                .content()
                .contains(ids.get(0) + "," + strange + ",1.000000,link")
                .doesNotContain(String.join(",", ids));
    }

    @Test
    void tablesWithNothingInCommonGiveAnEmptyFile() throws IOException {
        Path left = Files.writeString(folder.resolve("l.csv"), "id,a\n1,\n2,\n");
        Path right = Files.writeString(folder.resolve("r.csv"), "id\n");
        Result result = link(left, right, "links.csv");
        assertThat(folder.resolve("links.csv")).hasContent("left_id,right_id,probability,decision\n");
        assertThat(result.out()).contains("no columns correspond").containsPattern("linked +0 ");
    }

    @Test
    void aThresholdOfOneClaimsLessThanOneOfAHalf() {
        Result all = link(CRM, RECORDINGS, "links.csv", "--threshold", ".5", "--truth", TRUTH, "--json");
        Result few = link(CRM, RECORDINGS, "links.csv", "--threshold", "1", "--truth", TRUTH, "--json");
        assertThat(linked(few)).isLessThan(linked(all));
        assertThat(all.out()).contains("\"threshold\": 0.5");
    }

    private static int linked(Result result) {
        return Pattern.compile("\"linked\": (\\d+)")
                .matcher(result.out())
                .results()
                .map((MatchResult found) -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
