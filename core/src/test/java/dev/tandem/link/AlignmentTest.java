package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static final long SEED = 9;
    private static final int ROWS = 200;
    private final Random random = new Random(SEED);

    @Test
    void columnsOfLikeValuesCorrespondWhateverTheirNames() {
        List<List<String>> left = new ArrayList<>();
        List<List<String>> right = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String name = word() + " " + word();
            String number = Integer.toString(random.nextInt(100_000));
            left.add(List.of(name, number, word()));
            right.add(List.of(word(), number, name.toUpperCase(Locale.ROOT)));
        }
        List<Alignment.Match> found = find(List.of("a", "b", "c"), left, List.of("x", "y", "z"), right);
        assertThat(found)
                .extracting(Alignment.Match::left, Alignment.Match::right)
                .containsExactly(tuple(0, 2), tuple(1, 1));
    }

    @Test
    void columnsOfOneNameCorrespondEvenIfTheirValuesDiffer() {
        List<List<String>> left = new ArrayList<>();
        List<List<String>> right = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            left.add(List.of(word()));
            right.add(List.of(word()));
        }
        assertThat(find(List.of("Given Name"), left, List.of("given_name"), right))
                .extracting(Alignment.Match::named)
                .containsExactly(true);
        assertThat(find(List.of("given name"), left, List.of("colour"), right)).isEmpty();
    }

    @Test
    void aColumnOfOneValueCorrespondsToNone() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(List.of("France", word()));
        }
        assertThat(find(List.of("country", "name"), rows, List.of("country", "name"), rows))
                .extracting(Alignment.Match::left)
                .containsExactly(1);
    }

    private static List<Alignment.Match> find(
            List<String> leftColumns, List<List<String>> left, List<String> rightColumns, List<List<String>> right) {
        long[] pairs = new long[ROWS];
        for (int i = 0; i < ROWS; i++) {
            pairs[i] = Edges.key(i, i);
        }
        return new Alignment(view(leftColumns, left), view(rightColumns, right)).find(pairs);
    }

    private static View view(List<String> columns, List<List<String>> rows) {
        Table.Builder table = Table.builder(columns);
        for (int i = 0; i < rows.size(); i++) {
            table.add(String.format("%05d", i), rows.get(i));
        }
        return new View(table.build());
    }

    private String word() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            out.append("bdfghklmnprstvz".charAt(random.nextInt(15))).append("aeiou".charAt(random.nextInt(5)));
        }
        return out.toString();
    }
}
