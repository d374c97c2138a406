package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {
    private static final String NAME = "20260302-140512_2143";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws IOException {
        world = World.in(folder);
    }

    private Result status(Object... more) {
        Object[] args = new Object[more.length + 3];
        args[0] = "status";
        args[1] = "-c";
        args[2] = world.configuration();
        System.arraycopy(more, 0, args, 3, more.length);
        return new Program().run(args);
    }

    private void ingest() {
        new Program().run("ingest", "-c", world.configuration(), "--once");
    }

    @Test
    void allIsWellWhenCallsAreDeliveredAndOthersWaitForAWhile() throws IOException {
        world.call(NAME);
        world.write("inbox/20260302-140512_2144.wav", "x");
        ingest();
        Result result = status();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("delivered +1 call\\R")
                .containsPattern("waiting +1 file\\R")
                .containsPattern("[0-9]+s +20260302-140512_2144.wav +awaiting-metadata\\R +waiting for its metadata");
    }

    @Test
    void aRefusalIsToldWithItsReasonAndWhereTheFileLies() throws IOException {
        world.write("inbox/" + NAME + ".aac", "x");
        ingest();
        Result result = status();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("refused/" + NAME + ".aac  unsupported-type");
    }

    @Test
    void longListsAreCutAndSaySo() throws IOException {
        for (int i = 0; i < 5; i++) {
            world.write("inbox/20260302-14051" + i + "_2143.wav", "x");
        }
        ingest();
        assertThat(status("--limit", "2").out())
                .contains("20260302-140510_2143.wav", "20260302-140511_2143.wav", "and 3 more")
                .doesNotContain("20260302-140512_2143.wav");
        assertThat(status("--limit", "-1").code()).isEqualTo(2);
    }

    @Test
    void aCallThatTheSinkDidNotTakeIsToldWithItsAttempts() throws IOException {
        world.call(NAME);
        // A file where the sink wants a folder: no delivery can succeed.
        world.write("calls/acme", "");
        ingest();
        Result result = status();
        assertThat(result.out()).containsPattern("to deliver +1 call\\R").contains("revision 1  1 attempt  next at ");
        JsonNode call = JsonMapper.shared().readTree(status("--json").out()).at("/feeds/0/undelivered/0");
        assertThat(call.get("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void theDocumentHasAllOfEachList() throws IOException {
        for (int i = 0; i < 30; i++) {
            world.write("inbox/20260302-1405" + (10 + i) + "_2143.wav", "x");
        }
        world.write("inbox/" + NAME + ".aac", "x");
        ingest();
        JsonNode document = JsonMapper.shared().readTree(status("--json").out());
        JsonNode feed = document.get("feeds").get(0);
        assertThat(document.get("ok").asBoolean()).isFalse();
        assertThat(feed.get("waiting")).hasSize(30);
        assertThat(feed.get("files").get("waiting").asInt()).isEqualTo(30);
        assertThat(feed.get("refused").get(0).get("location").asString()).isEqualTo("refused/" + NAME + ".aac");
        assertThat(feed.get("calls").get("delivered").asInt()).isZero();
    }

    @Test
    void withoutALedgerThereIsNothingToTell() {
        Result result = status();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("tandem: there is no ledger yet");
        assertThat(Files.exists(folder.resolve("tandem.db"))).isFalse();
    }
}
