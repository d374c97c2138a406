package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoyaltyTest {
    private static final long SEED = 20261122;
    private static final PeopleTables PEOPLE = new PeopleTables(SEED, 4_000);
    private static Linkage linkage;

    @BeforeAll
    static void link() {
        linkage = Linker.builder().threads(1).build().link(PEOPLE.left, PEOPLE.right);
    }

    private static boolean isTrue(Link link) {
        return PEOPLE.truth.contains(link.leftId() + "," + link.rightId());
    }

    @Test
    void fewLinksAreFalseThoughAllCallsOfAPersonAgreeOnThePerson() {
        List<Link> claimed = linkage.links().stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .toList();
        double truths = claimed.stream().filter(LoyaltyTest::isTrue).count();
        assertThat(truths / claimed.size()).as("precision, seed %d", SEED).isGreaterThan(0.99);
        assertThat(truths / PEOPLE.truth.size()).as("recall, seed %d", SEED).isGreaterThan(0.95);
    }

    @Test
    void whatAgreesBesideTheNumberAddsLittle() {
        Link sure = linkage.links().stream()
                .filter(link -> isTrue(link) && level(link, "Phone=number").equals("same number"))
                .filter(link -> level(link, "Email=mail").equals("equal"))
                .findFirst()
                .orElseThrow();
        Map<String, Double> weights = new HashMap<>();
        linkage.explain(sure.leftId(), sure.rightId())
                .weights()
                .forEach(weight -> weights.put(weight.field(), weight.value()));
        assertThat(weights.get("Phone=number")).isGreaterThan(5);
        assertThat(weights.get("Email=mail")).isBetween(0.0, 0.5);
    }

    private static String level(Link link, String field) {
        return linkage.explain(link.leftId(), link.rightId()).weights().stream()
                .filter(weight -> weight.field().equals(field))
                .findFirst()
                .orElseThrow()
                .level();
    }

    @Test
    void anIndexAnswersAsTheTablesDo() {
        LinkIndex index = LinkModel.fromJson(linkage.model().toJson()).index();
        CallTables.addAll(index, PEOPLE.right);
        Map<String, String> claimed = new HashMap<>();
        linkage.links().stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .forEach(link -> claimed.put(link.leftId(), link.rightId()));
        int agreed = 0;
        int sure = 0;
        int wrong = 0;
        for (int row = 0; row < PEOPLE.left.size(); row++) {
            String id = PEOPLE.left.id(row);
            List<Link> answers = index.query(id, CallTables.row(PEOPLE.left, row));
            boolean answered = !answers.isEmpty();
            agreed += answered && answers.get(0).rightId().equals(claimed.get(id)) ? 1 : 0;
            if (answered && answers.get(0).probability() > 0.99) {
                sure++;
                wrong += isTrue(answers.get(0)) ? 0 : 1;
            }
        }
        assertThat(agreed / (double) claimed.size()).as("seed %d", SEED).isGreaterThan(0.96);
        assertThat(wrong / (double) sure).as("seed %d", SEED).isLessThan(0.01);
    }

    @Test
    void amongRowsOfOnePersonAWeightIsWorthNoMoreThanHowSeldomTheyAgree() {
        assertThat(Loyalty.given(12, 0)).isEqualTo(12);
        assertThat(Loyalty.given(12, 1)).isEqualTo(0, within(1e-12));
        assertThat(Loyalty.given(12, 0.5)).isBetween(0.69, Math.log(2));
        assertThat(Loyalty.given(-5, 0.5)).isBetween(-5.0, -4.0);
    }

    @Test
    void rowsAreTakenTwoAndTwoThatShareAValue() {
        Loyalty pairs = Loyalty.ofValues(new int[] {1, 2, 1, 0, 2, 0, 1}, 2);
        // Rows 0 and 2, 2 and 6, 1 and 4; the share begins with one in four.
        assertThat(pairs.share((one, other) -> 1)).isEqualTo(4 / 7.0);
        assertThat(pairs.share((one, other) -> one == 1 ? 1 : 0)).isEqualTo(2 / 7.0);
        assertThat(pairs.share((one, other) -> -1)).isEqualTo(1 / 4.0);
    }
}
