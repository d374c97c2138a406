package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Matcher.Match;
import dev.tandem.spi.Matcher.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
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
        assertThat(matcher().match(rows.metadata, List.of()))
                .hasSameSizeAs(rows.metadata)
                .allSatisfy(match -> assertThat(match).isInstanceOf(Match.Unmatched.class));
    }

    @Test
    void whatIsSureIsMatched() {
        Rows rows = sure();
        List<Match> matches = matcher().match(rows.metadata, rows.recordings);
        for (int i = 0; i < rows.metadata.size(); i++) {
            assertThat(matches.get(i)).isInstanceOf(Match.Matched.class);
            assertThat(((Match.Matched) matches.get(i)).recordingId())
                    .isEqualTo(rows.recordings.get(i).id());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachMetadataHasOneVerdictAndNoRecordingIsGivenTwice(long seed) {
        Rows rows = new Rows(new SplittableRandom(seed), true);
        List<Match> matches = matcher().match(rows.metadata, rows.recordings);

        assertThat(matches).hasSameSizeAs(rows.metadata).doesNotContainNull();
        Set<String> known = new HashSet<>(rows.recordings.stream().map(Row::id).toList());
        Set<String> given = new HashSet<>();
        for (Match match : matches) {
            if (match instanceof Match.Matched matched) {
                assertThat(known).contains(matched.recordingId());
                assertThat(given.add(matched.recordingId())).as("given once").isTrue();
                assertThat(matched.probability()).isBetween(0.0, 1.0);
                assertThat(matched.why()).isNotBlank();
            } else if (match instanceof Match.Ambiguous ambiguous) {
                assertThat(known).containsAll(ambiguous.recordingIds());
                assertThat(ambiguous.recordingIds()).isNotEmpty();
                assertThat(ambiguous.why()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theOrderOfTheRowsDoesNotMatter(long seed) {
        Rows rows = new Rows(new SplittableRandom(seed), true);
        Map<String, Match> before = verdicts(rows.metadata, rows.recordings);
        Collections.shuffle(rows.metadata, new Random(seed));
        Collections.shuffle(rows.recordings, new Random(seed + 1));
        assertThat(verdicts(rows.metadata, rows.recordings)).isEqualTo(before);
    }

    private Map<String, Match> verdicts(List<Row> metadata, List<Row> recordings) {
        List<Match> matches = matcher().match(metadata, recordings);
        Map<String, Match> byId = new HashMap<>();
        for (int i = 0; i < metadata.size(); i++) {
            Match match = matches.get(i);
            byId.put(
                    metadata.get(i).id(),
                    match instanceof Match.Ambiguous ambiguous
                            ? new Match.Ambiguous(
                                    ambiguous.recordingIds().stream().sorted().toList(), "")
                            : match);
        }
        return byId;
    }

    @Test
    void rowsWithoutAnyFactAreNeverMatched() {
        Row metadata = new Row("m", Facts.NONE, Metadata.of(Map.of()));
        Row recording = new Row("r", Facts.NONE, Metadata.of(Map.of()));
        assertThat(matcher().match(List.of(metadata), List.of(recording)))
                .singleElement()
                .isNotInstanceOf(Match.Matched.class);
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
