package dev.tandem.testkit.world;

import dev.tandem.testkit.world.Observed.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A judge who knows what no matcher is told: every rate, that the clocks agree, who has which label and which recordings are
 * one call. What he does not know is the truth: he links rows to calls by likelihood, all rows at once.
 */
final class Oracle {
    private static final double LEAST = -3;

    private final Observed seen;
    private final Likelihood likelihood;
    private final TreeMap<Long, List<RecordedCall>> byStart = new TreeMap<>();
    private int calls;

    /** A call as its recordings show it; the place is the first of two for its rows. */
    record RecordedCall(int place, Call call, Set<String> agents, List<String> recordings) {}

    Oracle(Observed seen, int quantum) {
        this.seen = seen;
        this.likelihood = new Likelihood(seen, quantum);
        Map<Integer, List<Seen>> files = seen.files().stream()
                .collect(Collectors.groupingBy(file -> file.call().number(), TreeMap::new, Collectors.toList()));
        files.values().forEach(this::add);
    }

    private void add(List<Seen> files) {
        Call call = files.get(0).call();
        Set<String> agents = files.stream()
                .map(file -> file.value(Field.AGENT))
                .filter(agent -> !agent.isEmpty())
                .map(agent -> agent.replaceFirst(";.*", ""))
                .collect(Collectors.toSet());
        List<String> ids = files.stream().map(Seen::id).toList();
        byStart.computeIfAbsent(call.start(), start -> new ArrayList<>())
                .add(new RecordedCall(2 * calls++, call, agents, ids));
    }

    /** The links that are likeliest together. */
    Set<CallWorld.Pair> links() {
        List<List<Auction.Offer>> offers = new ArrayList<>();
        Map<Integer, RecordedCall> places = new HashMap<>();
        byStart.values()
                .forEach(same -> same.forEach(call -> {
                    places.put(call.place(), call);
                    places.put(call.place() + 1, call);
                }));
        seen.rows().forEach(row -> offers.add(offers(row)));
        int[] assigned = Auction.assign(offers, 2 * calls);
        Set<CallWorld.Pair> links = new HashSet<>();
        for (int i = 0; i < assigned.length; i++) {
            if (assigned[i] >= 0) {
                String row = seen.rows().get(i).id();
                Objects.requireNonNull(places.get(assigned[i]))
                        .recordings()
                        .forEach(recording -> links.add(new CallWorld.Pair(row, recording)));
            }
        }
        return links;
    }

    private List<Auction.Offer> offers(Seen row) {
        Likelihood.Row read = likelihood.read(row);
        List<Auction.Offer> offers = new ArrayList<>();
        long from = read.dayOnly() ? read.time() : read.time() - Likelihood.LATEST;
        long to = read.dayOnly() ? read.time() + 86_399 : read.time() + 90;
        byStart.subMap(from, true, to, true)
                .values()
                .forEach(same -> same.forEach(call -> {
                    double weight = likelihood.weight(read, call);
                    if (weight > LEAST) {
                        offers.add(new Auction.Offer(call.place(), weight + likelihood.first()));
                        offers.add(new Auction.Offer(call.place() + 1, weight + likelihood.duplicate()));
                    }
                }));
        return offers;
    }

    /** Of the links found and the pairs of truth, the harmonic mean of precision and recall. */
    double f1() {
        Set<CallWorld.Pair> links = links();
        Set<CallWorld.Pair> truth = new HashSet<>(seen.world().truth());
        long right = links.stream().filter(truth::contains).count();
        return 2.0 * right / (links.size() + truth.size());
    }
}
