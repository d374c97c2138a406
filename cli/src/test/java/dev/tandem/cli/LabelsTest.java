package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.cli.score.Pair;
import dev.tandem.link.Label;
import dev.tandem.link.Link;
import dev.tandem.link.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links sets with true labels of some pairs, and looks at all other pairs. */
class LabelsTest {
    private static final int CALLS = 1_500;
    private static final Path SETS = Program.HOME.resolve("../shared/data/linkage");
    private static final long SEED = 1;

    /** Which pairs a person says something of. */
    private enum Choice {
        MATCHES,
        NON_MATCHES,
        BOTH,
        /** Those that are least sure. */
        REVIEWED
    }

    /** What became of the decisions on pairs of which nothing was said. */
    private record Change(int better, int worse, double f1) {}

    private static List<Label> labels(LabelledSet.Content set, List<Link> found, Choice choice, int number) {
        Random random = new Random(SEED + number);
        List<Label> matches = new ArrayList<>(set.truth().stream()
                .sorted(Comparator.comparing(Pair::leftId).thenComparing(Pair::rightId))
                .map(pair -> new Label(pair.leftId(), pair.rightId(), true))
                .toList());
        Collections.shuffle(matches, random);
        List<Label> seen = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingDouble(link -> Math.abs(link.probability() - 0.5)))
                .map(link ->
                        new Label(link.leftId(), link.rightId(), set.truth().contains(pair(link))))
                .forEach(seen::add);
        List<Label> none = new ArrayList<>(seen.stream()
                .filter(label -> !label.match())
                .limit(number / 2 + 1)
                .toList());
        while (none.size() < number) {
            String left = set.left().id(random.nextInt(set.left().size()));
            String right = set.right().id(random.nextInt(set.right().size()));
            if (!set.truth().contains(new Pair(left, right))) {
                none.add(new Label(left, right, false));
            }
        }
        List<Label> both = new ArrayList<>(first(matches, number / 2));
        both.addAll(first(none, number - number / 2));
        return switch (choice) {
            case MATCHES -> first(matches, number);
            case NON_MATCHES -> first(none, number);
            case BOTH -> both;
            case REVIEWED -> first(seen, number);
        };
    }

    private static List<Label> first(List<Label> labels, int number) {
        return labels.subList(0, Math.min(number, labels.size()));
    }

    private static Pair pair(Link link) {
        return new Pair(link.leftId(), link.rightId());
    }

    private static Set<Pair> claimed(List<Link> links) {
        return links.stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .map(LabelsTest::pair)
                .collect(Collectors.toSet());
    }

    /** Rows of known matches are left out altogether, for their rivals are no question any more. */
    private static Change change(Set<Pair> truth, Set<Pair> before, Set<Pair> after, List<Label> labels) {
        Set<String> lefts = new HashSet<>();
        Set<String> rights = new HashSet<>();
        Set<Pair> denied = new HashSet<>();
        for (Label label : labels) {
            if (label.match()) {
                lefts.add(label.leftId());
                rights.add(label.rightId());
            } else {
                denied.add(new Pair(label.leftId(), label.rightId()));
            }
        }
        Set<Pair> rest = new HashSet<>(truth);
        rest.addAll(before);
        rest.addAll(after);
        rest.removeIf(
                pair -> lefts.contains(pair.leftId()) || rights.contains(pair.rightId()) || denied.contains(pair));
        int better = 0;
        int worse = 0;
        for (Pair pair : rest) {
            if (before.contains(pair) != after.contains(pair)) {
                better += after.contains(pair) == truth.contains(pair) ? 1 : 0;
                worse += after.contains(pair) == truth.contains(pair) ? 0 : 1;
            }
        }
        return new Change(better, worse, f1(rest, truth, after) - f1(rest, truth, before));
    }

    private static double f1(Set<Pair> rest, Set<Pair> truth, Set<Pair> claimed) {
        double hits = 0;
        double all = 0;
        for (Pair pair : rest) {
            hits += truth.contains(pair) && claimed.contains(pair) ? 1 : 0;
            all += (truth.contains(pair) ? 1 : 0) + (claimed.contains(pair) ? 1 : 0);
        }
        return all == 0 ? 1 : 2 * hits / all;
    }

    /**
     * Of the decisions that labels change, chance makes some worse: as many as better ones, give or take the standard
     * deviation of so many coins, which is the root of their number. Three of these, and one decision, are let pass of one
     * choice of labels; over all choices and sets of a kind together, nothing gets worse.
     *
     * @return the F1 that was gained, summed over all choices
     */
    private static double assertNotWorse(LabelledSet named) {
        LabelledSet.Content set = named.load().get();
        List<Link> found = Linker.create().link(set.left(), set.right()).links();
        Set<Pair> before = claimed(found);
        double sum = 0;
        for (Choice choice : Choice.values()) {
            for (int number : new int[] {5, 50, 500}) {
                List<Label> labels = labels(set, found, choice, number);
                Set<Pair> after = claimed(Linker.builder()
                        .labels(labels)
                        .build()
                        .link(set.left(), set.right())
                        .links());
                Change change = change(set.truth(), before, after, labels);
                sum += change.f1;
                for (Label label : labels) {
                    assertThat(after.contains(new Pair(label.leftId(), label.rightId())))
                            .as("%s, seed %d", label, SEED)
                            .isEqualTo(label.match());
                }
                assertThat((double) change.worse - change.better)
                        .as("%s, %s, %d labels, seed %d: %s", named.name(), choice, number, SEED, change)
                        .isLessThanOrEqualTo(1 + 3 * Math.sqrt(change.worse + change.better));
            }
        }
        return sum;
    }

    @Test
    void trueLabelsOfCallsMakeNothingElseWorse() {
        double gained = LabelledSets.worlds(1, CALLS, SEED).stream()
                .mapToDouble(LabelsTest::assertNotWorse)
                .sum();
        assertThat(gained).as("F1 gained, seed %d", SEED).isNotNegative();
    }

    @Test
    void trueLabelsOfThingsMakeNothingElseWorse() {
        double gained = 0;
        for (String set : List.of("fodors-zagats", "abt-buy")) {
            Path folder = SETS.resolve(set);
            assumeTrue(Files.isDirectory(folder), "the labelled set " + set + " is not here");
            gained += LabelledSets.in(folder).stream()
                    .mapToDouble(LabelsTest::assertNotWorse)
                    .sum();
        }
        assertThat(gained).as("F1 gained, seed %d", SEED).isNotNegative();
    }
}
