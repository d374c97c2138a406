package dev.tandem.format.csv;

import dev.tandem.spi.FlatFields;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Text;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A header and one row, or lines of a key and a value, with {@code ,} or {@code ;} or tab between them: whichever comes
 * first in the first line outside of quotes. Quotes work as in RFC 4180. Space around names is dropped; texts keep
 * theirs.
 *
 * <p>Which of the two it is follows from the lines that hold anything:
 *
 * <ul>
 *   <li>A first line of {@code key,value}, {@code field,value} or {@code name,value}, in any case, heads lines of key and
 *       value.
 *   <li>Else two lines are a header and its row, also if they have two columns.
 *   <li>Else lines of two columns each are lines of key and value.
 *   <li>All else is refused: a header alone, a header with several rows, lines of unequal length.
 * </ul>
 */
public final class CsvFormat implements MetadataFormat {
    private static final CSVFormat COMMA = format(',');
    private static final CSVFormat SEMICOLON = format(';');
    private static final CSVFormat TAB = format('\t');

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("csv");
    }

    @Override
    public Parsed parse(byte[] content, FormatOptions options) {
        return Text.parse(content, options, text -> read(text, options));
    }

    private static Parsed read(String text, FormatOptions options) {
        try (CSVParser parser = CSVParser.parse(new StringReader(text), formatOf(text))) {
            return new CsvReading(text, parser, new FlatFields(options)).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The format with the delimiter that ends the first name. */
    private static CSVFormat formatOf(String text) {
        int i = 0;
        while (text.charAt(i) == '\r' || text.charAt(i) == '\n') {
            i++;
        }
        boolean quoted = text.charAt(i) == '"';
        for (boolean inside = false; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted) {
                inside = !inside;
            } else if (!inside) {
                switch (c) {
                    case ';' -> {
                        return SEMICOLON;
                    }
                    case '\t' -> {
                        return TAB;
                    }
                    case ',', '\r', '\n' -> {
                        return COMMA;
                    }
                    default -> {}
                }
            }
        }
        return COMMA;
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setLenientEof(false)
                .setTrailingData(false)
                .get();
    }
}
