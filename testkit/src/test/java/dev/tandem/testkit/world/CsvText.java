package dev.tandem.testkit.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 has it, lines ending in a line feed. */
final class CsvText {
    private CsvText() {}

    static List<List<String>> parse(Path file) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (char c : Files.readString(file).replace("\"\"", "\0").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(value.toString().replace('\0', '"'));
                value.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                value.append(c);
            }
        }
        return lines;
    }
}
