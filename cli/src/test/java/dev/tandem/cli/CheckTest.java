package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckTest {
    private static final String NAME = "20260302-140512_2143";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws IOException {
        world = World.in(folder);
    }

    private Result check(Object... more) {
        Object[] args = new Object[more.length + 1];
        args[0] = "check";
        System.arraycopy(more, 0, args, 1, more.length);
        return new Program().run(args);
    }

    @Test
    void aCallThatWouldBeDeliveredIsWell() throws IOException {
        world.call(NAME);
        Result result = check(world.inbox());
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("2 would be delivered", NAME + ".json", NAME + ".wav", "call ");
    }

    @Test
    void whatIsMissingIsSaidFirstAndInASentence() throws IOException {
        world.call(NAME);
        world.write("inbox/20260302-140512_2144.aac", "x");
        world.write("inbox/20260302-140512_2145.wav", "x");
        Result result = check(world.inbox());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().indexOf("1 refused")).isLessThan(result.out().indexOf("1 waiting"));
        assertThat(result.out().indexOf("1 waiting")).isLessThan(result.out().indexOf("2 would be delivered"));
        assertThat(result.out()).contains("unsupported-type", "files of type .aac are not taken", "awaiting-metadata");
    }

    @Test
    void whatWaitsNeedsNoAttentionButAConflictDoes() throws IOException {
        world.write("inbox/" + NAME + ".wav", "x");
        assertThat(check(world.inbox()).code()).isZero();
        world.write("inbox/" + NAME + ".json", "{\"a\": \"b\"}");
        world.write("inbox/" + NAME + ".xml", "<a><b>c</b></a>");
        Result result = check(world.inbox());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("3 in conflict", "conflicting-metadata");
    }

    @Test
    void aFolderIsCheckedByTheRulesThatAreGiven() throws IOException {
        world.call(NAME);
        Result result = check(world.inbox(), "--required", "user,colour", "--zone", "America/New_York");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("missing-field", "colour");
    }

    @Test
    void nothingIsChanged() throws IOException {
        world.call(NAME);
        world.write("inbox/20260302-140512_2144.aac", "x");
        Map<String, String> before = world.snapshot();
        assertThat(check(world.inbox()).code()).isEqualTo(1);
        assertThat(check("-c", world.configuration()).code()).isEqualTo(1);
        assertThat(world.snapshot()).isEqualTo(before);
    }

    @Test
    void nothingIsChangedBesideALedger() throws IOException {
        world.call(NAME);
        new Program().run("ingest", "-c", world.configuration(), "--once");
        world.write("inbox/20260302-140512_2144.aac", "x");
        world.call("20260302-140512_2145");
        Map<String, String> before = world.snapshot();
        assertThat(check("-c", world.configuration()).code()).isEqualTo(1);
        Map<String, String> after = world.snapshot();
        // SQLite's own files beside a ledger that is read; the ledger itself is as it was.
        after.keySet().removeAll(Set.of("tandem.db-wal", "tandem.db-shm", ""));
        before.remove("");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void theLedgerTellsWhatWasDelivered() throws IOException {
        world.write("tandem.yaml", World.RULES.replace("settle: 100ms", "settle: 100ms, after-delivery: keep"));
        world.call(NAME);
        new Program().run("ingest", "-c", world.configuration(), "--once");
        world.call("20260302-140512_2145");
        Result result = check("-c", world.configuration());
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("2 would be delivered", "2 delivered");
    }

    @Test
    void whatWaitsForTooLongNeedsAttention() throws IOException {
        world.write("tandem.yaml", World.RULES.replace("settle: 100ms", "settle: 0s, overdue-after: 0s"));
        world.write("inbox/" + NAME + ".wav", "x");
        new Program().run("ingest", "-c", world.configuration(), "--once");
        Result result = check("-c", world.configuration());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("1 waiting for too long");
    }

    @Test
    void withoutALedgerItSaysThatThePastIsNotKnown() throws IOException {
        world.call(NAME);
        Result result = check("-c", world.configuration());
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("What happened before is not known: there is no ledger yet");
    }

    @Test
    void theDocumentTellsOfEveryFile() throws IOException {
        world.call(NAME);
        world.write("inbox/a\u0007b.aac", "x");
        Result result = check("-c", world.configuration(), "--json");
        JsonNode document = JsonMapper.shared().readTree(result.out());
        assertThat(document.get("ok").asBoolean()).isFalse();
        JsonNode feed = document.get("feeds").get(0);
        assertThat(feed.get("feed").asString()).isEqualTo("acme");
        assertThat(feed.get("counts").get("would-deliver").asInt()).isEqualTo(2);
        assertThat(feed.get("files")).hasSize(3);
        assertThat(feed.get("files").get(0).get("path").asString()).isEqualTo("a\u0007b.aac");
        assertThat(feed.get("files").get(0).get("reason").asString()).isEqualTo("bad-name");
    }

    @Test
    void oneFeedIsCheckedAlone() throws IOException {
        world.write("tandem.yaml", World.RULES + "  beta: {source: other}\n");
        assertThat(check("-c", world.configuration(), "--feed", "acme").code()).isZero();
        assertThat(check("-c", world.configuration(), "--feed", "gamma").err())
                .contains("--feed: no feed is named gamma; expected one of acme, beta");
    }

    @Test
    void aSourceThatFailsIsSaidAndStopsNoOtherFeed() throws IOException {
        world.write(
                "tandem.yaml",
                World.RULES.replace("acme", "zeta").replace("inbox", "not-there") + "  acme: {source: inbox}\n");
        world.call(NAME);
        Result result = check("-c", world.configuration());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("the source failed: ", "2 would be delivered");
    }

    @Test
    void aTerminalShowsProgressWhileItLooks() throws IOException {
        world.call(NAME);
        assertThat(new Program().terminal().run("check", world.inbox()).out()).contains("1 event, ", "\r");
        assertThat(check(world.inbox()).out()).doesNotContain("\r");
    }

    @Test
    void aFolderThatIsNotThereIsWrongUsage() {
        Result result = check(folder.resolve("nowhere"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("nowhere does not exist; expected a folder with recordings and metadata");
    }

    @Test
    void aFolderAndAConfigurationTogetherAreWrongUsage() {
        assertThat(check(world.inbox(), "-c", world.configuration()).code()).isEqualTo(2);
        assertThat(check().code()).isEqualTo(2);
        assertThat(check("-c", world.configuration(), "--zone", "UTC").code()).isEqualTo(2);
        assertThat(check(world.inbox(), "--dialer", "nobody").code()).isEqualTo(2);
    }
}
