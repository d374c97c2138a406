package dev.tandem.format.csv;

import dev.tandem.spi.FlatFields;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** One reading of one file. */
final class CsvReading {
    private static final Set<String> KEYS = Set.of("key", "field", "name");

    private final String text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> lines;
    private final FlatFields fields;

    CsvReading(String text, CSVParser parser, FlatFields fields) {
        this.text = text;
        this.parser = parser;
        this.lines = parser.iterator();
        this.fields = fields;
    }

    Parsed read() {
        try {
            Line first = next();
            Line second = next();
            if (first == null || second == null) {
                throw refused(
                        Problem.Code.NO_FIELDS, 0, "", "there is one line only; write a header and under it a row");
            }
            if (headsKeys(first)) {
                keys(first, second);
            } else {
                rowOrKeys(first, second);
            }
            return fields.parsed();
        } catch (Refused e) {
            return new Parsed.Bad(e.problem);
        }
    }

    private void rowOrKeys(Line first, Line second) throws Refused {
        Line third = nextWithText();
        if (third == null) {
            row(first, second);
        } else if (first.size() == 2) {
            key(first, first);
            key(first, second);
            keys(first, third);
        } else {
            throw refused(
                    Problem.Code.SEVERAL_RECORDS, third, "", "a second row begins here; write one row in each file");
        }
    }

    private void row(Line header, Line row) throws Refused {
        requireSameSize(header, row);
        for (int i = 0; i < header.size(); i++) {
            Problem problem = fields.add(header.get(i).strip(), row.get(i));
            if (problem != null) {
                throw refused(problem.code(), header, problem.field(), problem.text());
            }
        }
    }

    private void keys(Line header, @Nullable Line first) throws Refused {
        for (Line line = first; line != null; line = nextWithText()) {
            key(header, line);
        }
    }

    private void key(Line header, Line line) throws Refused {
        requireSameSize(header, line);
        String name = line.get(0).strip();
        Problem problem = fields.add(name, line.get(1));
        if (problem == null) {
            return;
        }
        boolean twice = problem.code() == Problem.Code.DUPLICATE_FIELD;
        throw refused(
                problem.code(),
                line,
                problem.field(),
                twice
                        ? "the first column has this twice; as lines of key and value, write each key once; as a header"
                                + " with rows, write one row in each file"
                        : problem.text());
    }

    private static boolean headsKeys(Line line) {
        return line.size() == 2
                && KEYS.contains(line.get(0).strip().toLowerCase(Locale.ROOT))
                && line.get(1).strip().equalsIgnoreCase("value");
    }

    private void requireSameSize(Line first, Line line) throws Refused {
        if (line.size() != first.size()) {
            throw refused(
                    Problem.Code.MALFORMED,
                    line,
                    "",
                    "this line has " + line.size() + " columns and the first has " + first.size()
                            + "; write the same number, and put quotes around a text that holds the delimiter");
        }
    }

    /** The next line on which more than delimiters and space is written; spreadsheets leave others at the end. */
    private @Nullable Line nextWithText() throws Refused {
        Line line = next();
        while (line != null && line.values.stream().allMatch(String::isBlank)) {
            line = next();
        }
        return line;
    }

    private @Nullable Line next() throws Refused {
        long before = parser.getCurrentLineNumber();
        try {
            return lines.hasNext() ? new Line(lines.next(), before) : null;
        } catch (UncheckedIOException e) {
            throw refused(
                    Problem.Code.MALFORMED,
                    before,
                    "",
                    "the quotes of this line do not match; close each, and double those within a text");
        }
    }

    private Refused refused(Problem.Code code, Line line, String field, String sentence) {
        return refused(code, line.before, field, sentence);
    }

    private Refused refused(Problem.Code code, long before, String field, String sentence) {
        List<String> all = text.lines().toList();
        int line = (int) before;
        while (line < all.size() - 1 && all.get(line).isEmpty()) {
            line++;
        }
        return new Refused(new Problem(code, line + 1, 0, field, sentence));
    }

    /**
     * The values between two line ends that are not quoted.
     *
     * @param before how many lines of the file come before it, empty ones right before it not counted
     */
    private record Line(CSVRecord values, long before) {
        int size() {
            return values.size();
        }

        String get(int column) {
            return values.get(column);
        }
    }

    /** Carries a problem out of the reading. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(null, null, false, false);
            this.problem = problem;
        }
    }
}
