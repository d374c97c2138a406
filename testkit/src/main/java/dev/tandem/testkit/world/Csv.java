package dev.tandem.testkit.world;

import dev.tandem.link.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes CSV: RFC 4180, but for lines that end in a line feed alone; UTF-8. */
final class Csv {
    private Csv() {}

    static void write(Path file, Table table) throws IOException {
        List<String> line = new ArrayList<>(List.of("id"));
        line.addAll(table.columns());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            write(out, line);
            for (int row = 0; row < table.size(); row++) {
                line.clear();
                line.add(table.id(row));
                for (int column = 0; column < table.columns().size(); column++) {
                    line.add(Objects.requireNonNullElse(table.value(row, column), ""));
                }
                write(out, line);
            }
        }
    }

    static void write(Path file, List<CallWorld.Pair> pairs) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            write(out, List.of("left_id", "right_id"));
            for (CallWorld.Pair pair : pairs) {
                write(out, List.of(pair.leftId(), pair.rightId()));
            }
        }
    }

    private static void write(BufferedWriter out, List<String> values) throws IOException {
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
