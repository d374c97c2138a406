package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links made-up tables of which some share of the rows has a partner in the other. */
class FewPartnersTest {
    private static final int ROWS = 1_500;

    @ParameterizedTest
    @CsvSource({
        "PERSONS, 0, 1, 0", "PERSONS, 0.02, 2, 0.6", "PERSONS, 0.05, 3, 0.9", "PERSONS, 0.2, 4, 0.95",
                "PERSONS, 0.6, 5, 0.98",
        "PERSONS, 0.95, 6, 0.98", "FIRMS, 0, 7, 0", "FIRMS, 0.02, 8, 0.6", "FIRMS, 0.05, 9, 0.9",
                "FIRMS, 0.2, 10, 0.95",
        "FIRMS, 0.6, 11, 0.98", "FIRMS, 0.95, 12, 0.98", "PAPERS, 0, 13, 0", "PAPERS, 0.05, 14, 0.7",
                "PAPERS, 0.6, 15, 0.98"
    })
    void nearlyAllClaimedLinksAreTrueHoweverFewPartnersThereAre(
            Kind kind, double share, long seed, double leastRecall) {
        Made made = new Made(kind, share, seed);
        List<Link> claimed = made.claimed();
        long hits = claimed.stream()
                .filter(link -> link.leftId().equals(link.rightId()))
                .count();
        assertThat(claimed.size() - hits)
                .as("false links of %d, seed %d", claimed.size(), seed)
                .isLessThanOrEqualTo((long) (0.03 * claimed.size()));
        assertThat(hits).as("found of %d, seed %d", made.matches, seed).isGreaterThanOrEqualTo((long)
                (leastRecall * made.matches));
    }

    @Test
    void tablesAboutDifferentThingsHaveNoLinks() {
        Table persons = new Made(Kind.PERSONS, 0, 21).left;
        Table firms = new Made(Kind.FIRMS, 0, 22).right;
        assertThat(Linker.create().link(persons, firms).links().stream()
                        .filter(link -> link.decision() == Link.Decision.LINK))
                .isEmpty();
    }

    @Test
    void falsePairsAreExpectedWhereTheBulkGoesOn() {
        Random random = new Random(31);
        float[] scores = new float[2_000];
        for (int i = 0; i < scores.length; i++) {
            scores[scores.length - 1 - i] = (float) random.nextGaussian() + (i < 60 ? 9 : 0);
        }
        float[] assigned = descending(scores);
        double[] reaching = BulkNull.reaching(assigned);
        assertThat(reaching[50]).isLessThan(1);
        assertThat(reaching[300]).isBetween(200.0, 280.0);
        float[] alone = new float[2_000];
        for (int i = 0; i < alone.length; i++) {
            alone[i] = (float) random.nextGaussian();
        }
        assertThat(BulkNull.reaching(descending(alone))[50]).isGreaterThan(35);
    }

    private static float[] descending(float[] some) {
        int[] ranked = Assignment.ranked(some);
        float[] out = new float[some.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = some[ranked[i]];
        }
        return out;
    }

    private enum Kind {
        PERSONS("name street town born"),
        FIRMS("company phone town staff"),
        PAPERS("title authors venue year");

        private final String columns;

        Kind(String columns) {
            this.columns = columns;
        }
    }

    /** A left row's partner has its id. */
    private static final class Made {
        final Table left;
        final Table right;
        final int matches;
        private final Random random;
        private final List<String> words;

        Made(Kind kind, double share, long seed) {
            random = new Random(seed);
            words = IntStream.range(0, 1_000)
                    .mapToObj(i -> syllables(2 + random.nextInt(2)))
                    .toList();
            List<String> columns = Arrays.asList(kind.columns.split(" ", -1));
            Table.Builder lefts = Table.builder(columns);
            Table.Builder rights = Table.builder(columns);
            int same = 0;
            for (int i = 0; i < ROWS; i++) {
                List<String> thing = thing(kind);
                boolean match = random.nextDouble() < share;
                same += match ? 1 : 0;
                lefts.add("thing " + i, thing);
                rights.add((match ? "thing " : "other ") + i, changed(match ? thing : thing(kind)));
            }
            left = lefts.build();
            right = rights.build();
            matches = same;
        }

        List<Link> claimed() {
            return Linker.builder().threads(2).build().link(left, right).links().stream()
                    .filter(link -> link.decision() == Link.Decision.LINK)
                    .toList();
        }

        private List<String> thing(Kind kind) {
            return switch (kind) {
                case PERSONS ->
                    List.of(
                            syllables(2) + " " + syllables(3),
                            random.nextInt(200) + " " + syllables(3) + " street",
                            any(20),
                            number(1930, 70) + "-0" + number(1, 9) + "-1" + random.nextInt(10));
                case FIRMS ->
                    List.of(
                            syllables(3) + " " + any(40) + " ltd",
                            "0" + number(20, 30) + " " + number(100_000, 900_000),
                            any(50),
                            number(1, 900));
                case PAPERS ->
                    List.of(
                            IntStream.range(0, 5 + random.nextInt(4))
                                    .mapToObj(i -> any(1 + random.nextInt(1_000)))
                                    .collect(Collectors.joining(" ")),
                            any(600) + ", " + any(600),
                            any(8),
                            number(1990, 15));
            };
        }

        /** One letter in three values of ten is wanting, and one value of ten but the first. */
        private List<String> changed(List<String> thing) {
            return IntStream.range(0, thing.size())
                    .mapToObj(i -> {
                        String value = thing.get(i);
                        if (i > 0 && random.nextInt(10) == 0) {
                            return "";
                        }
                        int at = random.nextInt(value.length());
                        return random.nextInt(10) < 3 ? value.substring(0, at) + value.substring(at + 1) : value;
                    })
                    .toList();
        }

        private String number(int from, int many) {
            return String.valueOf(from + random.nextInt(many));
        }

        private String any(int many) {
            return words.get(random.nextInt(many));
        }

        private String syllables(int count) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < count; i++) {
                out.append("bdfghklmnprstvz".charAt(random.nextInt(15))).append("aeiou".charAt(random.nextInt(5)));
            }
            return out.toString();
        }
    }
}
