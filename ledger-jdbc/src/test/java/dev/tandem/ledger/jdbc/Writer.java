package dev.tandem.ledger.jdbc;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that commits rounds of rows without end and prints the number of each round once it is committed. */
final class Writer {
    private static final String COUNTER = "counter";

    private Writer() {}

    /** Starts it; the first line it prints is the last round that is in the ledger, or why it cannot open it. */
    static Process start(Path ledger) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Writer.class.getName(), ledger.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader lines(Process writer) {
        return writer.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws LedgerException {
        try (Ledger ledger = new SqliteLedgerProvider().open(Settings.of(Map.of("path", arguments[0])))) {
            int round = round(ledger);
            while (true) {
                System.out.println(round);
                System.out.flush();
                round++;
                commit(ledger, round);
            }
        } catch (LedgerException e) {
            System.out.println(e.reason());
        }
    }

    /** The last round of which any row is in the ledger, by the row that each of them changes. */
    static int round(Ledger ledger) throws LedgerException {
        return ledger.filesAt("a", List.of(COUNTER)).stream()
                .mapToInt(counter -> (int) counter.size())
                .findFirst()
                .orElse(0);
    }

    static int filesOf(int round) {
        return 1 + round * 7 % 40;
    }

    static CallId callOf(int round) {
        return new CallId(String.format("%024x", round));
    }

    static String keyOf(int round) {
        return "round " + round;
    }

    private static void commit(Ledger ledger, int round) throws LedgerException {
        List<FileEntry> files = new ArrayList<>();
        for (int i = 0; i < filesOf(round); i++) {
            files.add(FileEntry.create("a", keyOf(round) + "/" + i, FileKind.OTHER, keyOf(round))
                    .build());
        }
        files.add(ledger.filesAt("a", List.of(COUNTER)).stream()
                .map(FileEntry::edit)
                .findFirst()
                .orElse(FileEntry.create("a", COUNTER, FileKind.OTHER, COUNTER))
                .content(round, "")
                .build());
        String key = keyOf(round);
        ledger.commit(
                files, List.of(CallEntry.create(callOf(round), "a", key, key, 1).build()));
    }
}
