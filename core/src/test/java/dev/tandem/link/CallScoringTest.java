package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class CallScoringTest {
    private static final int ROWS = 120;
    private static final int PEOPLE = 8;
    private static final CallSchema SCHEMA = new CallSchema(
            new FieldPair("at", "at"),
            null,
            List.of(),
            List.of(),
            List.of(new FieldPair("who", "who")),
            List.of(),
            List.of());

    /** Calls ten minutes apart, each by the next of the people. */
    private static Readers readers(String people) {
        Table.Builder table = Table.builder(List.of("at", "who"));
        for (int i = 0; i < ROWS; i++) {
            String at = String.format(Locale.ROOT, "2026-03-%02d %02d:%02d:00", 2 + i / 60, 8 + i % 60 / 6, i % 6 * 10);
            table.add(people + i, List.of(at, people + i % PEOPLE));
        }
        return new Readers(table.build());
    }

    @Test
    void whoIsWhomIsLearnedFromTheLinksOfAllRows() {
        try (Parallel parallel = new Parallel(1)) {
            BoundCalls bound = new BoundCalls(
                    SCHEMA, Clock.steady(0), readers("Agent "), readers("ext 2"), Cardinality.ONE_TO_ONE, parallel);
            AliasEvidence who = bound.weigher.aliases.get(0);
            CallScoring scoring = new CallScoring(bound, parallel);
            scoring.score();
            assertThat(who.aliases()).isEmpty();

            scoring.learnAliases();

            Tuple[] pairs = new Tuple[PEOPLE];
            for (int i = 0; i < PEOPLE; i++) {
                pairs[i] = tuple("Agent " + i, "ext 2" + i);
            }
            assertThat(who.aliases()).extracting(Alias::left, Alias::right).containsExactlyInAnyOrder(pairs);
        }
    }
}
