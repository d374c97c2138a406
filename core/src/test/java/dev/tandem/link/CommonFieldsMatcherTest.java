package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Matcher.Link;
import dev.tandem.spi.Matcher.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommonFieldsMatcherTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final CommonFieldsMatcher matcher = new CommonFieldsMatcher();

    private static Row row(String id, @Nullable Instant time, @Nullable String user, @Nullable String dnis) {
        return new Row(
                id,
                new Facts(time, user, Direction.OUTBOUND, null, null, dnis, Duration.ofSeconds(60)),
                Metadata.of(Map.of()));
    }

    private static Row session(String id, String session) {
        return new Row(id, new Facts(NOON, null, null, session, null, null, null), Metadata.of(Map.of()));
    }

    @Test
    void timeUserAndNumberInCommonAreSure() {
        List<Row> recordings = IntStream.range(0, 100)
                .mapToObj(i -> row("r" + i, NOON.plusSeconds(40L * i), "u" + i % 7, "+1 703 555 01" + (10 + i % 90)))
                .toList();
        List<Link> links =
                matcher.match(List.of(row("m", NOON.plusSeconds(40 * 30 + 2), "u2", "(703) 555-0140")), recordings);
        assertThat(links).filteredOn(Link::sure).singleElement().satisfies(link -> {
            assertThat(link.recordingId()).isEqualTo("r30");
            assertThat(link.why()).contains("time", "phone number", "user");
        });
    }

    @Test
    void twoRecordingsThatFitAlikeAreNotGuessed() {
        List<Row> recordings = List.of(row("r1", NOON, "u", "7035550140"), row("r2", NOON, "u", "7035550140"));
        assertThat(matcher.match(List.of(row("m", NOON, "u", "7035550140")), recordings))
                .noneMatch(Link::sure)
                .extracting(Link::recordingId)
                .containsExactly("r1", "r2");
    }

    @Test
    void whatAPersonDeniedSpeaksForTheOther() {
        List<Row> recordings = IntStream.range(0, 100)
                .mapToObj(i -> row("r" + i, NOON.plusSeconds(40L * i), "u" + i % 7, "+1 703 555 01" + (10 + i % 90)))
                .collect(Collectors.toCollection(ArrayList::new));
        recordings.add(row("again", NOON.plusSeconds(40 * 30), "u2", "+1 703 555 0140"));
        List<Row> metadata = List.of(row("m", NOON.plusSeconds(40 * 30 + 2), "u2", "(703) 555-0140"));
        assertThat(matcher.match(metadata, recordings)).isNotEmpty().noneMatch(Link::sure);
        assertThat(matcher.match(metadata, recordings, List.of(new Matcher.Decided("m", "r30", false))))
                .filteredOn(Link::sure)
                .extracting(Link::recordingId)
                .containsExactly("again");
        assertThat(matcher.match(metadata, recordings, List.of(new Matcher.Decided("m", "r5", true))))
                .filteredOn(Link::sure)
                .extracting(Link::recordingId)
                .containsExactly("r5");
    }

    @Test
    void twoMetadataRowsThatFitOneRecordingAlikeBothHaveIt() {
        List<Row> metadata = List.of(row("m1", NOON, "u", "7035550140"), row("m2", NOON, "u", "7035550140"));
        assertThat(matcher.match(metadata, List.of(row("r", NOON, "u", "7035550140"))))
                .extracting(Link::metadataId, Link::recordingId)
                .containsExactly(tuple("m1", "r"), tuple("m2", "r"));
    }

    @Test
    void aSessionIdInCommonIsSure() {
        assertThat(matcher.match(List.of(session("m", "AB12")), List.of(session("r0", "CD34"), session("r1", "ab12"))))
                .filteredOn(Link::sure)
                .extracting(Link::recordingId)
                .containsExactly("r1");
    }

    @Test
    void nothingInCommonHasNoLink() {
        assertThat(matcher.match(
                        List.of(row("m", NOON, "u", "7035550140")),
                        List.of(row("r", NOON.plusSeconds(7200), "v", "2125550199"))))
                .isEmpty();
        assertThat(matcher.match(List.of(row("m", NOON, "u", null)), List.of())).isEmpty();
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        List<Row> recordings = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> row("r" + i, NOON.plusSeconds(i % 50), "u" + i % 3, "703555" + (1000 + i % 20)))
                .toList());
        List<Row> metadata = List.of(row("m", NOON.plusSeconds(10), "u1", "7035551010"));
        List<Link> one = matcher.match(metadata, recordings);
        java.util.Collections.shuffle(recordings, new java.util.Random(7));
        assertThat(matcher.match(metadata, recordings)).isEqualTo(one);
    }

    private static Row plain(String id, Instant time, @Nullable String user, @Nullable String dnis) {
        return new Row(id, new Facts(time, user, null, null, null, dnis, null), Metadata.of(Map.of()));
    }

    @Test
    void timeAloneIsNotSureThoughOnlyOneRecordingWaits() {
        Row recording = plain("r", NOON, "joe", null);
        assertThat(matcher.match(List.of(plain("m", NOON.plusSeconds(3), null, null)), List.of(recording)))
                .noneMatch(Link::sure);
        assertThat(matcher.match(List.of(plain("m", NOON.plusSeconds(840), "joe", null)), List.of(recording)))
                .noneMatch(Link::sure);
    }

    @Test
    void amongThousandsInTheWindowNoFalseOneIsTaken() {
        List<Row> recordings = new ArrayList<>(IntStream.range(0, 1_100)
                .mapToObj(i ->
                        plain("r" + i, NOON.minusSeconds(800).plusMillis(i * 500L), "u" + i, "20255" + (10_000 + i)))
                .toList());
        recordings.add(plain("far", NOON.minusSeconds(800), "joe", "7035550140"));
        recordings.add(plain("exact", NOON, "joe", "7035550140"));
        List<Link> links = matcher.match(List.of(plain("m", NOON, "joe", "7035550140")), recordings);
        assertThat(links.get(0).recordingId()).isEqualTo("exact");
        assertThat(links)
                .filteredOn(Link::sure)
                .allMatch(link -> link.recordingId().equals("exact"));
    }

    @Test
    void aRowHasAHandfulOfCandidatesAtMost() {
        List<Row> recordings = IntStream.range(0, 50)
                .mapToObj(i -> row("r" + i, NOON.plusSeconds(i % 5), "u", "7035550140"))
                .toList();
        assertThat(matcher.match(List.of(row("m", NOON, "u", "7035550140")), recordings))
                .hasSize(Matcher.MOST_CANDIDATES)
                .noneMatch(Link::sure);
    }

    @Test
    void aSessionIdInCommonIsSureAmongThousandsInTheWindow() {
        List<Row> recordings = IntStream.range(0, 3_000)
                .mapToObj(i -> new Row(
                        "r" + i,
                        new Facts(NOON.plusMillis(i), null, null, "S" + i, null, null, null),
                        Metadata.of(Map.of())))
                .toList();
        assertThat(matcher.match(List.of(session("m", "s2999")), recordings))
                .filteredOn(Link::sure)
                .extracting(Link::recordingId)
                .containsExactly("r2999");
    }
}
