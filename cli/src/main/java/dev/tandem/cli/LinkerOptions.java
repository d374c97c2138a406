package dev.tandem.cli;

import dev.tandem.cli.csv.CsvPairs;
import dev.tandem.cli.csv.Names;
import dev.tandem.link.Cardinality;
import dev.tandem.link.FieldPair;
import dev.tandem.link.Label;
import dev.tandem.link.LinkModel;
import dev.tandem.link.Linkage;
import dev.tandem.link.Linker;
import dev.tandem.link.Table;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that tell the built-in linker what it otherwise finds by itself. */
final class LinkerOptions {
    private static final String FIELD = "--field";
    private static final String LABELS = "--labels";
    private static final String MODEL = "--model";

    @Option(
            names = "--cardinality",
            paramLabel = "HOW",
            converter = CardinalityWord.class,
            description =
                    "How many rows may belong to one: auto (found from the data, the default), one-to-one, many-to-one,"
                            + " one-to-many, many-to-many.")
    private @Nullable Cardinality cardinality;

    @Option(
            names = FIELD,
            paramLabel = "LEFT=RIGHT",
            converter = FieldWord.class,
            description = "Two columns that say the same; may be repeated. Without any, they are found.")
    private @Nullable List<FieldPair> fields;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description =
                    "How probable a link must be to be claimed, from 0 to 1. Without, it is chosen from the data.")
    private @Nullable Double threshold;

    @Option(
            names = LABELS,
            paramLabel = "FILE",
            description =
                    "Pairs that a person decided on, to learn from and to keep to: a CSV file with left_id,right_id"
                            + " and perhaps match (yes or no; without it, all are yes).")
    private @Nullable Path labels;

    @Option(
            names = MODEL,
            paramLabel = "FILE",
            description = "Link with what --model-out of an earlier run wrote, and learn nothing.")
    private @Nullable Path model;

    /** Those that were given, as they are written. */
    List<String> given() {
        return Stream.of(
                        cardinality == null ? "" : "--cardinality",
                        fields == null ? "" : FIELD,
                        threshold == null ? "" : "--threshold",
                        labels == null ? "" : LABELS,
                        model == null ? "" : MODEL)
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /**
     * Links two tables. What the tables do not have, or cannot be, is a {@link ConfigurationException}.
     *
     * @param warnings takes what a person should know though it hinders nothing
     */
    Linkage link(Table left, Table right, Consumer<String> warnings) {
        Linker linker = linker(left, right, warnings);
        try {
            return linker.link(left, right);
        } catch (IllegalArgumentException e) {
            if (model == null) {
                throw e;
            }
            throw new ConfigurationException(MODEL, model + " is for other tables: " + e.getMessage());
        }
    }

    private Linker linker(Table left, Table right, Consumer<String> warnings) {
        Linker.Builder linker = Linker.builder();
        if (cardinality != null) {
            linker.cardinality(cardinality);
        }
        if (fields != null) {
            fields.forEach(field -> requireColumns(field, left, right));
            linker.fields(fields);
        }
        if (labels != null) {
            linker.labels(labels(labels, left, right, warnings));
        }
        if (threshold != null) {
            requireProbability(threshold);
            linker.threshold(threshold);
        }
        if (model != null) {
            linker.model(read(model));
        }
        return linker.build();
    }

    /** Those of other rows are passed over with a warning, unless all are. */
    private static List<Label> labels(Path file, Table left, Table right, Consumer<String> warnings) {
        List<Label> all = CsvPairs.labels(file);
        Set<String> lefts = TablePair.ids(left);
        Set<String> rights = TablePair.ids(right);
        List<Label> here = all.stream()
                .filter(label -> lefts.contains(label.leftId()) && rights.contains(label.rightId()))
                .toList();
        if (here.isEmpty() && !all.isEmpty()) {
            throw new ConfigurationException(
                    LABELS,
                    "none of the " + all.size() + " pairs of " + file
                            + " names a row of each table; expected left_id to be"
                            + " ids of the left and right_id ids of the right table");
        }
        int elsewhere = all.size() - here.size();
        if (elsewhere > 0) {
            warnings.accept(LABELS + ": " + Show.number(elsewhere) + " of the " + Show.number(all.size()) + " pairs of "
                    + file + " left out: they name rows that are not in these tables");
        }
        return here;
    }

    private LinkModel read(Path file) {
        if (fields != null) {
            throw new ConfigurationException(
                    FIELD, "is for learning, and a model has its columns; leave out one of the two");
        }
        try {
            return LinkModel.fromJson(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(MODEL, file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigurationException(
                    MODEL, file + " cannot be read: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(MODEL, file + ": " + e.getMessage());
        }
    }

    private static void requireProbability(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ConfigurationException("--threshold", "is " + threshold + "; expected a number from 0 to 1");
        }
    }

    private static void requireColumns(FieldPair field, Table left, Table right) {
        requireColumn(field, field.left(), "left", left);
        requireColumn(field, field.right(), "right", right);
    }

    private static void requireColumn(FieldPair field, String column, String side, Table table) {
        if (!table.columns().contains(column)) {
            throw new ConfigurationException(
                    FIELD + " " + field,
                    "the " + side + " table has no column " + column + "; found " + Names.list(table.columns()));
        }
    }

    private static final class FieldWord implements ITypeConverter<FieldPair> {
        @Override
        public FieldPair convert(String word) {
            try {
                return FieldPair.parse(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class CardinalityWord implements ITypeConverter<Cardinality> {
        @Override
        public Cardinality convert(String word) {
            return Arrays.stream(Cardinality.values())
                    .filter(cardinality -> word(cardinality).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(Cardinality.values())
                                    .map(LinkerOptions::word)
                                    .collect(Collectors.joining(", "))
                            + ", found '" + word + "'"));
        }
    }

    /** {@code one-to-many}. */
    static String word(Cardinality cardinality) {
        return cardinality.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
