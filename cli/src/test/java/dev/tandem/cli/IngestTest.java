package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.Secrets;
import dev.tandem.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final String NAME = "20260302-140512_2143";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws IOException {
        world = World.in(folder);
    }

    private Result once(Object... more) {
        Object[] args = new Object[more.length + 4];
        args[0] = "ingest";
        args[1] = "-c";
        args[2] = world.configuration();
        args[3] = "--once";
        System.arraycopy(more, 0, args, 4, more.length);
        return new Program().run(args);
    }

    @Test
    void filesThatAreStillArrivingAreWaitedFor() throws IOException {
        world.call(NAME);
        Result result = once();
        assertThat(result.code()).isZero();
        assertThat(world.delivered()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("(?m)^20..-..-..T..:..:..Z delivered acme/" + NAME + "\\.wav  call [0-9a-f]{24}$")
                .contains("acme: 2 delivered, 0 waiting")
                .doesNotContain("arriving");
    }

    @Test
    void arrivalsAreToldOnRequest() throws IOException {
        world.call(NAME);
        assertThat(once("--verbose").out()).contains(" arriving  acme/" + NAME + ".wav");
    }

    @Test
    void aRefusalNeedsAttentionInTheRunThatMadeIt() throws IOException {
        world.write("inbox/" + NAME + ".aac", "x");
        Result result = once();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains(" refused   acme/" + NAME + ".aac  unsupported-type: files of type .aac are not taken")
                .contains("acme: 1 refused, 0 waiting");
        assertThat(once().code()).isZero();
    }

    @Test
    void whatWaitsForTooLongNeedsAttention() throws IOException {
        world.write("inbox/" + NAME + ".wav", "x");
        assertThat(once().code()).isZero();
        world.write("tandem.yaml", World.RULES.replace("settle: 100ms", "overdue-after: 0s"));
        Result result = once();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("acme: 1 waiting (1 for too long)");
    }

    @Test
    void aSourceThatIsNotThereNeedsAttention() throws IOException {
        Files.delete(world.inbox());
        Result result = once();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("acme: the source failed: ");
    }

    @Test
    void whatIsNotLookedIntoIsToldOnce() throws IOException {
        Files.createDirectory(world.inbox().resolve("sub"));
        world.call(NAME);
        assertThat(once().out()).containsOnlyOnce("acme/sub");
    }

    @Test
    void aHostileNameCannotReachTheTerminal() throws IOException {
        world.write("inbox/evil\u001b[2J\n\u202e.aac", "x");
        assertThat(once().out())
                .contains("acme/evil\\u001b[2J\\u000a\\u202e.aac")
                .doesNotContain("\u001b", "\u202e");
        Result check = new Program().run("status", "-c", world.configuration());
        assertThat(check.out()).contains("evil\\u001b[2J\\u000a\\u202e.aac").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aTerminalHasALineOfProgressThatIsWrittenAnew() throws IOException {
        world.call(NAME);
        Object[] args = {"ingest", "-c", world.configuration(), "--once"};
        assertThat(new Program().terminal().run(args).out()).contains("\r", "1 event, ");
        world.call("20260302-140512_2144");
        assertThat(new Program()
                        .terminal()
                        .run("ingest", "-c", world.configuration(), "--once", "--plain")
                        .out())
                .doesNotContain("\r");
    }

    @Test
    void aLedgerThatIsInUseIsSaidInOneSentence() throws Exception {
        Configuration configuration = Configuration.read(world.configuration(), new Secrets(Map.of()), null);
        Ledger other = configuration.ledger().openLedger(configuration.plugins());
        Result result = once();
        other.close();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("tandem: another engine has the ledger; stop that one, or give this one a ledger of its own"
                        + System.lineSeparator());
        assertThat(once().code()).isZero();
    }
}
