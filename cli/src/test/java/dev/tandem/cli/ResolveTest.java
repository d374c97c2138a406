package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What waits for a person, and the command by which the person decides. */
class ResolveTest {
    private static final String FIRST = "20260302-140512_joe.wav";
    private static final String SECOND = "20260302-140515_joe.wav";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void putWhatNobodyCanTellApart() throws IOException {
        world = World.in(folder);
        world.write("tandem.yaml", World.RULES.replace("settle: 100ms", "settle: 100ms, matcher: common-fields"));
        world.write("inbox/" + FIRST, "one");
        world.write("inbox/" + SECOND, "two");
        world.write("inbox/crm-77.json", "{\"time\": \"2026-03-02 14:05:13\", \"agent\": \"joe\"}");
        ingest();
    }

    private void ingest() {
        assertThat(run("ingest", "--once").err()).isEmpty();
    }

    private Result run(String command, Object... more) {
        List<Object> args = new ArrayList<>(List.of(command, "-c", world.configuration()));
        args.addAll(List.of(more));
        return new Program().run(args.toArray());
    }

    private JsonNode feed() {
        return JsonMapper.shared()
                .readTree(run("status", "--json").out())
                .get("feeds")
                .get(0);
    }

    private List<String> deliveredRecordings() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path call : world.deliveries()) {
            String text = Files.readString(call);
            Stream.of(FIRST, SECOND).filter(text::contains).forEach(names::add);
        }
        return names;
    }

    private void assertRefused(Result result, int code, String... words) throws IOException {
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(words);
        ingest();
        assertThat(Files.exists(folder.resolve("inbox/crm-77.json")))
                .as("waits on")
                .isTrue();
    }

    // ------------------------------------------------------------------------------------------- status

    @Test
    void whatIsToBeDecidedIsShownWithItsCandidatesAndHowToDecide() {
        String out = run("status").out();
        assertThat(out)
                .containsPattern("to decide, the oldest first\\R +[0-9]+ +crm-77.json +[0-9]+s\\R"
                        + " +2 recordings could be meant")
                .containsPattern(
                        "[0-9]+ +" + FIRST + " +[0-9]+\\.[0-9] %: agrees in time \\([^)]*\\), user \\(equal\\)")
                .containsPattern(
                        "[0-9]+ +" + SECOND + " +[0-9]+\\.[0-9] %: agrees in time \\([^)]*\\), user \\(equal\\)")
                .contains("tandem resolve METADATA RECORDING", "--none");
    }

    @Test
    void theDocumentHasTheCandidatesToo() {
        JsonNode undecided = feed().get("undecided");
        assertThat(undecided).hasSize(1);
        assertThat(undecided.get(0).get("path").asString()).isEqualTo("crm-77.json");
        assertThat(undecided.get(0).get("reason").asString()).isEqualTo("ambiguous-match");
        JsonNode candidates = undecided.get(0).get("candidates");
        assertThat(candidates).hasSize(2);
        assertThat(candidates)
                .extracting(candidate -> candidate.get("path").asString())
                .containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(candidates.get(0).get("probability").asDouble()).isBetween(0.3, 0.7);
        assertThat(candidates.get(0).get("sure").asBoolean()).isFalse();
        assertThat(candidates.get(0).get("why").asString()).contains("time");
        assertThat(candidates.get(0).get("id").asLong()).isPositive();
    }

    @Test
    void asManyFilesAreShownAsTheLimitSays() throws IOException {
        for (int i = 0; i < 30; i++) {
            world.write("inbox/crm-" + i + ".json", "{\"time\": \"2026-03-02 14:05:14\", \"agent\": \"joe\"}");
        }
        ingest();
        String decide = run("status").out().split("to decide, the oldest first", -1)[1];
        assertThat(decide.lines().filter(line -> line.contains("crm-"))).hasSize(20);
        assertThat(decide).contains("and 11 more");
    }

    // ------------------------------------------------------------------------------------------- resolve

    @Test
    void whatIsDecidedIsDeliveredByTheNextSweep() throws IOException {
        Result result = run("resolve", "crm-77.json", SECOND);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("crm-77.json belongs to " + SECOND, "next sweep");
        ingest();
        assertThat(deliveredRecordings()).containsExactly(SECOND);
        assertThat(feed().get("undecided")).isEmpty();
    }

    @Test
    void filesAreKnownByTheirNumbersAndWithoutTheirExtensions() throws IOException {
        JsonNode undecided = feed().get("undecided").get(0);
        for (JsonNode candidate : undecided.get("candidates")) {
            Result result = run(
                    "resolve",
                    undecided.get("id").asString(),
                    candidate.get("id").asString());
            assertThat(result.out())
                    .contains("belongs to " + candidate.get("path").asString());
        }
        assertThat(run("resolve", "CRM-77", "20260302-140512_JOE").out()).contains("belongs to " + FIRST);
        ingest();
        assertThat(deliveredRecordings()).as("as decided last").containsExactly(FIRST);
    }

    @Test
    void noneOfTheCandidatesMeansThatOthersAreAwaited() throws IOException {
        Result result = run("resolve", "crm-77.json", "--none");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("none of 2 candidates");
        ingest();
        assertThat(feed().get("undecided")).isEmpty();
        assertThat(feed().get("waiting")).hasSize(3);
        world.write("inbox/20260302-140514_joe.wav", "three");
        ingest();
        assertThat(feed().get("undecided").get(0).get("candidates"))
                .singleElement()
                .extracting(candidate -> candidate.get("path").asString())
                .isEqualTo("20260302-140514_joe.wav");
        assertThat(run("resolve", "crm-77.json", "--none").code()).isZero();
        ingest();
        assertRefused(run("resolve", "crm-77.json", "--none"), 1, "crm-77.json has no candidates");
    }

    @Test
    void checkTellsOfWhatWasDecided() {
        assertThat(run("check").out()).doesNotContain("would-deliver");
        run("resolve", "crm-77.json", SECOND);
        String out = run("check", "--json").out();
        assertThat(out).contains("would-deliver");
    }

    @Test
    void aFileThatWasDeliveredIsNotDecidedOn() throws IOException {
        run("resolve", "crm-77.json", FIRST);
        ingest();
        for (String word : List.of("crm-77.json", "crm-77")) {
            Result result = run("resolve", word, SECOND);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("was delivered already", "not taken back");
        }
        ingest();
        assertThat(deliveredRecordings()).containsExactly(FIRST);
    }

    @Test
    void aRecordingThatWasDeliveredIsNotGivenAway() throws IOException {
        world.write("inbox/20260302-140516_joe.wav", "three");
        ingest();
        world.write("inbox/20260302-140512_joe.json", "{\"agent\": \"joe\"}");
        ingest();
        assertThat(deliveredRecordings()).containsExactly(FIRST);
        assertRefused(run("resolve", "crm-77.json", FIRST), 1, "no recording named", "was delivered already");
    }

    @Test
    void filesThatThereAreNotAreToldWithWhereTheyWereLookedFor() throws IOException {
        assertRefused(run("resolve", "crm-78.json", FIRST), 1, "no metadata file named \"crm-78.json\" waits in acme");
        assertRefused(run("resolve", "crm-77.json", "x.wav"), 1, "no recording named \"x.wav\"", "tandem status");
        assertRefused(run("resolve", FIRST, "crm-77.json"), 1, "no metadata file named");
        assertRefused(run("resolve", "999999", FIRST), 1, "no metadata file named \"999999\"");
    }

    @Test
    void aNameThatSeveralFeedsHaveNeedsItsFeed() throws IOException {
        world.write(
                "tandem.yaml",
                World.RULES
                        + "  contoso: {source: other, settle: 100ms}\n  fabrikam: {source: third, settle: 100ms}\n");
        for (String source : List.of("other", "third")) {
            world.write(source + "/" + FIRST, "other");
            world.write(source + "/crm-77.json", "{\"agent\": \"jane\"}");
        }
        ingest();
        assertRefused(run("resolve", "crm-77.json", FIRST), 1, "crm-77.json of acme", "of contoso", "--feed");
        Result none = run("resolve", "crm-77.json", FIRST, "--feed", "nobody");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("nobody", "acme, contoso, fabrikam");
        assertThat(run("resolve", "crm-77.json", FIRST, "--feed", "contoso").code())
                .isZero();
        ingest();
        assertThat(folder.resolve("other/crm-77.json")).doesNotExist();
        assertThat(folder.resolve("third/crm-77.json")).exists();
        assertThat(folder.resolve("inbox/crm-77.json")).exists();
    }

    @Test
    void eitherARecordingOrNoneIsToBeSaid() {
        for (Object[] words : new Object[][] {{"crm-77.json"}, {"crm-77.json", FIRST, "--none"}, {}}) {
            Result result = run("resolve", words);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("tandem resolve");
        }
    }

    @Test
    void withoutADurableLedgerNothingCanBeDecided() throws IOException {
        world.write("tandem.yaml", World.RULES.replace("type: sqlite, path: tandem.db", "type: memory"));
        Result result = run("resolve", "crm-77.json", FIRST);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("a ledger in memory can only be written by the process that keeps it");
    }
}
