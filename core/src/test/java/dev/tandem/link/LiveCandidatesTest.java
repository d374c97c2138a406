package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveCandidatesTest {
    /** The bounds of the lists by time, by number and by value: what {@link CallCandidates} has for tables. */
    private static final int MOST = CallCandidates.NEAR + 2 * CallCandidates.ON_A_DAY;

    private static EventIndex allAlike(LinkModel model, int rows) {
        LinkIndex index = model.index();
        for (int row = 0; row < rows; row++) {
            index.add("R" + row, CALL);
        }
        return (EventIndex) index;
    }

    private static final Map<String, String> CALL = Map.of(
            "start", "2026-03-03 10:00:00", "src", "+12125550001", "dst", "+12125559999", "ext", "21", "seconds", "60");

    @Test
    void valuesThatAllRowsShareGiveFewCandidates() {
        CallTables calls = new CallTables(7, 1_500);
        LinkModel model = Linker.builder()
                .threads(1)
                .build()
                .link(calls.left, calls.right)
                .model();
        EventIndex index = allAlike(model, 20_000);
        Map<String, String> query = new HashMap<>(Map.of(
                "Created", "2026-03-03 11:00:00", "Phone", "212 555 0001", "Owner", "Agent Bson", "Talk", "1:00"));
        assertThat(index.candidates(query)).hasSizeBetween(10, MOST);
        query.put("Created", "2026-03-03");
        assertThat(index.candidates(query)).hasSizeBetween(10, MOST);
        query.remove("Created");
        assertThat(index.candidates(query)).hasSizeBetween(10, MOST);
        assertThat(index.query("L", query)).allMatch(link -> link.decision() == Link.Decision.REVIEW);
        assertThat(index.removeBefore(CallTables.BEGIN.plusSeconds(864_000))).isEqualTo(20_000);
    }
}
