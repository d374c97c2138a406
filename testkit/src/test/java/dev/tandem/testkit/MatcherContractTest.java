package dev.tandem.testkit;

import dev.tandem.spi.Matcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract, kept by the plainest matcher: a session id that one recording has, and one metadata, and no other. */
class MatcherContractTest extends MatcherContract {
    private static final Matcher BY_SESSION = new Matcher() {
        @Override
        public String name() {
            return "session";
        }

        @Override
        public List<Match> match(List<Row> metadata, List<Row> recordings) {
            List<Match> matches = new ArrayList<>();
            for (Row row : metadata) {
                List<String> found = ids(row.facts().sessionId(), recordings);
                boolean alone = ids(row.facts().sessionId(), metadata).size() == 1;
                if (found.size() == 1 && alone) {
                    matches.add(new Match.Matched(found.get(0), 1, "the session id is the same"));
                } else if (found.isEmpty()) {
                    matches.add(new Match.Unmatched());
                } else {
                    matches.add(new Match.Ambiguous(found, "several have this session id"));
                }
            }
            return matches;
        }

        private List<String> ids(@Nullable String session, List<Row> rows) {
            Set<String> ids = new HashSet<>();
            for (Row row : rows) {
                if (session != null && session.equals(row.facts().sessionId())) {
                    ids.add(row.id());
                }
            }
            return List.copyOf(ids);
        }
    };

    @Override
    protected Matcher matcher() {
        return BY_SESSION;
    }
}
