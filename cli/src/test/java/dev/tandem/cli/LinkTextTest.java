package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.config.Secrets;
import dev.tandem.internal.Json;
import dev.tandem.link.Alias;
import dev.tandem.link.ClockFinding;
import dev.tandem.link.ClockFinding.Offset;
import dev.tandem.link.ClockFinding.Stamp;
import dev.tandem.link.FieldFinding;
import dev.tandem.link.FieldPair;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import dev.tandem.link.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTextTest {
    private static final Instant DAY = Instant.parse("2026-03-08T07:00:00Z");
    private static final FieldPair TIMES = new FieldPair("created", "start");

    private static final Linkage LINKAGE = new FakeLinkage(
            List.of(new Link("a", "1", .98, .9, Decision.LINK), new Link("b", "2", .6, .1, Decision.REVIEW)),
            List.of(new FieldFinding(TIMES, "time", List.of())),
            new ClockFinding(
                    TIMES,
                    List.of(new Offset(DAY, Duration.ofHours(-1))),
                    List.of(new Stamp("start of the call", .65), new Stamp("end of the call", .35))),
            IntStream.range(0, 7)
                    .mapToObj(i -> new Alias(new FieldPair("owner", "agent"), "Joe " + i, "214" + i, 90 - i, .98))
                    .toList());

    private static LinkSummary summary() {
        Table left = Table.builder(List.of("created"))
                .add("a", List.of("x"))
                .add("b", List.of("y"))
                .add("c", List.of("z"))
                .build();
        Table right = Table.builder(List.of("start", "agent"))
                .add("1", List.of("x"))
                .add("2", List.of("y"))
                .build();
        return new LinkSummary(
                new LinkSummary.Side(Path.of("crm.csv"), left),
                new LinkSummary.Side(Path.of("rec\u202e.csv"), right),
                LINKAGE.links(),
                LINKAGE,
                null);
    }

    private static String text(boolean allAliases) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new LinkText(new Host(out, out, Map.of(), null, false, false, new Secrets(Map.of())), summary())
                .print(Path.of("links.csv"), allAliases);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasFoundIsPrinted() {
        assertThat(text(false))
                .containsPattern("left +3 rows of 1 column and an id in crm\\.csv")
                .contains("rec\\u202e.csv")
                .containsPattern("created +start +time")
                .containsIgnoringWhitespaces(
                        "the left clock is 1 h behind the right; its stamps: 65 % start of the call, 35 % end of the call")
                .containsPattern("Joe 0 +2140 +in 90 links +98 % +owner=agent")
                .contains("links, many-to-one, in links.csv")
                .containsPattern("linked +1 +with a probability of 0\\.930 or more")
                .containsPattern("left alone +1 +left rows\\R +0 +right rows")
                .containsPattern("in truth +3 +true links, as");
    }

    @Test
    void onlyTheMostFrequentAliasesArePrintedUnlessAllAreAskedFor() {
        assertThat(text(false))
                .contains("the most frequent of 7 (--aliases prints all)", "Joe 4")
                .doesNotContain("Joe 5");
        assertThat(text(true)).contains("Joe 6").doesNotContain("--aliases");
    }

    @Test
    void theDocumentHasTheSameFindings() {
        assertThat(Json.write(LinkJson.document(summary(), Path.of("links.csv"))))
                .contains("\"cardinality\": \"many-to-one\"", "\"threshold\": 0.93", "\"expectedLinks\": 3.4")
                .contains("\"aheadSeconds\": -3600.0", "\"start of the call\": 0.65")
                .contains("\"left\": \"Joe 6\"", "\"links\": 84");
    }

    private static String sentence(Offset... offsets) {
        return ClockText.sentence(new ClockFinding(TIMES, List.of(offsets), List.of()));
    }

    @Test
    void aClockThatIsSetIsToldWithTheTimesOfItsChanges() {
        assertThat(sentence(new Offset(DAY, Duration.ZERO))).isEqualTo("the left clock goes with the right");
        assertThat(sentence(
                        new Offset(DAY, Duration.ofMinutes(330)),
                        new Offset(DAY.plusSeconds(60), Duration.ofSeconds(-127))))
                .isEqualTo(
                        "the left clock is 5 h 30 min ahead of the right, from 2026-03-08T07:01:00Z on it is 2 min 7 s"
                                + " behind it");
    }

    @Test
    void aClockThatDriftsIsToldByItsBeginAndItsEnd() {
        Offset[] drift = IntStream.range(0, 30)
                .mapToObj(i -> new Offset(DAY.plusSeconds(i * 86_400L), Duration.ofMillis(i * 1_400L)))
                .toArray(Offset[]::new);
        assertThat(sentence(drift))
                .isEqualTo(
                        "the left clock goes with the right at first and, after 29 changes, is 40.6 s ahead of it from"
                                + " 2026-04-06T07:00:00Z on");
    }

    @ParameterizedTest
    @CsvSource({
        "PT1.44S, 1.4 s",
        "PT59S, 59 s",
        "PT-1H, 1 h",
        "PT5H30M10S, 5 h 30 min",
        "PT26H, 26 h",
        "PT61S, 1 min 1 s"
    })
    void aLengthIsToldInItsTwoLargestUnits(Duration length, String told) {
        assertThat(Show.length(length)).isEqualTo(told);
    }
}
