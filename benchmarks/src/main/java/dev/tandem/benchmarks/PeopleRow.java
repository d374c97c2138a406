package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A row of a table of people, in the form that is told to the peers; empty where a value is missing. */
record PeopleRow(String id, String name, String phone, String mail, String company, String minute) {
    private static final int LONGEST_PHONE = 10;
    private static final int MINUTE = "2026-03-02 10:20".length();

    /** The rows of a table, in which no value has a comma or quotes. */
    static List<PeopleRow> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().skip(1).map(PeopleRow::of).toList();
    }

    private static PeopleRow of(String line) {
        String[] values = line.split(",", -1);
        return new PeopleRow(
                values[0],
                values[1].toLowerCase(Locale.ROOT),
                digits(values[2]),
                values[3].toLowerCase(Locale.ROOT),
                values[4].toLowerCase(Locale.ROOT),
                values[5].substring(0, Math.min(MINUTE, values[5].length())));
    }

    /** The last ten digits. */
    private static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.substring(Math.max(0, digits.length() - LONGEST_PHONE));
    }

    /** Gives each value that is not missing, with the name of its column. */
    void values(BiConsumer<String, String> taker) {
        List<String> values = List.of(name, phone, mail, company, minute);
        List<String> columns = List.of("name", "phone", "mail", "company", "minute");
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                taker.accept(columns.get(i), values.get(i));
            }
        }
    }
}
