package dev.tandem.memory;

import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The candidates and the decisions of a ledger in memory, which guards them by its lock. */
final class Rulings {
    private record Pair(long metadata, long recording) {}

    private final Map<String, TreeMap<Long, List<Candidate>>> candidates = new HashMap<>();
    private final Map<Pair, Decision> decisions = new HashMap<>();
    private final Set<Decision> taken = new HashSet<>();

    void propose(String feed, Collection<Long> metadata, Collection<Candidate> proposed) {
        TreeMap<Long, List<Candidate>> ofFeed = candidates.computeIfAbsent(feed, name -> new TreeMap<>());
        metadata.forEach(ofFeed::remove);
        for (Candidate candidate : proposed) {
            ofFeed.computeIfAbsent(candidate.metadata(), id -> new ArrayList<>())
                    .add(candidate);
        }
    }

    List<Candidate> candidates(String feed, long afterId, int limit) {
        return candidates.getOrDefault(feed, new TreeMap<>()).tailMap(afterId, false).values().stream()
                .limit(limit)
                .flatMap(List::stream)
                .toList();
    }

    void decide(long metadata, Collection<Decision> decided) {
        decisions.values().removeIf(old -> old.metadata() == metadata && old.belongs());
        load(decided);
    }

    /** Takes over decisions of another ledger that do not contradict one another; they count as new. */
    void load(Collection<Decision> decided) {
        decided.forEach(decision -> {
            decisions.put(new Pair(decision.metadata(), decision.recording()), decision);
            taken.remove(decision);
        });
    }

    void took(Collection<Decision> decided) {
        decided.stream().filter(decisions::containsValue).forEach(taken::add);
    }

    List<Decision> fresh(String feed) {
        return decisions(feed, decision -> !taken.contains(decision));
    }

    List<Decision> decisions(String feed, Predicate<Decision> wanted) {
        return decisions.values().stream()
                .filter(decision -> decision.feed().equals(feed) && wanted.test(decision))
                .toList();
    }
}
