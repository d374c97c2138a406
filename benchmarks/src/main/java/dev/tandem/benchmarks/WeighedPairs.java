package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How many candidate pairs Tandem weighed: it is logged, and nowhere else told. */
final class WeighedPairs {
    private static final Pattern PAIRS = Pattern.compile("weighed (\\d+) candidate pairs");

    private final Path log;

    private WeighedPairs(Path log) {
        this.log = log;
    }

    /** To be called before the process has its first logger. */
    static WeighedPairs listen() throws IOException {
        Path log = Files.createTempFile("link-load", ".log");
        log.toFile().deleteOnExit();
        System.setProperty("org.slf4j.simpleLogger.log.dev.tandem.link", "debug");
        System.setProperty("org.slf4j.simpleLogger.logFile", log.toString());
        return new WeighedPairs(log);
    }

    List<Long> counts() throws IOException {
        return PAIRS.matcher(Files.readString(log))
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}
