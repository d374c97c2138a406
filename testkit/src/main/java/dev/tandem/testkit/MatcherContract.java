package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Matcher.Link;
import dev.tandem.spi.Matcher.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Matcher} keeps, however well it matches. A test extends this and gives the matcher. */
public abstract class MatcherContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final int CALLS = 40;

    protected abstract Matcher matcher();

    /** Rows that this matcher is sure of: the first metadata belongs to the first recording and so on. */
    protected Rows sure() {
        return new Rows(new SplittableRandom(1), false);
    }

    @Test
    void nothingMatchesNothing() {
        Rows rows = sure();
        assertThat(matcher().match(List.of(), List.of())).isEmpty();
        assertThat(matcher().match(List.of(), rows.recordings)).isEmpty();
        assertThat(matcher().match(rows.metadata, List.of())).isEmpty();
    }

    @Test
    void whatIsSureIsClaimed() {
        Rows rows = sure();
        Map<String, String> claims = new HashMap<>();
        for (Link link : matcher().match(rows.metadata, rows.recordings)) {
            if (link.sure()) {
                assertThat(claims.put(link.metadataId(), link.recordingId()))
                        .as("the row's other sure link")
                        .isNull();
            }
        }
        Map<String, String> truth = new HashMap<>();
        for (int i = 0; i < rows.metadata.size(); i++) {
            truth.put(rows.metadata.get(i).id(), rows.recordings.get(i).id());
        }
        assertThat(claims).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aLinkJoinsKnownRowsOnceAndSaysWhy(long seed) {
        Rows rows = new Rows(new SplittableRandom(seed), true);
        List<Link> links = matcher().match(rows.metadata, rows.recordings);

        assertThat(links).doesNotContainNull().isNotEmpty();
        Set<String> metadata = new HashSet<>(rows.metadata.stream().map(Row::id).toList());
        Set<String> recordings =
                new HashSet<>(rows.recordings.stream().map(Row::id).toList());
        Set<List<String>> pairs = new HashSet<>();
        for (Link link : links) {
            assertThat(metadata).contains(link.metadataId());
            assertThat(recordings).contains(link.recordingId());
            assertThat(pairs.add(List.of(link.metadataId(), link.recordingId())))
                    .as("the only link of its rows")
                    .isTrue();
            assertThat(link.probability()).isBetween(0.0, 1.0);
            assertThat(link.why()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aRowHasItsLikeliestLinksFirstAndFewThatAreUnsure(long seed) {
        Rows rows = new Rows(new SplittableRandom(seed), true);
        Map<String, List<Link>> ofRow = ofRow(matcher().match(rows.metadata, rows.recordings));
        assertThat(ofRow.values()).isNotEmpty().allSatisfy(links -> {
            assertThat(links)
                    .isSortedAccordingTo(Comparator.comparingDouble(Link::probability)
                            .reversed()
                            .thenComparing(Link::recordingId));
            assertThat(links.stream().filter(link -> !link.sure())).hasSizeLessThanOrEqualTo(Matcher.MOST_CANDIDATES);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theOrderOfTheRowsDoesNotMatter(long seed) {
        Rows rows = new Rows(new SplittableRandom(seed), true);
        Map<String, List<Link>> before = ofRow(matcher().match(rows.metadata, rows.recordings));
        Collections.shuffle(rows.metadata, new Random(seed));
        Collections.shuffle(rows.recordings, new Random(seed + 1));
        assertThat(ofRow(matcher().match(rows.metadata, rows.recordings))).isEqualTo(before);
    }

    private static Map<String, List<Link>> ofRow(List<Link> links) {
        return links.stream().collect(Collectors.groupingBy(Link::metadataId));
    }

    @Test
    void rowsWithoutAnyFactAreNeverClaimed() {
        Row metadata = new Row("m", Facts.NONE, Metadata.of(Map.of()));
        Row recording = new Row("r", Facts.NONE, Metadata.of(Map.of()));
        assertThat(matcher().match(List.of(metadata), List.of(recording))).noneMatch(Link::sure);
    }

    /** The two sides of some calls. */
    protected static final class Rows {
        final List<Row> metadata = new ArrayList<>();
        final List<Row> recordings = new ArrayList<>();

        /** @param noisy whether facts are missing, times differ, and some sides or whole calls come twice */
        Rows(SplittableRandom random, boolean noisy) {
            for (int i = 0; i < CALLS; i++) {
                Facts facts = new Facts(
                        TIME.plusSeconds(i * 600L),
                        "user" + i % 7,
                        Direction.INBOUND,
                        "session-" + i,
                        "+1202555" + (1000 + i),
                        "+1303555" + (1000 + i),
                        Duration.ofSeconds(60 + i));
                for (int copies = noisy ? random.nextInt(4) : 2; copies > 0; copies--) {
                    boolean recording = noisy ? random.nextBoolean() : copies == 1;
                    Facts told = noisy ? blurred(facts, random) : facts;
                    List<Row> side = recording ? recordings : metadata;
                    String id = (recording ? "r" : "m") + side.size();
                    side.add(new Row(id, told, Metadata.of(recording ? Map.of() : Map.of("note", "call " + i))));
                }
            }
        }

        private static Facts blurred(Facts facts, SplittableRandom random) {
            return new Facts(
                    random.nextInt(4) == 0 ? null : shifted(facts.time(), random),
                    random.nextInt(4) == 0 ? null : facts.user(),
                    random.nextInt(4) == 0 ? null : facts.direction(),
                    random.nextInt(2) == 0 ? null : facts.sessionId(),
                    random.nextInt(4) == 0 ? null : facts.ani(),
                    random.nextInt(4) == 0 ? null : facts.dnis(),
                    random.nextInt(4) == 0 ? null : facts.duration());
        }

        private static Instant shifted(@Nullable Instant time, SplittableRandom random) {
            return (time == null ? TIME : time).plusSeconds(random.nextInt(120));
        }
    }
}
