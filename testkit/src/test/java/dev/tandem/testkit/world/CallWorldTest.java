package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.link.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallWorldTest {
    @TempDir
    Path folder;

    /** Each preset in each dialect. */
    static Stream<WorldSettings> worlds() {
        return IntStream.range(0, Dialect.COUNT)
                .boxed()
                .flatMap(seed -> Stream.of(
                        WorldSettings.session(seed, 1_000),
                        WorldSettings.phone(seed, 1_000),
                        WorldSettings.bursts(seed, 1_000),
                        WorldSettings.noPhone(seed, 1_000)));
    }

    private static List<List<String>> lines(Table table) {
        List<List<String>> lines = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            List<String> line = new ArrayList<>(List.of(table.id(row)));
            for (int column = 0; column < table.columns().size(); column++) {
                line.add(Objects.requireNonNullElse(table.value(row, column), ""));
            }
            lines.add(line);
        }
        return lines;
    }

    private static List<List<String>> withHeader(Table table) {
        List<List<String>> lines = lines(table);
        List<String> header = new ArrayList<>(List.of("id"));
        header.addAll(table.columns());
        lines.add(0, header);
        return lines;
    }

    /** Sixteen digits that stand for all that is in a world. */
    static String digest(WorldSettings settings) {
        CallWorld world = CallWorld.of(settings);
        String all = withHeader(world.left()) + "\n" + withHeader(world.right()) + "\n" + world.truth();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Who changes a world changes this, and says in the changelog that figures measured before no longer compare. */
    @Test
    void theWorldOfASeedIsTheSameOnEveryJdkAndInEveryVersion() {
        assertThat(digest(WorldSettings.session(1, 1_000))).isEqualTo("c507b86df21dcd4b");
        assertThat(digest(WorldSettings.phone(2, 1_000))).isEqualTo("8f9c09284345a667");
        assertThat(digest(WorldSettings.bursts(3, 1_000))).isEqualTo("4b00388d29174b7b");
        assertThat(digest(WorldSettings.noPhone(4, 1_000))).isEqualTo("f179e18a6960ee3a");
        assertThat(digest(WorldSettings.builder().build())).isEqualTo("eff1591776aa44a7");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theSameSettingsGiveTheSameWorld(WorldSettings settings) {
        CallWorld first = CallWorld.of(settings);
        CallWorld second = CallWorld.of(settings.toBuilder().build());
        assertThat(lines(second.left())).isEqualTo(lines(first.left()));
        assertThat(lines(second.right())).isEqualTo(lines(first.right()));
        assertThat(second.truth()).isEqualTo(first.truth());
    }

    @Test
    void anotherSeedGivesAnotherWorld() {
        assertThat(lines(CallWorld.of(WorldSettings.phone(5, 200)).left()))
                .doesNotContainAnyElementsOf(
                        lines(CallWorld.of(WorldSettings.phone(10, 200)).left()));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void truthIsEachRowWithEachRecordingOfItsCallAndNothingElse(WorldSettings settings) {
        Observed seen = Observed.of(settings);
        Set<CallWorld.Pair> expected = new HashSet<>();
        Map<Integer, List<String>> recordings = new HashMap<>();
        seen.files()
                .forEach(file -> recordings
                        .computeIfAbsent(file.call().number(), call -> new ArrayList<>())
                        .add(file.id()));
        seen.rows()
                .forEach(row -> recordings
                        .getOrDefault(row.call().number(), List.of())
                        .forEach(recording -> expected.add(new CallWorld.Pair(row.id(), recording))));
        assertThat(seen.world().truth()).doesNotHaveDuplicates().hasSameElementsAs(expected);
        assertThat(seen.world().left().size()).isEqualTo(seen.rows().size());
        assertThat(seen.world().right().size()).isEqualTo(seen.files().size());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void ofEachTableThereAreRowsInTruthAndOthers(WorldSettings settings) {
        CallWorld world = CallWorld.of(settings);
        assertThat(world.truth().stream().map(CallWorld.Pair::leftId).distinct().count())
                .isBetween(world.left().size() * 8L / 10, world.left().size() - 1L);
        assertThat(world.truth().stream()
                        .map(CallWorld.Pair::rightId)
                        .distinct()
                        .count())
                .isBetween(world.right().size() * 7L / 10, world.right().size() - 1L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void sessionIdsAloneGiveTheTruthOfTheSessionWorld(long seed) {
        Observed seen = Observed.of(WorldSettings.session(seed, 1_000));
        Set<CallWorld.Pair> joined = new HashSet<>();
        for (Observed.Seen row : seen.rows()) {
            seen.files().stream()
                    .filter(file -> file.value(Field.SESSION).equals(row.value(Field.SESSION)))
                    .forEach(file -> joined.add(new CallWorld.Pair(row.id(), file.id())));
        }
        assertThat(seen.world().truth()).hasSameElementsAs(joined);
    }

    @Test
    void neitherIdsNorTheOrderOfRowsTellAnything() {
        Observed seen = Observed.of(WorldSettings.phone(0, 4_000));
        List<Double> starts = new ArrayList<>();
        List<Double> ids = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        Map<String, Double> placeOf = new HashMap<>();
        Table table = seen.world().right();
        IntStream.range(0, table.size()).forEach(row -> placeOf.put(table.id(row), (double) row));
        seen.files().forEach(file -> {
            starts.add((double) file.part().start());
            ids.add((double) Integer.parseUnsignedInt(file.id(), 0, 7, 16));
            places.add(Objects.requireNonNull(placeOf.get(file.id())));
        });
        assertThat(Math.abs(correlation(starts, ids))).isLessThan(.07);
        assertThat(Math.abs(correlation(starts, places))).isLessThan(.07);
        assertThat(Math.abs(correlation(ids, places))).isLessThan(.07);
    }

    private static double correlation(List<Double> one, List<Double> other) {
        double meanOne = one.stream().mapToDouble(x -> x).average().orElseThrow();
        double meanOther = other.stream().mapToDouble(x -> x).average().orElseThrow();
        double both = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int i = 0; i < one.size(); i++) {
            both += (one.get(i) - meanOne) * (other.get(i) - meanOther);
            squaresOne += Math.pow(one.get(i) - meanOne, 2);
            squaresOther += Math.pow(other.get(i) - meanOther, 2);
        }
        return both / Math.sqrt(squaresOne * squaresOther);
    }

    @Test
    void aRateThatIsChangedLeavesTheRestOfTheWorldAsItWas() {
        WorldSettings before = WorldSettings.phone(0, 1_000);
        WorldSettings after = before.toBuilder().rate(Rate.PHONE_MISSING, .5).build();
        CallWorld one = CallWorld.of(before);
        CallWorld other = CallWorld.of(after);
        assertThat(lines(other.right())).isEqualTo(lines(one.right()));
        int phone = one.left().columns().indexOf("phone") + 1;
        List<List<String>> otherLeft = lines(other.left());
        List<List<String>> oneLeft = lines(one.left());
        assertThat(otherLeft).isNotEqualTo(oneLeft);
        Stream.of(oneLeft, otherLeft).flatMap(List::stream).forEach(row -> row.set(phone, "-"));
        assertThat(otherLeft).isEqualTo(oneLeft);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void whatIsWrittenReadsBackTheSame(WorldSettings settings) throws IOException {
        CallWorld world = CallWorld.of(settings);
        Path made = folder.resolve("made/by it");
        world.writeTo(made);
        assertThat(CsvText.parse(made.resolve("left.csv"))).isEqualTo(withHeader(world.left()));
        assertThat(CsvText.parse(made.resolve("right.csv"))).isEqualTo(withHeader(world.right()));
        List<List<String>> truth = CsvText.parse(made.resolve("truth.csv"));
        assertThat(truth.get(0)).containsExactly("left_id", "right_id");
        assertThat(truth.subList(1, truth.size()))
                .isEqualTo(world.truth().stream()
                        .map(pair -> List.of(pair.leftId(), pair.rightId()))
                        .toList());
    }

    @Test
    void quotesCommasAndLineBreaksAreQuoted() throws IOException {
        Table table = Table.builder(List.of("name, \"quoted\""))
                .add("1", List.of("Baducci, \"Joe\""))
                .add("2", List.of("two\r\nlines"))
                .add("3", List.of("Núñez 漢 😀"))
                .add("4", List.of())
                .build();
        new CallWorld(table, table, List.of()).writeTo(folder);
        assertThat(Files.readString(folder.resolve("left.csv")))
                .isEqualTo(
                        "id,\"name, \"\"quoted\"\"\"\n1,\"Baducci, \"\"Joe\"\"\"\n2,\"two\r\nlines\"\n3,Núñez 漢 😀\n4,\n");
        assertThat(CsvText.parse(folder.resolve("right.csv"))).isEqualTo(withHeader(table));
        assertThat(folder.resolve("truth.csv")).hasContent("left_id,right_id\n");
    }

    @Test
    void anOlderWorldInTheFolderIsReplaced() throws IOException {
        CallWorld.of(WorldSettings.phone(0, 300)).writeTo(folder);
        CallWorld smaller = CallWorld.of(WorldSettings.phone(0, 50));
        smaller.writeTo(folder);
        assertThat(CsvText.parse(folder.resolve("left.csv"))).isEqualTo(withHeader(smaller.left()));
    }
}
