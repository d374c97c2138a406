package dev.tandem.cli.csv;

import dev.tandem.cli.score.Pair;
import dev.tandem.link.Label;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads pairs of ids from CSV files with the columns {@code left_id} and {@code right_id}. */
public final class CsvPairs {
    private static final String LEFT = "left_id";
    private static final String RIGHT = "right_id";
    private static final List<String> VERDICTS = List.of("match", "decision", "label");
    private static final Set<String> YES = Set.of("true", "yes", "1", "link", "match");
    private static final Set<String> NO = Set.of("false", "no", "0", "none");
    private static final String OPEN = "review";

    private CsvPairs() {}

    /**
     * Which rows belong together; other columns are passed over.
     *
     * @throws ConfigurationException if the file cannot be read or lacks a column
     */
    public static Set<Pair> truth(Path file) {
        Set<Pair> pairs = new LinkedHashSet<>();
        read(file, false).forEach(label -> pairs.add(new Pair(label.leftId(), label.rightId())));
        return pairs;
    }

    /**
     * What a person knows of pairs. A column {@code match}, {@code decision} or {@code label} says yes or no; without one
     * every pair belongs together. What is still for {@code review} is passed over.
     *
     * @throws ConfigurationException if the file cannot be read, lacks a column, has another word, or says yes and no of a pair
     */
    public static List<Label> labels(Path file) {
        return read(file, true);
    }

    private static List<Label> read(Path file, boolean verdicts) {
        try (CsvFile csv = CsvFile.open(file)) {
            int left = csv.requireColumn(LEFT, "the ids of the left rows");
            int right = csv.requireColumn(RIGHT, "the ids of the right rows");
            int verdict = verdicts ? verdict(csv) : -1;
            Map<Pair, Boolean> known = new LinkedHashMap<>();
            for (CSVRecord row = csv.next(); row != null; row = csv.next()) {
                Boolean match = verdict < 0 ? Boolean.TRUE : match(value(row, verdict), csv);
                Pair pair = new Pair(required(value(row, left), LEFT, csv), required(value(row, right), RIGHT, csv));
                Boolean before = match == null ? null : known.put(pair, match);
                if (before != null && !before.equals(match)) {
                    throw csv.fault("says " + (before ? "no, but an earlier line yes" : "yes, but an earlier line no")
                            + ", of the same pair");
                }
            }
            return known.entrySet().stream()
                    .map(pair -> new Label(pair.getKey().leftId(), pair.getKey().rightId(), pair.getValue()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int verdict(CsvFile csv) {
        return VERDICTS.stream()
                .mapToInt(csv::column)
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static String value(CSVRecord row, int place) {
        return place < row.size() ? row.get(place).strip() : "";
    }

    private static String required(String id, String column, CsvFile csv) {
        if (id.isEmpty()) {
            throw csv.fault("has no " + column);
        }
        return id;
    }

    /** Null for what nobody decided. */
    private static @Nullable Boolean match(String word, CsvFile csv) {
        String plain = word.toLowerCase(Locale.ROOT);
        if (YES.contains(plain) || NO.contains(plain)) {
            return YES.contains(plain);
        }
        if (plain.isEmpty() || plain.equals(OPEN)) {
            return null;
        }
        throw csv.fault("says '" + word + "'; expected yes or no, or " + OPEN + " for what is not decided");
    }
}
