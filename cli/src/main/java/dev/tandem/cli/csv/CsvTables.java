package dev.tandem.cli.csv;

import dev.tandem.link.Table;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads tables from CSV files with a header, in which a column {@code id} names each row. */
public final class CsvTables {
    private static final String ID = "id";
    private static final int TOLD_EVERY = 1 << 14;

    private CsvTables() {}

    /**
     * Reads a table. A row may be shorter than the header: what it lacks is missing.
     *
     * @param rows told now and then how many rows have been read
     * @throws ConfigurationException if the file is not there, is no strict UTF-8 or no CSV, has no column of ids, an id
     *     twice or too many columns; it names the file and, of a row, the line
     */
    public static Table read(Path file, LongConsumer rows) {
        try (CsvFile csv = CsvFile.open(file)) {
            int id = csv.requireColumn(ID, "an id of its own for each row");
            List<String> columns = new ArrayList<>(csv.header());
            columns.remove(id);
            requireFewColumns(file, columns.size());
            return read(file, csv, id, Table.builder(columns), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireFewColumns(Path file, int columns) {
        if (columns > Table.MOST_COLUMNS) {
            throw new ConfigurationException(
                    file.toString(),
                    "has " + columns + " columns beside " + ID + "; expected at most " + Table.MOST_COLUMNS
                            + "; leave out those that do not help to tell rows apart");
        }
    }

    private static Table read(Path file, CsvFile csv, int id, Table.Builder table, LongConsumer rows) {
        @Nullable String[] values = new String[csv.header().size() - 1];
        List<@Nullable String> view = Arrays.asList(values);
        long count = 0;
        for (CSVRecord row = csv.next(); row != null; row = csv.next()) {
            String name = fill(values, row, id, csv);
            try {
                table.add(name, view);
            } catch (IllegalArgumentException e) {
                throw duplicate(file, csv, id, name);
            }
            if (++count % TOLD_EVERY == 0) {
                rows.accept(count);
            }
        }
        rows.accept(count);
        return table.build();
    }

    /** Takes a row apart into values and the id, which is given back. */
    private static String fill(@Nullable String[] values, CSVRecord row, int id, CsvFile csv) {
        if (row.size() > values.length + 1) {
            throw csv.fault("has " + row.size() + " values for " + (values.length + 1)
                    + " columns; put quotes around a text that holds the delimiter");
        }
        String name = id < row.size() ? row.get(id).strip() : "";
        if (name.isEmpty()) {
            throw csv.fault("has no id; give each row one of its own");
        }
        for (int i = 0; i < values.length; i++) {
            int place = i < id ? i : i + 1;
            values[i] = place < row.size() ? row.get(place) : null;
        }
        return name;
    }

    private static ConfigurationException duplicate(Path file, CsvFile csv, int id, String name) {
        try (CsvFile again = CsvFile.open(file)) {
            CSVRecord row = again.next();
            while (row != null && !row.get(id).strip().equals(name)) {
                row = again.next();
            }
            return csv.fault(
                    "the id '" + name + "' is also in line " + again.line() + "; give each row one of its own");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
