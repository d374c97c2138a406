package dev.tandem.testkit;

import dev.tandem.spi.Matcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract, kept by the plainest matcher: a session id that one recording has, and one metadata, and no other. */
class MatcherContractTest extends MatcherContract {
    private static final Matcher BY_SESSION = new Matcher() {
        @Override
        public String name() {
            return "session";
        }

        @Override
        public List<Link> match(List<Row> metadata, List<Row> recordings) {
            List<Link> links = new ArrayList<>();
            for (Row row : metadata) {
                List<String> found = ids(row.facts().sessionId(), recordings);
                boolean sure = found.size() == 1
                        && ids(row.facts().sessionId(), metadata).size() == 1;
                double probability = sure ? 1 : 1.0 / (found.size() + 1);
                found.stream()
                        .limit(MOST_CANDIDATES)
                        .map(id -> new Link(row.id(), id, probability, sure, "the session id is the same"))
                        .forEach(links::add);
            }
            return links;
        }

        private List<String> ids(@Nullable String session, List<Row> rows) {
            return rows.stream()
                    .filter(row -> session != null && session.equals(row.facts().sessionId()))
                    .map(Row::id)
                    .sorted()
                    .toList();
        }
    };

    @Override
    protected Matcher matcher() {
        return BY_SESSION;
    }
}
