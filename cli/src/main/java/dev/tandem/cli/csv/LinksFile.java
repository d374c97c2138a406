package dev.tandem.cli.csv;

import dev.tandem.link.Link;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Links as CSV (RFC 4180): {@code left_id,right_id,probability,decision}, in UTF-8, a line feed after each row. */
public final class LinksFile {
    private static final int MILLION = 1_000_000;

    private LinksFile() {}

    /** Writes links in their order. Probabilities have six decimals. */
    public static void write(Path file, List<Link> links) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("left_id,right_id,probability,decision\n");
            for (Link link : links) {
                writeValue(link.leftId(), out);
                out.write(',');
                writeValue(link.rightId(), out);
                out.write(',');
                out.write(decimals(link.probability()));
                out.write(',');
                out.write(link.decision().name().toLowerCase(Locale.ROOT));
                out.write('\n');
            }
        }
    }

    private static void writeValue(String value, BufferedWriter out) throws IOException {
        boolean plain =
                value.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\t' || c == '\n' || c == '\r');
        out.write(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }

    private static String decimals(double probability) {
        long millionths = Math.round(probability * MILLION);
        String digits = Long.toString(MILLION + millionths % MILLION);
        return millionths / MILLION + "." + digits.substring(1);
    }
}
