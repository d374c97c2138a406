package dev.tandem.testkit.world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes CSV: RFC 4180, but for lines that end in a line feed alone; UTF-8. */
final class Csv {
    private Csv() {}

    static void write(Path file, List<String> header, Iterable<List<String>> rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            line(out, header);
            for (List<String> row : rows) {
                line(out, row);
            }
        }
    }

    private static void line(BufferedWriter out, List<String> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(quoted(values.get(i)));
        }
        out.write('\n');
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
