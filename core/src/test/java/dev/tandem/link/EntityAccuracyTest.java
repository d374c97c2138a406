package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links whole labelled tables without their labels. */
class EntityAccuracyTest {
    private static final Path SETS = Path.of("..", "..", "shared", "data", "linkage");

    @ParameterizedTest
    @CsvSource({"febrl4, 0.999", "fodors-zagats, 0.978", "dblp-acm, 0.989", "abt-buy, 0.95", "imdb-tmdb, 0.91"})
    void labelledTablesAreLinked(String set, double least) throws IOException {
        Path folder = SETS.resolve(set);
        assumeTrue(Files.isDirectory(folder), "the labelled set " + set + " is not here");
        Table left = table(folder.resolve("left.csv"));
        Table right = table(folder.resolve("right.csv"));
        Set<List<String>> truth = new HashSet<>(rows(folder.resolve("truth.csv")));
        truth.remove(List.of("left_id", "right_id"));
        Scored scored = EntityModel.train(left, right, List.of(), Cardinality.AUTO, 2, Map.of())
                .score(left, right);
        List<List<String>> claimed = scored.pairs().stream()
                .filter(pair -> pair.probability() >= 0.5)
                .map(pair -> List.of(left.id(pair.left()), right.id(pair.right())))
                .toList();
        long hits = claimed.stream().filter(truth::contains).count();
        assertThat(2.0 * hits / (claimed.size() + truth.size()))
                .as("F1 of " + set)
                .isGreaterThanOrEqualTo(least);
    }

    private static Table table(Path file) throws IOException {
        List<List<String>> rows = rows(file);
        Table.Builder builder = Table.builder(rows.get(0).subList(1, rows.get(0).size()));
        for (List<String> row : rows.subList(1, rows.size())) {
            builder.add(row.get(0), row.subList(1, row.size()));
        }
        return builder.build();
    }

    /** Reads RFC 4180. */
    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        String text = Files.readString(file);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    value.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                value.append(c);
            }
        }
        return rows;
    }
}
