package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinkIndexTest {
    private static final long SEED = 20260302;
    private static final CallTables CALLS = new CallTables(SEED, 3_000);
    private static Linkage linkage;

    @BeforeAll
    static void link() {
        linkage = Linker.builder().threads(1).build().link(CALLS.left, CALLS.right);
    }

    private static LinkIndex full(LinkModel model) {
        LinkIndex index = model.index();
        CallTables.addAll(index, CALLS.right);
        return index;
    }

    private static List<List<Link>> answers(LinkIndex index) {
        List<List<Link>> answers = new ArrayList<>();
        for (int row = 0; row < CALLS.left.size(); row++) {
            answers.add(index.query(CALLS.left.id(row), CallTables.row(CALLS.left, row)));
        }
        return answers;
    }

    /** A call of a number that no other has. */
    private static Map<String, String> recording(String time) {
        return Map.of("start", time, "src", "+14155550100", "dst", "+12125559999", "ext", "21", "seconds", "75");
    }

    /** As the CRM has it, whose clock is an hour ahead. */
    private static Map<String, String> logged(String time) {
        return Map.of("Created", time, "Phone", "(415) 555-0100", "Owner", "Agent Bson", "Talk", "1:15");
    }

    @Test
    void theLikeliestAnswerIsTheLinkOfTheTables() {
        Map<String, Set<String>> claimed = new HashMap<>();
        linkage.links().stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .forEach(link -> claimed.computeIfAbsent(link.leftId(), id -> new HashSet<>())
                        .add(link.rightId()));
        assertThat(claimed).hasSizeGreaterThan(2_000);
        long agreed = answers(full(linkage.model())).stream()
                .filter(links -> !links.isEmpty())
                .map(links -> links.get(0))
                .filter(link -> claimed.getOrDefault(link.leftId(), Set.of()).contains(link.rightId()))
                .count();
        assertThat(agreed / (double) claimed.size()).as("seed %d", SEED).isGreaterThan(0.98);
    }

    @Test
    void ofAnswersWithAProbabilitySuchAShareIsTrue() {
        double[] expected = new double[3];
        double[] found = new double[3];
        double[] all = new double[3];
        for (List<Link> links : answers(full(linkage.model()))) {
            for (Link link : links) {
                int bin = link.probability() < 0.5 ? 0 : link.probability() < 0.95 ? 1 : 2;
                expected[bin] += link.probability();
                found[bin] += CALLS.truth.getOrDefault(link.leftId(), Set.of()).contains(link.rightId()) ? 1 : 0;
                all[bin]++;
            }
        }
        for (int bin = 0; bin < all.length; bin++) {
            double allowed = 0.05 + 2 / Math.sqrt(all[bin]);
            assertThat(found[bin] / all[bin])
                    .as("bin %d, seed %d", bin, SEED)
                    .isBetween(expected[bin] / all[bin] - allowed, expected[bin] / all[bin] + allowed);
        }
        assertThat(all[2]).isGreaterThan(2_000);
    }

    @Test
    void answersAreFewAndTheLikeliestComesFirst() {
        for (List<Link> links : answers(full(linkage.model()))) {
            assertThat(links).hasSizeLessThanOrEqualTo(10);
            for (int i = 1; i < links.size(); i++) {
                assertThat(links.get(i).probability())
                        .isLessThanOrEqualTo(links.get(i - 1).probability());
                assertThat(links.get(i).margin()).isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void aLoadedModelGivesTheSameAnswers() {
        LinkModel loaded = LinkModel.fromJson(linkage.model().toJson());
        assertThat(answers(full(loaded))).isEqualTo(answers(full(linkage.model())));
    }

    @Test
    void allPartsOfACallAreAnswers() {
        int inParts = 0;
        long whole = 0;
        for (List<Link> links : answers(full(linkage.model()))) {
            Set<String> parts = links.isEmpty()
                    ? Set.of()
                    : CALLS.truth.getOrDefault(links.get(0).leftId(), Set.of());
            if (parts.size() > 1) {
                inParts++;
                whole += links.stream()
                                .filter(link -> parts.contains(link.rightId()) && link.probability() > 0.5)
                                .count()
                        / parts.size();
            }
        }
        assertThat(inParts).isGreaterThan(50);
        assertThat(whole / (double) inParts).as("seed %d", SEED).isGreaterThan(0.8);
    }

    @Test
    void anEmptyIndexHasNoAnswer() {
        LinkIndex index = linkage.model().index();
        assertThat(index.size()).isZero();
        assertThat(index.query("L", logged("2026-03-03 11:00:00"))).isEmpty();
    }

    @Test
    void aRowIsFoundOnceItIsAddedAndNoMoreOnceItIsRemoved() {
        LinkIndex index = full(linkage.model());
        assertThat(index.query("L", logged("2026-03-03 11:00:00")))
                .noneMatch(link -> link.decision() == Link.Decision.LINK);
        index.add("new", recording("2026-03-03 10:00:01"));
        assertThat(index.query("L", logged("2026-03-03 11:00:00")))
                .first()
                .satisfies(link -> assertThat(link.rightId()).isEqualTo("new"))
                .satisfies(link -> assertThat(link.decision()).isEqualTo(Link.Decision.LINK));
        index.remove("new");
        index.remove("new");
        assertThat(index.size()).isEqualTo(CALLS.right.size());
        assertThat(index.query("L", logged("2026-03-03 11:00:00")))
                .extracting(Link::rightId)
                .doesNotContain("new");
    }

    @Test
    void aRowOfTheSameIdReplacesTheOneBefore() {
        LinkIndex index = full(linkage.model());
        index.add("new", recording("2026-03-03 10:00:01"));
        index.add("new", recording("2026-03-03 12:00:01"));
        assertThat(index.size()).isEqualTo(CALLS.right.size() + 1);
        assertThat(index.query("L", logged("2026-03-03 13:00:00")).get(0).rightId())
                .isEqualTo("new");
        assertThat(index.query("L", logged("2026-03-03 11:00:00")))
                .noneMatch(link -> link.decision() == Link.Decision.LINK);
    }

    @Test
    void rowsBeforeATimeAreForgottenAndThoseWithoutATimeStay() {
        LinkIndex index = full(linkage.model());
        index.add("timeless", Map.of("src", "+14155550100"));
        int before = index.size();
        Instant noon = Instant.parse("2026-03-03T12:00:00Z");
        index.add("late", recording("2026-03-03 12:00:00"));
        int removed = index.removeBefore(noon);
        assertThat(removed).isBetween(1, before - 2);
        assertThat(index.size()).isEqualTo(before + 1 - removed);
        assertThat(index.removeBefore(noon)).isZero();
        assertThat(index.query("L", logged("2026-03-03 13:00:00")).get(0).rightId())
                .isEqualTo("late");
        assertThat(index.removeBefore(Instant.MAX)).isEqualTo(before - removed);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void whatIsUnknownIsIgnoredAndWhatIsUnreadableIsMissing() {
        LinkIndex index = full(linkage.model());
        String huge = "9".repeat(10_000_000);
        index.add("huge", Map.of("start", huge, "src", huge, "dst", huge, "ext", huge, "seconds", huge, "what", huge));
        index.add("garbage", Map.of("start", "2026-99-99 99:99:99", "src", "\u0000", "seconds", "-1", "ext", " "));
        index.add("nothing", Map.of());
        index.add("new", recording("2026-03-03 10:00:01"));
        Map<String, String> query = new HashMap<>(logged("2026-03-03 11:00:00"));
        query.put("Note", huge);
        assertThat(index.query("L", query)).isEqualTo(index.query("L", logged("2026-03-03 11:00:00")));
        assertThat(index.query("L", query).get(0).rightId()).isEqualTo("new");
        assertThat(index.query("L", Map.of("Created", huge, "Phone", huge, "Owner", huge, "Talk", huge)))
                .noneMatch(link -> link.decision() == Link.Decision.LINK);
        assertThat(index.query("L", Map.of())).noneMatch(link -> link.decision() == Link.Decision.LINK);
        index.remove("huge");
        index.remove("garbage");
        index.remove("nothing");
        assertThat(index.size()).isEqualTo(CALLS.right.size() + 1);
    }

    @Test
    void aBlankIdIsRefused() {
        LinkIndex index = linkage.model().index();
        assertThatThrownBy(() -> index.add(" ", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.query("", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aModelThatLacksWhatAnIndexNeedsIsRefused() {
        String json = linkage.model().toJson();
        assertThat(json).contains("\"epochDigits\"");
        assertThatThrownBy(() -> LinkModel.fromJson(json.replace("\"epochDigits\"", "\"digits\"")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkModel.fromJson(json.replace("\"others\"", "\"them\"")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
