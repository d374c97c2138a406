package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Matcher.Link;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static Link sure(String metadata, String recording) {
        return new Link(metadata, recording, 0.995, true, "agrees in time");
    }

    private static Link unsure(String metadata, String recording, double probability) {
        return new Link(metadata, recording, probability, false, "agrees in time");
    }

    private static List<String> recordings(Choice.Open open) {
        return open.candidates().stream().map(Link::recordingId).toList();
    }

    @Test
    void nothingIsChosenFromNothing() {
        assertThat(Choice.of(List.of())).isEqualTo(new Choice(List.of(), List.of()));
    }

    @Test
    void oneSureRecordingOfOneRowIsClaimed() {
        Choice choice = Choice.of(List.of(sure("m1", "r1"), unsure("m1", "r2", 0.1), sure("m2", "r2")));
        assertThat(choice.claims()).containsExactly(sure("m1", "r1"), sure("m2", "r2"));
        assertThat(choice.open()).isEmpty();
    }

    @Test
    void severalSureRecordingsOfOneRowWaitAndAreSaidToBeParts() {
        Choice choice = Choice.of(List.of(unsure("m", "r3", 0.3), sure("m", "r2"), sure("m", "r1")));
        assertThat(choice.claims()).isEmpty();
        assertThat(choice.open()).singleElement().satisfies(open -> {
            assertThat(open.why()).contains("2 recordings", "in parts");
            assertThat(recordings(open)).containsExactly("r1", "r2", "r3");
        });
    }

    @Test
    void severalRowsThatAreSureOfOneRecordingAllWait() {
        Choice choice = Choice.of(List.of(sure("m1", "r"), sure("m2", "r"), sure("m3", "r")));
        assertThat(choice.claims()).isEmpty();
        assertThat(choice.open())
                .hasSize(3)
                .allSatisfy(open -> assertThat(open.why()).contains("2 other metadata files"));
    }

    @Test
    void anUnsureRowDoesNotHoldUpASureOne() {
        Choice choice = Choice.of(List.of(sure("m1", "r1"), unsure("m2", "r1", 0.9), unsure("m2", "r2", 0.05)));
        assertThat(choice.claims()).containsExactly(sure("m1", "r1"));
        assertThat(choice.open())
                .singleElement()
                .satisfies(open -> assertThat(recordings(open)).containsExactly("r2"));
    }

    @Test
    void aRowWhoseOnlyCandidateIsClaimedByAnotherHasNone() {
        Choice choice = Choice.of(List.of(sure("m1", "r1"), unsure("m2", "r1", 0.9)));
        assertThat(choice.open()).isEmpty();
    }

    @Test
    void unsureCandidatesComeLikeliestFirstAndAreFew() {
        List<Link> links = IntStream.range(0, 30)
                .mapToObj(i -> unsure("m", String.format("r%02d", i), i / 100.0))
                .toList();
        assertThat(Choice.of(links).open()).singleElement().satisfies(open -> {
            assertThat(recordings(open)).hasSize(Choice.MOST_CANDIDATES).startsWith("r29", "r28");
            assertThat(open.why()).contains("none is sure");
        });
    }
}
