package dev.tandem.cli;

import dev.tandem.cli.config.Secrets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it.
 *
 * @param home the folder of the program, with {@code samples/} and perhaps {@code plugins/}; null if nobody said
 * @param terminal whether a person looks at {@code out}, where a line may be rewritten
 * @param errTerminal the same of {@code err}
 */
record Host(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        @Nullable Path home,
        boolean terminal,
        boolean errTerminal,
        Secrets secrets) {
    private static final int WIDTH = 100;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 250;

    /** How wide a line may be. */
    int width() {
        try {
            int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
            return Math.max(NARROWEST, Math.min(columns, WIDEST));
        } catch (NumberFormatException e) {
            return WIDTH;
        }
    }
}
