package dev.tandem.cli.config;

import dev.tandem.cli.config.Node.Entry;
import dev.tandem.cli.config.Node.Items;
import dev.tandem.cli.config.Node.Table;
import dev.tandem.cli.config.Node.Text;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapping in the file and the way to it. What it lacks is an empty Optional; what is wrong is noted and then lacking. */
final class Section {
    private final Mistakes mistakes;
    private final String path;
    private final int line;
    private final Table table;

    /** @param line of its key */
    Section(Mistakes mistakes, String path, int line, Table table) {
        this.mistakes = mistakes;
        this.path = path;
        this.line = line;
        this.table = table;
    }

    /** The whole way to a key; of an empty one, that to where it would be. */
    static String way(String path, String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    String way(String key) {
        return way(path, key);
    }

    /** The line of a key's value; that of the section if there is no such key. */
    int line(String key) {
        Entry entry = table.entries().get(key);
        return entry == null ? line : entry.value().line();
    }

    Set<String> keys() {
        return table.entries().keySet();
    }

    void wrong(String key, String problem) {
        mistakes.add(line(key), way(key), problem);
    }

    /** Notes what a plugin found in a part of this section: a setting of it, or the part itself. */
    void wrong(ConfigurationException mistake, String part) {
        Entry entry = table.entries().get(part);
        Entry setting = entry != null && entry.value() instanceof Table inner
                ? inner.entries().get(mistake.key())
                : null;
        boolean ofPart = setting == null && mistake.key().equals(part);
        mistakes.add(
                setting == null ? line(part) : setting.value().line(),
                ofPart ? way(part) : way(way(part), mistake.key()),
                mistake);
    }

    /** Notes what is wrong with the name of this section. */
    void wrongName(ConfigurationException mistake) {
        mistakes.add(line, path, mistake);
    }

    /** Notes every key but these. */
    void allow(Set<String> known) {
        table.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                mistakes.add(entry.line(), way(key), "an unknown key; " + Nearest.of(key, known));
            }
        });
    }

    /** A scalar, made into what it means; {@code parse} gives null for what it does not understand. */
    <T> Optional<T> read(String key, String expected, Function<String, @Nullable T> parse) {
        Entry entry = table.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        T value = entry.value() instanceof Text text && isPlain(text) ? parse.apply(text.value()) : null;
        if (value == null) {
            wrong(key, "found " + entry.value().what() + "; expected " + expected);
        }
        return Optional.ofNullable(value);
    }

    /** Secrets are for settings; elsewhere their notation would be taken for a text. */
    private static boolean isPlain(Text text) {
        return !text.value().isBlank() && !text.value().contains("${");
    }

    Optional<String> text(String key, String expected) {
        return read(key, expected, text -> text);
    }

    /** A text that is one of these. */
    Optional<String> oneOf(String key, Set<String> known) {
        return read(
                key,
                (known.size() == 1 ? "" : "one of ") + String.join(", ", known),
                text -> known.contains(text) ? text : null);
    }

    /** A list of texts, each of them once. */
    Optional<Set<String>> texts(String key, String expected) {
        Entry entry = table.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!(entry.value() instanceof Items list)) {
            wrong(key, "found " + entry.value().what() + "; expected " + expected);
            return Optional.empty();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Node item : list.items()) {
            if (!(item instanceof Text text) || !isPlain(text)) {
                mistakes.add(item.line(), way(key), "found " + item.what() + "; expected " + expected);
            } else if (!texts.add(text.value())) {
                mistakes.add(item.line(), way(key), "found " + text.what() + " twice; expected each once");
            }
        }
        return Optional.of(texts);
    }

    Optional<Section> section(String key, String expected) {
        Entry entry = table.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof Table inner) {
            return Optional.of(new Section(mistakes, way(key), entry.line(), inner));
        }
        wrong(key, "found " + shown(entry.value()) + "; expected " + expected);
        return Optional.empty();
    }

    /** A section's text may be a secret that was written in the wrong place. */
    private static String shown(Node node) {
        return node instanceof Text text && !text.value().isEmpty() ? "a text" : node.what();
    }

    /**
     * Texts by key, which may hold secrets and are never shown. A setting that is named as a path leads from the folder of
     * the file.
     */
    Settings settings(Set<String> without, Secrets secrets, Path folder) {
        Map<String, String> settings = new LinkedHashMap<>();
        table.entries().forEach((key, entry) -> {
            if (without.contains(key)) {
                return;
            }
            if (!(entry.value() instanceof Text text)) {
                wrong(key, "found " + entry.value().what() + "; expected a text, which may hold ${env:NAME}");
                return;
            }
            try {
                String value = secrets.resolve(text.value(), folder);
                settings.put(key, isPath(key) && !value.isBlank() ? under(folder, value) : value);
            } catch (Secrets.Missing e) {
                wrong(key, String.valueOf(e.getMessage()));
            } catch (InvalidPathException e) {
                wrong(key, "this is no path on this machine");
            }
        });
        return Settings.of(settings);
    }

    /** A path that leads from a folder; null if the text is none on this machine. */
    static @Nullable Path path(Path folder, String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isPath(String key) {
        return key.equals("path") || key.endsWith("-file") || key.endsWith("known-hosts");
    }

    private static String under(Path folder, String path) {
        return folder.resolve(path).normalize().toString();
    }
}
