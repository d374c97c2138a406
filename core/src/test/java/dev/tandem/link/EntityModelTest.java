package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EntityModelTest {
    private static final long SEED = 20240817;

    @Test
    void personsWithMisspellingsAreLinked() {
        People people = new People(300, 0.6);
        Scored scored = train(people.left, people.right).score(people.left, people.right);
        assertThat(people.f1(scored)).as("F1, seed " + SEED).isGreaterThan(0.97);
        assertThat(scored.matches()).isCloseTo(people.matches, within(0.15 * people.matches));
    }

    @Test
    void tablesWithoutACommonRowGiveNoLinks() {
        People people = new People(300, 0);
        Scored scored = train(people.left, people.right).score(people.left, people.right);
        assertThat(people.claimed(scored)).as("claimed, seed " + SEED).isLessThanOrEqualTo(3);
    }

    @Test
    void aFewCommonRowsAmongManyAreFound() {
        People people = new People(1_500, 0.06);
        Scored scored = train(people.left, people.right).score(people.left, people.right);
        long found = scored.pairs().stream()
                .filter(pair -> pair.probability() >= 0.5 && people.isMatch(pair.left(), pair.right()))
                .count();
        assertThat(found).as("found, seed " + SEED).isGreaterThan((long) (0.95 * people.matches));
    }

    @Test
    void askedForManyToManyEachRowGetsItsBest() {
        People people = new People(300, 0.6).withRepeatedRightRows();
        Scored scored = EntityModel.train(people.left, people.right, List.of(), Cardinality.MANY_TO_MANY, 2, Map.of())
                .score(people.left, people.right);
        assertThat(people.f1(scored)).as("F1, seed " + SEED).isGreaterThan(0.95);
    }

    @Test
    void columnsAreFoundWhateverTheirNames() {
        People people = new People(300, 0.6);
        EntityModel model = train(people.left, People.renamed(people.right, List.of("x", "y", "z", "u")));
        assertThat(model.fields())
                .contains(new FieldPair("name", "x"), new FieldPair("street", "y"), new FieldPair("born", "u"));
    }

    @Test
    void neitherTheOrderOfRowsNorTheNumberOfThreadsMatters() {
        People people = new People(800, 0.5);
        Table left = People.shuffled(people.left, 1);
        Table right = People.shuffled(people.right, 2);
        EntityModel one = EntityModel.train(people.left, people.right, List.of(), Cardinality.AUTO, 1, Map.of());
        EntityModel two = EntityModel.train(left, right, List.of(), Cardinality.AUTO, 2, Map.of());
        assertThat(byId(two.score(left, right), left, right))
                .isNotEmpty()
                .isEqualTo(byId(one.score(people.left, people.right), people.left, people.right));
    }

    @Test
    void rowsThatShareTheirPartnerAreAllLinkedToIt() {
        People people = new People(300, 0.6).withRepeatedRightRows();
        EntityModel model = train(people.left, people.right);
        assertThat(model.partners()).isEqualTo(new Partners(true, false));
        assertThat(people.f1(model.score(people.left, people.right)))
                .as("F1, seed " + SEED)
                .isGreaterThan(0.95);
    }

    @Test
    void aCardinalityThatIsGivenIsKept() {
        People people = new People(300, 0.6).withRepeatedRightRows();
        Scored scored = EntityModel.train(people.left, people.right, List.of(), Cardinality.ONE_TO_ONE, 2, Map.of())
                .score(people.left, people.right);
        assertThat(scored.pairs()).extracting(Scored.Pair::left).doesNotHaveDuplicates();
        assertThat(scored.pairs()).extracting(Scored.Pair::right).doesNotHaveDuplicates();
    }

    @Test
    void theWeightsOfAnExplanationAddUpToItsScore() {
        People people = new People(300, 0.6);
        EntityModel model = train(people.left, people.right);
        Scored.Pair pair = model.score(people.left, people.right).pairs().get(0);
        Explanation explanation = model.explain(people.left, pair.left(), people.right, pair.right());
        double sum = explanation.prior()
                + explanation.weights().stream()
                        .mapToDouble(Explanation.Weight::value)
                        .sum();
        assertThat(sum).isCloseTo(explanation.score(), within(1e-9));
        assertThat(explanation.score()).isCloseTo(pair.score(), within(1e-3));
        assertThat(explanation.weights()).hasSize(model.fields().size() + 1);
    }

    @Test
    void anExplanationGivesFieldsThatAgreeMoreThanThoseThatDiffer() {
        People people = new People(300, 0.6);
        EntityModel model = train(people.left, people.right);
        Scored scored = model.score(people.left, people.right);
        double agree = 0;
        double differ = 0;
        double whole = 0;
        for (Scored.Pair pair : scored.pairs()) {
            for (Explanation.Weight weight : model.explain(people.left, pair.left(), people.right, pair.right())
                    .weights()) {
                switch (weight.level()) {
                    case "equal" -> agree += weight.value();
                    case "different" -> differ += weight.value();
                    case "missing" -> assertThat(weight.value()).isZero();
                    default -> whole += weight.field().equals("whole record") ? Math.abs(weight.value()) : 0;
                }
            }
        }
        assertThat(agree).as("seed " + SEED).isPositive().isGreaterThan(whole);
        assertThat(differ).as("seed " + SEED).isNegative();
    }

    @Test
    void findingsSayWhatFieldsAreAndHowTheyCompare() {
        People people = new People(300, 0.6);
        List<FieldFinding> findings = train(people.left, people.right).findings(people.left, people.right);
        assertThat(findings).extracting(f -> f.columns() + " " + f.kind()).contains("born date", "street text");
        for (FieldFinding finding : findings) {
            assertThat(finding.levels())
                    .extracting(FieldFinding.Level::name)
                    .startsWith("equal")
                    .endsWith("different");
            FieldFinding.Level equal = finding.levels().get(0);
            FieldFinding.Level different = finding.levels().get(finding.levels().size() - 1);
            assertThat(equal.matches()).isGreaterThan(equal.others());
            assertThat(equal.weight()).isPositive().isGreaterThan(different.weight());
            assertThat(finding.levels().stream()
                            .mapToDouble(FieldFinding.Level::matches)
                            .sum())
                    .isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void aModelToldAndReadAgainScoresAlike() {
        People people = new People(300, 0.6);
        EntityModel model = train(people.left, people.right);
        EntityModel again = EntityModel.fromMap(model.toMap(), 2);
        assertThat(again.toMap()).isEqualTo(model.toMap());
        assertThat(again.score(people.left, people.right)).isEqualTo(model.score(people.left, people.right));
    }

    @Test
    void aModelScoresOtherTablesThanItsOwn() {
        People people = new People(300, 0.6);
        People others = new People(200, 0.5, SEED + 1);
        Scored scored = train(people.left, people.right).score(others.left, others.right);
        assertThat(others.f1(scored)).as("F1, seed " + SEED).isGreaterThan(0.95);
    }

    @Test
    void knownPairsDoNoHarm() {
        People people = new People(300, 0.6);
        Map<Long, Boolean> labels = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            labels.put(Edges.key(i, i), people.isMatch(i, i));
        }
        Scored scored = EntityModel.train(people.left, people.right, List.of(), Cardinality.AUTO, 2, labels)
                .score(people.left, people.right);
        assertThat(people.f1(scored)).as("F1, seed " + SEED).isGreaterThan(0.97);
    }

    @Test
    void whatIsKnownIsKeptToAndItsRivalsAreNot() {
        People people = new People(300, 0.6);
        Set<Integer> matched = new TreeSet<>();
        train(people.left, people.right).score(people.left, people.right).pairs().stream()
                .filter(pair -> pair.probability() > 0.9)
                .forEach(pair -> matched.add(pair.left()));
        List<Label> labels = new ArrayList<>();
        List<Integer> some = List.copyOf(matched).subList(0, 20);
        Linkage before = Linker.create().link(people.left, people.right);
        for (int i = 0; i < some.size(); i++) {
            String id = people.left.id(some.get(i));
            Link own = before.links().stream()
                    .filter(link -> link.leftId().equals(id))
                    .findFirst()
                    .orElseThrow();
            // The partner of the next row, or none.
            labels.add(
                    i % 2 == 0
                            ? new Label(id, people.right.id(people.right.size() - 1 - i), true)
                            : new Label(id, own.rightId(), false));
        }
        for (Linker.Builder linker : List.of(Linker.builder(), Linker.builder().model(before.model()))) {
            Linkage after = linker.labels(labels).build().link(people.left, people.right);
            for (Label label : labels) {
                List<Link> of = after.links().stream()
                        .filter(link -> link.leftId().equals(label.leftId()))
                        .toList();
                if (label.match()) {
                    assertThat(of).as("seed " + SEED).singleElement().satisfies(link -> {
                        assertThat(link.rightId()).isEqualTo(label.rightId());
                        assertThat(link.probability()).isEqualTo(1);
                    });
                } else {
                    assertThat(of).extracting(Link::rightId).as("seed " + SEED).doesNotContain(label.rightId());
                }
            }
        }
    }

    @Test
    void tablesWithNothingToCompareGiveNothing() {
        Table none = Table.builder(List.of("name")).build();
        Table one = Table.builder(List.of("name")).add("1", List.of("Ada")).build();
        Table other = Table.builder(List.of("colour")).add("1", List.of("red")).build();
        Table missing = Table.builder(List.of("name"))
                .add("1", List.of(""))
                .add("2", List.of(""))
                .build();
        for (Table left : List.of(none, one, missing)) {
            for (Table right : List.of(none, other, missing)) {
                assertThat(train(left, right).score(left, right).pairs()).isEmpty();
            }
        }
    }

    @Test
    void aColumnOfIdenticalValuesIsNoBurden() {
        Table left = constant(3_000);
        Scored scored = train(left, left).score(left, left);
        assertThat(scored.pairs().stream().filter(pair -> pair.probability() > 0.5))
                .isEmpty();
    }

    private static Table constant(int rows) {
        Table.Builder builder = Table.builder(List.of("country"));
        for (int i = 0; i < rows; i++) {
            builder.add("r" + i, List.of("France"));
        }
        return builder.build();
    }

    @Test
    void tenMegabytesInOneFieldAreCutShort() {
        String large = "lorem ipsum ".repeat(900_000);
        Table left = Table.builder(List.of("text")).add("1", List.of(large)).build();
        Table right = Table.builder(List.of("text"))
                .add("1", List.of(large + "dolor"))
                .add("2", List.of("else"))
                .build();
        assertThat(train(left, right).score(left, right).pairs().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void aThousandColumnsAreCompared() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < Table.MOST_COLUMNS; i++) {
            columns.add("c" + i);
        }
        Table.Builder builder = Table.builder(columns);
        Random random = new Random(SEED);
        for (int row = 0; row < 30; row++) {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(Integer.toString(random.nextInt(1_000_000), 36)));
            builder.add("r" + row, values);
        }
        Table table = builder.build();
        assertThat(train(table, table).score(table, table).pairs()).hasSizeGreaterThan(25);
    }

    private static EntityModel train(Table left, Table right) {
        return EntityModel.train(left, right, List.of(), Cardinality.AUTO, 2, Map.of());
    }

    private static Map<String, Double> byId(Scored scored, Table left, Table right) {
        Map<String, Double> out = new TreeMap<>();
        scored.pairs()
                .forEach(pair -> out.put(left.id(pair.left()) + " " + right.id(pair.right()), pair.probability()));
        return out;
    }

    /** Two tables of invented people; rows at one place are one person or two. */
    private static final class People {
        private static final List<String> COLUMNS = List.of("name", "street", "town", "born");

        final Table left;
        final Table right;
        final int matches;

        People(int rows, double share) {
            this(rows, share, SEED);
        }

        People(int rows, double share, long seed) {
            Random random = new Random(seed);
            Table.Builder l = Table.builder(COLUMNS);
            Table.Builder r = Table.builder(COLUMNS);
            int same = 0;
            for (int i = 0; i < rows; i++) {
                List<String> person = person(random);
                boolean match = random.nextDouble() < share;
                same += match ? 1 : 0;
                l.add((match ? "m" : "l") + i, person);
                r.add((match ? "m" : "r") + i, match ? misspelt(person, random) : person(random));
            }
            left = l.build();
            right = r.build();
            matches = same;
        }

        private People(Table left, Table right, int matches) {
            this.left = left;
            this.right = right;
            this.matches = matches;
        }

        /** Each right row again, once or twice, with changes. */
        People withRepeatedRightRows() {
            Random random = new Random(SEED);
            Table.Builder r = Table.builder(COLUMNS);
            int all = 0;
            for (int row = 0; row < right.size(); row++) {
                for (int copy = 0; copy < 2 + random.nextInt(2); copy++) {
                    r.add(right.id(row) + "." + copy, misspelt(values(right, row), random));
                    all += right.id(row).startsWith("m") ? 1 : 0;
                }
            }
            return new People(left, r.build(), all);
        }

        boolean isMatch(int leftRow, int rightRow) {
            String id = left.id(leftRow);
            return id.startsWith("m") && id.equals(right.id(rightRow).replaceFirst("\\..*", ""));
        }

        long claimed(Scored scored) {
            return scored.pairs().stream()
                    .filter(pair -> pair.probability() >= 0.5)
                    .count();
        }

        double f1(Scored scored) {
            long hits = scored.pairs().stream()
                    .filter(pair -> pair.probability() >= 0.5 && isMatch(pair.left(), pair.right()))
                    .count();
            return 2.0 * hits / (claimed(scored) + matches);
        }

        private static List<String> person(Random random) {
            return Arrays.asList(
                    word(random, 2) + " " + word(random, 3),
                    random.nextInt(200) + " " + word(random, 3) + " street",
                    word(new Random(random.nextInt(20)), 3),
                    (1930 + random.nextInt(70)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10));
        }

        private static List<String> misspelt(List<String> person, Random random) {
            List<String> out = new ArrayList<>(person);
            int field = random.nextInt(out.size());
            String value = out.get(field);
            if (value.isEmpty()) {
                return out;
            }
            int at = random.nextInt(value.length());
            out.set(field, random.nextInt(4) == 0 ? "" : value.substring(0, at) + value.substring(at + 1));
            return out;
        }

        private static String word(Random random, int syllables) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < syllables; i++) {
                out.append("bdfghklmnprstvz".charAt(random.nextInt(15))).append("aeiou".charAt(random.nextInt(5)));
            }
            return out.toString();
        }

        private static List<String> values(Table table, int row) {
            List<String> out = new ArrayList<>();
            for (int column = 0; column < table.columns().size(); column++) {
                String value = table.value(row, column);
                out.add(value == null ? "" : value);
            }
            return out;
        }

        static Table renamed(Table table, List<String> columns) {
            Table.Builder builder = Table.builder(columns);
            for (int row = 0; row < table.size(); row++) {
                builder.add(table.id(row), values(table, row));
            }
            return builder.build();
        }

        static Table shuffled(Table table, long seed) {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < table.size(); row++) {
                rows.add(row);
            }
            Collections.shuffle(rows, new Random(seed));
            Table.Builder builder = Table.builder(table.columns());
            rows.forEach(row -> builder.add(table.id(row), values(table, row)));
            return builder.build();
        }
    }
}
