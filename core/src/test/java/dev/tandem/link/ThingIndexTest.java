package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ThingIndexTest {
    private static final long SEED = 5;
    private static final int PRODUCTS = 300;
    private static final String[] MAKERS = {"Sony", "Bose", "Panasonic", "Philips", "Canon", "Garmin"};
    private static final String[] KINDS = {"Turntable", "Speaker", "Headphones", "Camera", "Receiver", "Telephone"};
    private static Table left;
    private static Table right;
    private static Linkage linkage;

    @BeforeAll
    static void link() {
        Random random = new Random(SEED);
        Table.Builder lefts = Table.builder(List.of("name", "price"));
        Table.Builder rights = Table.builder(List.of("title", "cost"));
        for (int i = 0; i < PRODUCTS; i++) {
            String maker = MAKERS[random.nextInt(MAKERS.length)];
            String kind = KINDS[random.nextInt(KINDS.length)];
            String code = "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26)) + (100 + i * 7);
            int price = 20 + random.nextInt(500);
            lefts.add("L" + i, List.of(maker + " " + kind + " " + code + " black", price + ".00"));
            rights.add("R" + i, List.of(maker + " " + code + " " + kind, "$" + price));
        }
        left = lefts.build();
        right = rights.build();
        linkage = Linker.builder().threads(1).build().link(left, right);
    }

    private static LinkIndex full(LinkModel model) {
        LinkIndex index = model.index();
        CallTables.addAll(index, right);
        return index;
    }

    @Test
    void aThingIsFoundAmongOthers() {
        LinkIndex index = full(linkage.model());
        assertThat(index.size()).isEqualTo(PRODUCTS);
        int found = 0;
        for (int row = 0; row < 60; row++) {
            List<Link> links = index.query(left.id(row), CallTables.row(left, row));
            assertThat(links).hasSizeLessThanOrEqualTo(10);
            String own = "R" + left.id(row).substring(1);
            found += !links.isEmpty()
                            && links.get(0).rightId().equals(own)
                            && links.get(0).probability() > 0.5
                    ? 1
                    : 0;
        }
        assertThat(found).as("seed %d", SEED).isGreaterThan(57);
    }

    @Test
    void aLoadedModelGivesTheSameAnswers() {
        LinkIndex index = full(linkage.model());
        LinkIndex loaded = full(LinkModel.fromJson(linkage.model().toJson()));
        for (int row = 0; row < 20; row++) {
            assertThat(loaded.query(left.id(row), CallTables.row(left, row)))
                    .isEqualTo(index.query(left.id(row), CallTables.row(left, row)));
        }
    }

    @Test
    void aThingThatIsGoneOrReplacedIsNoAnswer() {
        LinkIndex index = full(linkage.model());
        Map<String, String> query = CallTables.row(left, 0);
        String own = "R" + left.id(0).substring(1);
        index.remove(own);
        index.remove(own);
        assertThat(index.query("L", query)).extracting(Link::rightId).doesNotContain(own);
        index.add(own, Map.of("title", "Nothing like it", "cost", "$1"));
        assertThat(index.size()).isEqualTo(PRODUCTS);
        assertThat(index.query("L", query)).extracting(Link::rightId).doesNotContain(own);
        assertThat(index.removeBefore(Instant.MAX)).isZero();
    }

    @Test
    void whatHasNothingInCommonHasNoAnswer() {
        LinkIndex index = linkage.model().index();
        assertThat(index.query("L", CallTables.row(left, 0))).isEmpty();
        index.add("huge", Map.of("title", "x ".repeat(5_000_000), "colour", "red"));
        assertThat(index.query("L", Map.of("name", "\u0000 qqq", "colour", "red")))
                .isEmpty();
        index.remove("huge");
        assertThat(index.size()).isZero();
    }

    @Test
    void itsBestAnswerIsThatOfTheTables() {
        LinkIndex index = full(linkage.model());
        int sure = 0;
        int same = 0;
        for (Link link : linkage.links()) {
            if (link.probability() > 0.9) {
                sure++;
                int row = Integer.parseInt(link.leftId().substring(1));
                List<Link> answers = index.query(link.leftId(), CallTables.row(left, row));
                same += !answers.isEmpty() && answers.get(0).rightId().equals(link.rightId()) ? 1 : 0;
            }
        }
        assertThat(sure).as("seed %d", SEED).isGreaterThan(PRODUCTS / 2);
        assertThat(same).as("of %d, seed %d", sure, SEED).isGreaterThanOrEqualTo((int) Math.ceil(0.97 * sure));
    }

    @Test
    void rowsThatCameAndWentLeaveNoTrace() {
        LinkIndex index = full(linkage.model());
        LinkIndex used = linkage.model().index();
        for (int i = 0; i < 3 * PRODUCTS; i++) {
            used.add("gone" + i, Map.of("title", "Sony Turntable " + i * 31 + " silver", "cost", "$" + i));
            used.remove("gone" + (i - 50));
        }
        for (int i = 3 * PRODUCTS - 50; i < 3 * PRODUCTS; i++) {
            used.remove("gone" + i);
        }
        CallTables.addAll(used, right);
        assertThat(used.size()).isEqualTo(PRODUCTS);
        for (int row = 0; row < 60; row++) {
            Map<String, String> query = CallTables.row(left, row);
            List<Link> expected = index.query("L", query);
            List<Link> links = used.query("L", query);
            assertThat(links.isEmpty()).as("row %d", row).isEqualTo(expected.isEmpty());
            if (!links.isEmpty()) {
                assertThat(links.get(0).rightId())
                        .as("row %d", row)
                        .isEqualTo(expected.get(0).rightId());
                assertThat(links.get(0).probability()).isCloseTo(expected.get(0).probability(), within(0.01));
            }
        }
    }
}
