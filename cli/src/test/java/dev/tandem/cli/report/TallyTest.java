package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.cli.report.Tally.At;
import dev.tandem.cli.score.Pair;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final List<Link> LINKS = List.of(
            new Link("a", "A", 1, 1, Decision.LINK),
            new Link("b", "B", 0.9, 0.5, Decision.LINK),
            new Link("c", "C", 0.8, 0.4, Decision.LINK),
            new Link("d", "A", 0.4, 0.1, Decision.REVIEW),
            new Link("e", "E", 0.3, 0.1, Decision.REVIEW));
    private static final Set<Pair> TRUTH =
            Set.of(new Pair("a", "A"), new Pair("c", "C"), new Pair("e", "E"), new Pair("f", "F"));

    private static Table table(String... ids) {
        Table.Builder table = Table.builder(List.of());
        for (String id : ids) {
            table.add(id, List.of());
        }
        return table.build();
    }

    private static Tally tally(@Nullable Set<Pair> truth) {
        Table left = table("a", "b", "c", "d", "e", "f", "g");
        Table right = table("A", "B", "C", "D", "E", "F");
        return new Tally(left, right, new FewLinks(LINKS, 4), truth);
    }

    @Test
    void aRowThatIsLinkedIsNotForReview() {
        assertThat(tally(null).left()).isEqualTo(new Tally.Rows(3, 2, 2));
        assertThat(tally(null).right()).isEqualTo(new Tally.Rows(3, 1, 2));
    }

    @Test
    void precisionAndRecallAreEstimatedFromTheProbabilities() {
        Tally.Quality estimated = tally(null).estimated();
        assertThat(estimated.precision()).isCloseTo(0.9, within(1e-9));
        assertThat(estimated.recall()).isCloseTo(2.7 / 4, within(1e-9));
        assertThat(tally(null).known().precision()).isNaN();
    }

    @Test
    void theTruthTellsPrecisionAndRecall() {
        Tally.Quality known = tally(TRUTH).known();
        assertThat(known.precision()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(known.recall()).isEqualTo(0.5);
        assertThat(known.f1()).isCloseTo(4 / 7.0, within(1e-9));
    }

    @Test
    void theCurveCountsWhatIsAtLeastAsSure() {
        List<At> curve = tally(TRUTH).curve();
        assertThat(curve.get(0).links()).isEqualTo(5);
        assertThat(curve.get(curve.size() - 1).links()).isEqualTo(1);
        for (At at : curve) {
            double threshold = Math.min(at.threshold(), Tally.HIGHEST) - 1e-9;
            long links = LINKS.stream()
                    .filter(link -> link.probability() >= threshold)
                    .count();
            assertThat(at.links()).as("at %s", threshold).isEqualTo(links);
        }
    }

    @Test
    void calibrationHoldsProbabilitiesAgainstTheTruth() {
        Tally.Range range = tally(TRUTH).ranges().get(0);
        assertThat(range.from()).isEqualTo(0.3);
        assertThat(range.links()).isEqualTo(1);
        assertThat(range.share()).isEqualTo(1);
        assertThat(tally(TRUTH).calibrationError()).isCloseTo((0.7 + 0.4 + 0.2 + 0.9 + 0) / 5, within(1e-9));
    }

    @Test
    void chanceLeavesMoreRoomForFewLinks() {
        double[] few = Thresholds.wilson(9, 10);
        double[] many = Thresholds.wilson(900, 1_000);
        assertThat(few[0]).isCloseTo(0.596, within(0.001));
        assertThat(few[1]).isCloseTo(0.982, within(0.001));
        assertThat(many[1] - many[0]).isLessThan(few[1] - few[0]);
    }
}
