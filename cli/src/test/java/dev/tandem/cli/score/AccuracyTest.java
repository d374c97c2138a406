package dev.tandem.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final Set<Pair> TRUTH =
            Set.of(new Pair("a", "1"), new Pair("b", "2"), new Pair("c", "3"), new Pair("d", "4"));

    private static Link link(String left, String right, double probability) {
        return new Link(left, right, probability, 0, Decision.LINK);
    }

    private static Link review(String left, String right, double probability) {
        return new Link(left, right, probability, 0, Decision.REVIEW);
    }

    @Test
    void onlyClaimedLinksCount() {
        Accuracy accuracy = Accuracy.of(
                List.of(link("a", "1", 1), link("b", "2", 1), link("c", "4", 1), review("d", "4", .5)), TRUTH);
        assertThat(accuracy).isEqualTo(new Accuracy(2, 1, 2));
        assertThat(accuracy.precision().getAsDouble()).isEqualTo(2.0 / 3);
        assertThat(accuracy.recall().getAsDouble()).isEqualTo(.5);
        assertThat(accuracy.f1().getAsDouble()).isEqualTo(4.0 / 7);
        assertThat(accuracy.falseLinkRate().getAsDouble()).isEqualTo(1.0 / 3);
    }

    @Test
    void aLinkThatComesTwiceCountsOnce() {
        assertThat(Accuracy.of(
                        List.of(link("a", "1", 1), link("a", "1", .9), link("x", "9", 1), link("x", "9", 1)), TRUTH))
                .isEqualTo(new Accuracy(1, 1, 3));
    }

    @Test
    void theSidesOfAPairAreNotInterchangeable() {
        assertThat(Accuracy.of(List.of(link("1", "a", 1)), TRUTH)).isEqualTo(new Accuracy(0, 1, 4));
    }

    @Test
    void aShareOfNothingIsUndefined() {
        Accuracy nothing = Accuracy.of(List.of(), Set.of());
        assertThat(nothing.precision()).isEmpty();
        assertThat(nothing.recall()).isEmpty();
        assertThat(nothing.f1()).isEmpty();
        assertThat(nothing.falseLinkRate()).isEmpty();
        Accuracy unclaimed = Accuracy.of(List.of(), TRUTH);
        assertThat(unclaimed.precision()).isEmpty();
        assertThat(unclaimed.recall()).hasValue(0);
        assertThat(unclaimed.f1()).hasValue(0);
        Accuracy withoutTruth = Accuracy.of(List.of(link("a", "1", 1)), Set.of());
        assertThat(withoutTruth.precision()).hasValue(0);
        assertThat(withoutTruth.recall()).isEmpty();
    }

    @Test
    void theCalibrationErrorIsTheMeanDistanceOfProbabilityAndTruth() {
        Calibration calibration = Calibration.of(
                List.of(link("a", "1", .9), link("b", "2", 1), link("c", "4", .92), review("d", "4", .44)), TRUTH);
        List<Calibration.Bin> bins = calibration.bins();
        assertThat(bins).hasSize(2);
        assertThat(bins.get(0)).isEqualTo(new Calibration.Bin(.4, 1, .44, 1));
        assertThat(bins.get(1).count()).isEqualTo(3);
        assertThat(bins.get(1).probability()).isEqualTo(.94, within(1e-12));
        assertThat(bins.get(1).right()).isEqualTo(2.0 / 3);
        assertThat(calibration.error().getAsDouble()).isEqualTo((3 * (.94 - 2.0 / 3) + .56) / 4, within(1e-12));
    }

    @Test
    void whatIsAlwaysRightAtItsProbabilityHasNoError() {
        assertThat(Calibration.of(List.of(link("a", "1", 1), link("x", "9", 0)), TRUTH)
                        .error())
                .hasValue(0);
        assertThat(Calibration.of(List.of(), TRUTH).error()).isEmpty();
    }
}
