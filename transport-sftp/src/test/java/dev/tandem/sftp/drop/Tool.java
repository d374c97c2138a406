package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A client program of this machine. */
final class Tool {
    private static final long PATIENCE_SECONDS = 60;

    /** What became of a run. */
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    private Tool() {}

    /** Skips the test, saying why, where the program is missing. */
    static void need(String name) {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", name)), "skipped: " + name + " is not installed in /usr/bin");
    }

    static Process start(Path work, String... command) throws IOException {
        return builder(work, command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ProcessBuilder builder(Path work, String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", work.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    static Result run(Path work, String... command) throws IOException {
        return feed(work, "", command);
    }

    /** Runs a program with this input to its end; fails if that does not come within a minute. */
    static Result feed(Path work, String input, String... command) throws IOException {
        Path output = Files.createTempFile(work, "output", ".txt");
        Process process = builder(work, command).redirectOutput(output.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended before it read all; its exit code says why.
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command[0] + " did not end: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            kill(process);
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Result(process.exitValue(), text);
    }

    /** Ends a program and all that it started, without asking. */
    static void kill(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
