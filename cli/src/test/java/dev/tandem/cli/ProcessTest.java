package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest} as a process of its own. */
@Timeout(120)
class ProcessTest {
    @TempDir
    Path folder;

    private World world;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        world = World.in(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "ingest",
                "-c",
                world.configuration().toString()));
        process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private void awaitDelivered(int calls) throws IOException, InterruptedException {
        while (world.delivered() < calls) {
            assertThat(process.isAlive()).as(() -> read("err.txt")).isTrue();
            Thread.sleep(20);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void anIngestThatIsToldToEndEndsPromptlyAndWellAndLosesNothing() throws Exception {
        for (int i = 10; i < 60; i++) {
            world.call("20260302-1405" + i + "_2143");
        }
        awaitDelivered(5);
        long begin = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(process.exitValue()).as(() -> read("err.txt")).isZero();

        Result rest = new Program().run("ingest", "-c", world.configuration(), "--once");
        assertThat(rest.code()).isZero();
        assertThat(world.delivered()).isEqualTo(50);
        assertThat(new Program().run("status", "-c", world.configuration()).out())
                .containsPattern("delivered +50 calls");
    }

    @Test
    void statusAndCheckLookOnBesideARunningIngest() throws Exception {
        world.call("20260302-140512_2143");
        awaitDelivered(1);
        world.write("inbox/20260302-140513_2143.aac", "x");
        assertThat(new Program().run("check", "-c", world.configuration()).err())
                .isEmpty();
        assertThat(new Program().run("status", "-c", world.configuration()).out())
                .containsPattern("delivered +[01] call");
        Result second = new Program().run("ingest", "-c", world.configuration(), "--once");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("another engine has the ledger");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void whatIsDecidedBesideARunningIngestIsDelivered() throws Exception {
        for (int i = 10; i < 30; i++) {
            world.write("inbox/20260302-1405" + i + "_2143.wav", "RIFF " + i);
            world.write("inbox/crm-" + i + ".json", "{\"note\": \"of " + i + "\"}");
        }
        for (int i = 10; i < 30; i++) {
            decide("crm-" + i + ".json", "20260302-1405" + i + "_2143.wav");
        }
        awaitDelivered(20);
        for (Path call : world.deliveries()) {
            String text = Files.readString(call);
            String seconds = text.replaceAll("(?s).*20260302-1405([0-9]{2})_2143.wav.*", "$1");
            assertThat(text).contains("of " + seconds);
        }
        assertThat(process.isAlive()).isTrue();
    }

    /** As soon as both wait. */
    private void decide(String metadata, String recording) throws InterruptedException {
        Result result = new Program().run("resolve", "-c", world.configuration(), metadata, recording);
        while (result.code() != 0) {
            assertThat(result.err()).containsAnyOf("still arriving", "waits in acme", "there is no ledger yet");
            assertThat(process.isAlive()).as(() -> read("err.txt")).isTrue();
            Thread.sleep(20);
            result = new Program().run("resolve", "-c", world.configuration(), metadata, recording);
        }
    }
}
