package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links small tables of calls that are made here; the call worlds of the testkit have all the noise. */
class LinkerTest {
    private static final int CALLS = 600;
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Row(String id, List<String> values) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<Row> recordings = new ArrayList<>();
    private final Set<String> truth = new HashSet<>();

    /** Calls of ten agents whom the tables name apart; the rows' clock is ahead; every tenth call lacks its row. */
    private void make(long seed, int ahead) {
        SplittableRandom random = new SplittableRandom(seed);
        Instant time = Instant.parse("2026-03-02T08:00:00Z");
        for (int i = 0; i < CALLS; i++) {
            time = time.plusSeconds(60 + random.nextInt(900));
            int agent = random.nextInt(10);
            int seconds = 20 + random.nextInt(500);
            String number = "202555" + (1000 + random.nextInt(300));
            String recording = "r" + Long.toHexString(random.nextLong());
            recordings.add(new Row(
                    recording, List.of(SHOWN.format(time), "" + seconds, "+1" + number, "" + (2000 + 7 * agent))));
            if (i % 10 != 0) {
                String row = "m" + Long.toHexString(random.nextLong());
                String written =
                        "(" + number.substring(0, 3) + ") " + number.substring(3, 6) + "-" + number.substring(6);
                rows.add(new Row(
                        row,
                        List.of(
                                SHOWN.format(time.plusSeconds(ahead + random.nextInt(3))),
                                "" + (seconds + random.nextInt(2)),
                                written,
                                "Agent" + (char) ('A' + agent))));
                truth.add(row + " " + recording);
            }
        }
    }

    private static Table table(List<String> columns, List<Row> rows) {
        Table.Builder table = Table.builder(columns);
        rows.forEach(row -> table.add(row.id, row.values));
        return table.build();
    }

    private Table left() {
        return table(List.of("logged", "took", "phone", "owner"), rows);
    }

    private Table right() {
        return table(List.of("start", "secs", "ani", "ext"), recordings);
    }

    private static Set<String> claimed(Linkage linkage) {
        return linkage.links().stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .map(link -> link.leftId() + " " + link.rightId())
                .collect(Collectors.toSet());
    }

    @Test
    void callsAreFoundThoughClocksAndNamesDiffer() {
        make(1, -19_800);
        Linkage linkage = Linker.create().link(left(), right());
        Set<String> claimed = claimed(linkage);
        assertThat(claimed).hasSizeGreaterThan(truth.size() * 97 / 100);
        claimed.removeAll(truth);
        assertThat(claimed).hasSizeLessThanOrEqualTo(CALLS / 100);
        assertThat(linkage.clock()).isNotNull().satisfies(clock -> {
            assertThat(clock.offsets()).hasSize(1);
            assertThat(clock.offsets().get(0).ahead().toSeconds()).isBetween(-19_801L, -19_797L);
        });
        assertThat(linkage.aliases())
                .anySatisfy(alias ->
                        assertThat(List.of(alias.left(), alias.right())).containsExactly("AgentC", "2014"));
    }

    @Test
    void neitherTheOrderOfTheRowsNorTheNumberOfThreadsShows() {
        make(2, 3_600);
        List<Link> before =
                Linker.builder().threads(1).build().link(left(), right()).links();
        Collections.shuffle(rows, new Random(3));
        Collections.shuffle(recordings, new Random(4));
        assertThat(Linker.builder().threads(3).build().link(left(), right()).links())
                .isEqualTo(before)
                .isNotEmpty();
    }

