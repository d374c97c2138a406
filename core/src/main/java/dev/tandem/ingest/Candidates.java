package dev.tandem.ingest;

import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.LedgerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps in the ledger which recordings waiting metadata may belong to, and writes nothing that is there already. */
final class Candidates {
    private final Context context;

    Candidates(Context context) {
        this.context = context;
    }

    /** All that the ledger has of the feed, by metadata file. */
    Map<Long, List<Candidate>> known() throws LedgerException {
        Map<Long, List<Candidate>> known = new HashMap<>();
        long after = 0;
        while (true) {
            List<Candidate> page = context.ledger().candidates(context.feed().name(), after, Context.PAGE);
            if (page.isEmpty()) {
                return known;
            }
            page.forEach(candidate -> known.computeIfAbsent(candidate.metadata(), id -> new ArrayList<>())
                    .add(candidate));
            after = page.get(page.size() - 1).metadata();
        }
    }

    /**
     * Makes these the feed's candidates.
     *
     * @param now those of each metadata file that has any
     * @param untouched files that nothing new is known of, and that keep what they have
     */
    void replace(Map<Long, List<Candidate>> now, Set<Long> untouched) throws LedgerException {
        Map<Long, List<Candidate>> known = known();
        Set<Long> changed = new HashSet<>(known.keySet());
        changed.addAll(now.keySet());
        changed.removeAll(untouched);
        changed.removeIf(id -> known.getOrDefault(id, List.of()).equals(now.getOrDefault(id, List.of())));
        List<Long> ids = changed.stream().sorted().toList();
        for (int i = 0; i < ids.size(); i += Context.PAGE) {
            List<Long> part = ids.subList(i, Math.min(i + Context.PAGE, ids.size()));
            List<Candidate> candidates = part.stream()
                    .flatMap(id -> now.getOrDefault(id, List.of()).stream())
                    .toList();
            context.ledger().propose(context.feed().name(), part, candidates);
        }
    }
}
