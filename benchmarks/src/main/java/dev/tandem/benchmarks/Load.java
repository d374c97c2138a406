package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Calls to load with: a recording of 2 KB and a JSON file of ten fields each. */
final class Load {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Load() {}

    static Path makeCalls(Path folder, int calls) throws IOException {
        Files.createDirectories(folder);
        byte[] sound = new byte[2048];
        for (int i = 0; i < calls; i++) {
            String base = name(i);
            sound[0] = (byte) i;
            sound[1] = (byte) (i >> 8);
            sound[2] = (byte) (i >> 16);
            Files.write(folder.resolve(base + ".wav"), sound);
            Files.writeString(folder.resolve(base + ".json"), metadata(i));
        }
        return folder;
    }

    /** The base name of the call with a number. */
    static String name(int i) {
        return NAME.format(BEGIN.plusSeconds(i)) + "_agent_" + i % 97;
    }

    static String metadata(int i) {
        return String.format(Locale.ROOT, """
                {
                  "session_id": "S%08d",
                  "direction": "outbound",
                  "ani": "+1 703 555 01%02d",
                  "dnis": "+1 212 555 01%02d",
                  "agent_name": "Agent %d",
                  "campaign": "Renewals",
                  "disposition": "Call back later",
                  "talk_time": "%d",
                  "queue": "sales-east",
                  "notes": "Asked for the offer in writing"
                }
                """, i, i % 100, i % 89, i % 97, i % 600);
    }

    static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    delete(entry);
                } else {
                    Files.delete(entry);
                }
            }
        }
        Files.delete(folder);
    }
}
