package dev.tandem.cli;

import dev.tandem.cli.score.Pair;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.testkit.world.CallWorld;
import dev.tandem.testkit.world.WorldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The labelled sets of a folder, and call worlds. */
final class LabelledSets {
    private static final String LEFT = "left.csv";
    private static final String RIGHT = "right.csv";
    private static final String TRUTH = "truth.csv";

    /** @param settings of a seed and a number of calls */
    private record Kind(String name, BiFunction<Long, Integer, WorldSettings> settings) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("session", WorldSettings::session),
            new Kind("phone", WorldSettings::phone),
            new Kind("bursts", WorldSettings::bursts),
            new Kind("no-phone", WorldSettings::noPhone),
            new Kind("faults", LabelledSets::faults));

    private LabelledSets() {}

    /**
     * The sets of a folder, by name: each folder in it, or else itself, that has {@code left.csv}, {@code right.csv} or {@code
     * truth.csv}.
     *
     * @throws ConfigurationException if there is none
     */
    static List<LabelledSet> in(Path data) {
        if (isSet(data)) {
            return List.of(new LabelledSet(nameOf(data), () -> read(data)));
        }
        try (Stream<Path> folders = Files.list(data)) {
            List<LabelledSet> sets = folders.filter(LabelledSets::isSet)
                    .sorted()
                    .map(folder -> new LabelledSet(nameOf(folder), () -> read(folder)))
                    .toList();
            if (!sets.isEmpty()) {
                return sets;
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "--data", data + (Files.exists(data) ? " is not a folder that can be read" : " does not exist"));
        }
        throw new ConfigurationException(
                "--data",
                "found no labelled set in " + data + "; expected folders with " + LEFT + ", " + RIGHT + " and "
                        + TRUTH);
    }

    private static boolean isSet(Path folder) {
        return Stream.of(LEFT, RIGHT, TRUTH).anyMatch(file -> Files.exists(folder.resolve(file)));
    }

    private static String nameOf(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    private static LabelledSet.Content read(Path folder) {
        TablePair tables = TablePair.read(folder.resolve(LEFT), folder.resolve(RIGHT), rows -> {});
        return new LabelledSet.Content(
                tables.left(),
                tables.right(),
                Truth.read(folder.resolve(TRUTH), tables).pairs());
    }

    /**
     * Call worlds of each kind.
     *
     * @param number how many of each
     * @param seed of the first of each kind; the next has the next
     */
    static List<LabelledSet> worlds(int number, int calls, long seed) {
        List<LabelledSet> sets = new ArrayList<>();
        for (Kind kind : KINDS) {
            for (long i = seed; i < seed + number; i++) {
                WorldSettings world = kind.settings().apply(i, calls);
                sets.add(new LabelledSet("calls, " + kind.name() + ", seed " + i, () -> make(world)));
            }
        }
        return sets;
    }

    /** Numbers, and a clock that is off by half or whole hours and some seconds; caller and called are swapped throughout. */
    private static WorldSettings faults(long seed, int calls) {
        SplittableRandom random = new SplittableRandom(seed);
        long halfHours = random.nextInt(1, 25) * (random.nextBoolean() ? 1L : -1L);
        return WorldSettings.phone(seed, calls).toBuilder()
                .crmOffset(Duration.ofMinutes(30 * halfHours))
                .crmSkew(Duration.ofSeconds(random.nextInt(-120, 121)))
                .swapped(true)
                .build();
    }

    private static LabelledSet.Content make(WorldSettings settings) {
        CallWorld world = CallWorld.of(settings);
        Set<Pair> truth = world.truth().stream()
                .map(pair -> new Pair(pair.leftId(), pair.rightId()))
                .collect(Collectors.toSet());
        return new LabelledSet.Content(world.left(), world.right(), truth);
    }
}
