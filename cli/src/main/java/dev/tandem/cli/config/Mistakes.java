package dev.tandem.cli.config;

import dev.tandem.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the mistakes of one file, so that all are told at once. */
final class Mistakes {
    private record Mistake(int line, String text) {}

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    /** @param file as its user wrote it */
    Mistakes(String file) {
        this.file = file;
    }

    /** @param key the whole way to it, such as {@code feeds.acme.settle}; empty if it is about no single one */
    void add(int line, String key, String problem) {
        found.add(new Mistake(line, file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + problem));
    }

    /** A mistake that a plugin or a feed found, told without the key, which is told as the file has it. */
    void add(int line, String key, ConfigurationException mistake) {
        add(line, key, problem(mistake));
    }

    private static String problem(ConfigurationException mistake) {
        String message = String.valueOf(mistake.getMessage());
        String prefix = mistake.key() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All, in the order of the lines. */
    ConfigurationMistakes asException() {
        return new ConfigurationMistakes(found.stream()
                .sorted(Comparator.comparingInt(Mistake::line))
                .map(Mistake::text)
                .distinct()
                .toList());
    }

    void throwIfAny() throws ConfigurationMistakes {
        if (!found.isEmpty()) {
            throw asException();
        }
    }
}