    @Test
    void theWeightsAddUpToTheScore() {
        make(3, 0);
        Linkage linkage = Linker.create().link(left(), right());
        Link link = linkage.links().get(0);
        Explanation why = linkage.explain(link.leftId(), link.rightId());
        double sum = why.prior()
                + why.weights().stream().mapToDouble(Explanation.Weight::value).sum();
        assertThat(sum).isCloseTo(why.score(), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(why.weights()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aModelThatIsSavedAndLoadedLinksOtherCalls() {
        make(4, 3_600);
        LinkModel model =
                LinkModel.fromJson(Linker.create().link(left(), right()).model().toJson());
        rows.clear();
        recordings.clear();
        truth.clear();
        make(5, 3_600);
        Set<String> claimed = claimed(Linker.builder().model(model).build().link(left(), right()));
        assertThat(claimed).hasSizeGreaterThan(truth.size() * 97 / 100);
        claimed.removeAll(truth);
        assertThat(claimed).hasSizeLessThanOrEqualTo(CALLS / 100);
        assertThat(LinkModel.fromJson(model.toJson()).toJson()).isEqualTo(model.toJson());
    }

    @Test
    void aLabelIsObeyed() {
        make(6, 0);
        String pair = truth.stream().sorted().findFirst().orElseThrow();
        String left = pair.substring(0, pair.indexOf(' '));
        String right = pair.substring(pair.indexOf(' ') + 1);
        Linker linker =
                Linker.builder().labels(List.of(new Label(left, right, false))).build();
        assertThat(claimed(linker.link(left(), right()))).doesNotContain(pair).isNotEmpty();
    }

    private static double probability(Linkage linkage, String pair) {
        return linkage.links().stream()
                .filter(link -> (link.leftId() + " " + link.rightId()).equals(pair))
                .mapToDouble(Link::probability)
                .findFirst()
                .orElse(0);
    }

    private static Label label(String pair, boolean match) {
        int space = pair.indexOf(' ');
        return new Label(pair.substring(0, space), pair.substring(space + 1), match);
    }

    /** A left row with a recording that nothing speaks for. */
    private String strange(String pair) {
        String recording = recordings.get(CALLS - 1).id;
        return pair.substring(0, pair.indexOf(' ') + 1) + (pair.endsWith(recording) ? recordings.get(0).id : recording);
    }

    @Test
    void aMatchThatIsKnownIsLinkedThoughNothingSpeaksForItAndTheRowsBestIsNot() {
        make(8, 0);
        String pair = truth.stream().sorted().findFirst().orElseThrow();
        String strange = strange(pair);
        LinkModel model = Linker.create().link(left(), right()).model();
        for (Linker linker : List.of(
                Linker.builder().labels(List.of(label(strange, true))).build(),
                Linker.builder()
                        .labels(List.of(label(strange, true)))
                        .model(model)
                        .build(),
                Linker.builder()
                        .labels(List.of(label(strange, true)))
                        .cardinality(Cardinality.ONE_TO_ONE)
                        .build())) {
            Linkage linkage = linker.link(left(), right());
            assertThat(probability(linkage, strange)).isEqualTo(1);
            assertThat(probability(linkage, pair)).isLessThan(0.01);
            assertThat(claimed(linkage)).hasSizeGreaterThan(truth.size() * 97 / 100);
        }
    }

    @Test
    void labelsGoBeforeTheCardinalityAndTheLastOneCounts() {
        make(9, 0);
        String pair = truth.stream().sorted().findFirst().orElseThrow();
        String strange = strange(pair);
        Linkage linkage = Linker.builder()
                .cardinality(Cardinality.ONE_TO_ONE)
                .labels(List.of(label(pair, false), label(strange, true), label(pair, true), label("no row", true)))
                .build()
                .link(left(), right());
        assertThat(probability(linkage, pair)).isEqualTo(1);
        assertThat(probability(linkage, strange)).isEqualTo(1);
    }

    @Test
    void aLabelIsKeptToInTablesOfWhichAPartIsLearnedFrom() {
        CallTables calls = new CallTables(10, 36_000);
        assertThat(calls.left.size()).isGreaterThan(30_000);
        String left = calls.truth.entrySet().stream()
                .filter(call -> call.getValue().size() == 1)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseThrow();
        String partner = calls.truth.getOrDefault(left, Set.of()).iterator().next();
        String strange = calls.right.id(calls.right.id(11).equals(partner) ? 12 : 11);
        List<Label> labels = List.of(new Label(left, strange, true), new Label(left, partner, false));
        Linkage linkage = Linker.builder().labels(labels).build().link(calls.left, calls.right);
        assertThat(linkage.links())
                .filteredOn(link -> link.leftId().equals(left))
                .extracting(Link::rightId, Link::probability)
                .containsExactly(tuple(strange, 1.0));
    }

    @Test
    void onePartOfACallThatIsKnownDoesNotTakeItsOtherPartAway() {
        CallTables calls = new CallTables(11, 1_200);
        Linkage before = Linker.create().link(calls.left, calls.right);
        Set<String> claimed = claimed(before);
        List<Label> labels = new ArrayList<>();
        Set<String> others = new HashSet<>();
        calls.truth.forEach((left, partners) -> {
            List<String> sorted = partners.stream().sorted().toList();
            if (sorted.size() == 2 && claimed.contains(left + " " + sorted.get(0))) {
                labels.add(new Label(left, sorted.get(1), true));
                others.add(left + " " + sorted.get(0));
            }
        });
        others.retainAll(claimed);
        assertThat(others).hasSizeGreaterThan(10);
        Linkage after = Linker.builder().labels(labels).build().link(calls.left, calls.right);
        assertThat(claimed(after)).containsAll(others);
    }

    @Test
    void tablesWithNothingToGoByHaveNoLinks() {
        Table none = table(List.of("a"), List.of());
        Table one = table(List.of("a"), List.of(new Row("1", List.of("x"))));
        Table missing = table(List.of("b", "c"), List.of(new Row("1", List.of("", "")), new Row("2", List.of())));
        assertThat(Linker.create().link(none, none).links()).isEmpty();
        assertThat(Linker.create().link(one, none).links()).isEmpty();
        assertThat(Linker.create().link(none, one).links()).isEmpty();
        assertThat(Linker.create().link(missing, one).links()).isEmpty();
        assertThat(Linker.create().link(missing, missing).links()).isEmpty();
    }

    @Test
    void aFieldThatIsNoColumnIsAMistake() {
        make(7, 0);
        Linker linker = Linker.builder()
                .fields(List.of(new FieldPair("logged", "begin")))
                .build();
        assertThatThrownBy(() -> linker.link(left(), right()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'begin'")
                .hasMessageContaining("start");
    }

    @Test
    void aModelThatIsNoneSaysSo() {
        assertThatThrownBy(() -> LinkModel.fromJson("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tandem-link-model");
        assertThatThrownBy(() -> LinkModel.fromJson("{\"format\": \"tandem-link-model\", \"version\": 99}"))
                .hasMessageContaining("99");
        assertThatThrownBy(() -> LinkModel.fromJson("[1, 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }
}
