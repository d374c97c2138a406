package dev.tandem.cli.csv;

import dev.tandem.spi.ConfigurationException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180) row by row, the first being the header: strict UTF-8, with a byte order mark or without; {@code ,} or
 * {@code ;} or tab between values, whichever comes first in the header; empty lines are passed over. Whatever is wrong with
 * it is a {@link ConfigurationException} that names the file and the line.
 */
final class CsvFile implements Closeable {
    private static final int LONGEST_FIRST_NAME = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<String> header;
    private long line;

    private CsvFile(Path file, CSVParser parser) {
        this.file = file;
        this.parser = parser;
        rows = parser.iterator();
        header = readHeader();
    }

    static CsvFile open(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file.toString(), "is a folder; expected a CSV file");
        }
        BufferedReader text = null;
        try {
            text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            return new CsvFile(file, CSVParser.parse(text, format(text)));
        } catch (IOException e) {
            throw close(text, unreadable(file, e));
        } catch (ConfigurationException e) {
            throw close(text, e);
        }
    }

    private static ConfigurationException close(@Nullable Closeable text, ConfigurationException fault) {
        try {
            if (text != null) {
                text.close();
            }
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
        return fault;
    }

    /** Passes over a byte order mark, and looks ahead for the delimiter. */
    private static CSVFormat format(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        text.mark(LONGEST_FIRST_NAME);
        char delimiter = delimiter(text);
        text.reset();
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setLenientEof(false)
                .setTrailingData(false)
                .get();
    }

    private static char delimiter(BufferedReader text) throws IOException {
        boolean quoted = false;
        for (int i = 0; i < LONGEST_FIRST_NAME; i++) {
            int c = text.read();
            quoted ^= c == '"';
            if (!quoted && (c == ';' || c == '\t')) {
                return (char) c;
            }
            if (c < 0 || (!quoted && c == ',')) {
                break;
            }
        }
        return ',';
    }

    private List<String> readHeader() {
        CSVRecord first = next();
        if (first == null) {
            throw new ConfigurationException(
                    file.toString(), "is empty; expected a header line with the columns' names");
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String value : first) {
            String name = value.strip();
            names.add(name);
            if (name.isEmpty()) {
                throw fault("column " + names.size() + " has no name; name it, or remove it");
            }
            if (!seen.add(name)) {
                throw fault("two columns are named '" + name + "'; rename one of them");
            }
        }
        return names;
    }

    /** The names of the columns, trimmed, each once. */
    List<String> header() {
        return header;
    }

    /** The place of a column, from 0; without regard to case, if none is written exactly so; -1 if there is none. */
    int column(String name) {
        int place = header.indexOf(name);
        for (int i = 0; place < 0 && i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(name)) {
                place = i;
            }
        }
        return place;
    }

    /** The place of a column that must be there. */
    int requireColumn(String name, String what) {
        int place = column(name);
        if (place < 0) {
            throw new ConfigurationException(
                    file.toString(),
                    "no column is named " + name + "; found " + Names.list(header) + "; rename or add the one with "
                            + what);
        }
        return place;
    }

    /** The next row on which anything is written; null at the end. */
    @Nullable
    CSVRecord next() {
        try {
            while (true) {
                line = parser.getCurrentLineNumber() + 1;
                if (!rows.hasNext()) {
                    return null;
                }
                CSVRecord row = rows.next();
                if (!isBlank(row)) {
                    return row;
                }
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw fault("the quotes of this row do not match; close each, and double those within a text");
            }
            throw unreadable(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private static boolean isBlank(CSVRecord row) {
        int blank = 0;
        while (blank < row.size() && row.get(blank).isBlank()) {
            blank++;
        }
        return blank == row.size();
    }

    private static ConfigurationException unreadable(Path file, IOException e) {
        if (e instanceof CharacterCodingException) {
            return NotUtf8.fault(file);
        }
        String why = e instanceof NoSuchFileException
                ? "there is no such file"
                : "cannot be read: " + e.getClass().getSimpleName();
        return new ConfigurationException(file.toString(), why);
    }

    /** Where the row that was given last begins, from 1. */
    long line() {
        return line;
    }

    /** A mistake in the row that was given last. */
    ConfigurationException fault(String problem) {
        return new ConfigurationException(file + ":" + line, problem);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
