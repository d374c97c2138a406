package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String CANARY = "c4nary-\u00fc-b1rd";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws IOException {
        world = World.in(folder);
    }

    private List<Result> everyCommand() {
        Program program = new Program().environment("CANARY", CANARY);
        return List.of(
                program.run("check", "-c", world.configuration()),
                program.run("check", "-c", world.configuration(), "--json"),
                program.run("ingest", "-c", world.configuration(), "--once", "--verbose", "--stacktrace"),
                program.run("status", "-c", world.configuration()),
                program.run("status", "-c", world.configuration(), "--json", "--stacktrace"));
    }

    private static void assertHidden(List<Result> results, String secret) {
        assertThat(results).allSatisfy(result -> {
            assertThat(result.out()).doesNotContain(secret);
            assertThat(result.err()).doesNotContain(secret);
        });
    }

    @Test
    void aSecretThatAPluginRefusesIsNotShown() throws IOException {
        world.write(
                "tandem.yaml", World.RULES.replace("settle: 100ms", "source-settings: {password: '${env:CANARY}'}"));
        List<Result> results = everyCommand();
        assertHidden(results, CANARY);
        assertThat(results).extracting(Result::code).containsOnly(2);
    }

    @Test
    void aSecretInAFailureOfTheLedgerOrTheSinkIsNotShown() throws IOException {
        world.write("file/" + CANARY, "");
        world.write(
                "tandem.yaml",
                World.RULES
                        .replace("path: calls", "path: 'file/${env:CANARY}/calls'")
                        .replace("path: tandem.db", "path: 'file/${env:CANARY}/tandem.db'"));
        world.call("20260302-140512_2143");
        List<Result> results = everyCommand();
        assertHidden(results, CANARY);
        assertThat(results.get(2).code()).isNotZero();
    }

    @Test
    void aSecretFromAFileIsTakenWithoutItsLineFeedAndNotShown() throws IOException {
        world.write("secret", CANARY + "\n");
        world.write("tandem.yaml", World.RULES.replace("path: calls", "path: '${file:secret}'"));
        world.call("20260302-140512_2143");
        assertHidden(everyCommand(), CANARY);
        assertThat(folder.resolve(CANARY).resolve("acme")).isDirectory();
    }

    @Test
    void aSecretInTheNameOfAFileIsNotShown() throws IOException {
        world.write("tandem.yaml", World.RULES.replace("path: calls", "path: '${env:CANARY}'"));
        world.write("inbox/" + CANARY + ".txt", "x");
        assertHidden(everyCommand(), CANARY);
    }

    @Test
    void aSecretIsNotShownWhereALongTextIsWrittenInPieces() throws Exception {
        Secrets secrets = new Secrets(Map.of("CANARY", CANARY));
        world.write("tandem.yaml", World.RULES.replace("path: calls", "path: '${env:CANARY}'"));
        Configuration unused = Configuration.read(world.configuration(), secrets, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = HidingStream.on(bytes, secrets)) {
            out.print(("a line with " + CANARY + " in it\n").repeat(5_000));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a line with ${env:CANARY} in it\n".repeat(5_000));
    }

    @Test
    void everyLineOfASecretIsHiddenFromWhateverPrints() throws Exception {
        Path file = folder.resolve("key");
        Files.writeString(file, "-----BEGIN-----\nfirst line\nsecond line\n-----END-----\n");
        Secrets secrets = new Secrets(Map.of());
        world.write("tandem.yaml", World.RULES.replace("path: calls", "path: '${file:key}'"));
        Configuration unused = Configuration.read(world.configuration(), secrets, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = HidingStream.on(bytes, secrets)) {
            out.println("the log says: second line, and first line");
            out.print("first line without an end");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("the log says: ${file:key}, and ${file:key}" + System.lineSeparator()
                        + "${file:key} without an end");
    }
}
