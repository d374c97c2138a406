package dev.tandem.cli;

import dev.tandem.cli.config.Secrets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Runs the program in this process, with what it has around it. */
final class Program {
    /** The project's folder. */
    static final Path HOME = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    /** What came of a run. */
    record Result(int code, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private Path home = HOME;
    private boolean terminal;

    Program environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Program home(Path folder) {
        home = folder;
        return this;
    }

    Program terminal() {
        terminal = true;
        return this;
    }

    Result run(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        Secrets secrets = new Secrets(environment);
        int code = Main.run(
                words,
                new Host(
                        HidingStream.on(out, secrets),
                        HidingStream.on(err, secrets),
                        environment,
                        home,
                        terminal,
                        terminal,
                        secrets));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
