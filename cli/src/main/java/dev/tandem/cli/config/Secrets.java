package dev.tandem.cli.config;

import dev.tandem.internal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts {@code ${env:NAME}} and {@code ${file:PATH}} into texts, and remembers what it put there so that it can be taken
 * out of whatever is shown. Used by several threads at once.
 */
public final class Secrets {
    /** A reference that leads to nothing; the message says which and what was expected. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String problem) {
            super(problem);
        }
    }

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}?");
    private static final int LARGEST = 64 << 10;

    /** What is shorter is in any text by chance, and no secret. */
    private static final int SHORTEST = 4;

    private final Map<String, String> environment;

    /** What is not to be shown, the longest first, and the reference that is shown in its stead. */
    private final Map<String, String> hidden = new ConcurrentSkipListMap<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    public Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param folder from which relative paths of files lead */
    String resolve(String text, Path folder) throws Missing {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        int end = 0;
        while (reference.find()) {
            String value = value(reference, folder);
            hide(value, reference.group());
            resolved.append(text, end, reference.start()).append(value);
            end = reference.end();
        }
        return resolved.append(text.substring(end)).toString();
    }

    private void hide(String value, String reference) {
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(line -> {
                    hidden.put(line, reference);
                    String quoted = Json.write(line).strip();
                    hidden.put(quoted.substring(1, quoted.length() - 1), reference);
                });
    }

    private String value(Matcher reference, Path folder) throws Missing {
        String name = reference.group(1);
        if (!reference.group().endsWith("}") || !(name.startsWith("env:") || name.startsWith("file:"))) {
            throw new Missing("found ${ and not what may follow it; expected ${env:NAME} or ${file:PATH}");
        }
        String rest = name.substring(name.indexOf(':') + 1);
        return name.startsWith("env:") ? variable(rest) : content(rest, folder);
    }

    private String variable(String name) throws Missing {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new Missing("the environment variable " + name + " is not set; expected it to hold the value");
        }
        return value;
    }

    private static String content(String name, Path folder) throws Missing {
        try {
            Path file = folder.resolve(name);
            if (Files.size(file) > LARGEST) {
                throw new Missing("the file " + name + " is larger than 64 KiB; expected it to hold the value alone");
            }
            return Files.readString(file).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new Missing("the file " + name + " cannot be read; expected it to hold the value, in UTF-8");
        }
    }

    /** A text with every secret replaced by its reference. */
    public String hide(String text) {
        String shown = text;
        for (Map.Entry<String, String> secret : hidden.entrySet()) {
            shown = shown.replace(secret.getKey(), secret.getValue());
        }
        return shown;
    }
}
