package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What a left row may belong to: one right row, or some as parts of one call, or nothing. Of all, one is so; but where a left
 * row may have many partners, each by itself is so or is not.
 */
final class Hypotheses {
    private static final int MOST = 10;

    /** What is less likely is no candidate. */
    private static final double LEAST = 0.001;

    private final double nothing;
    private final boolean many;
    private final List<int[]> members = new ArrayList<>();
    private double[] logs = new double[128];

    /**
     * None so far.
     *
     * @param nothing the logarithm of the odds, up to a common factor, that the left row belongs to nothing
     * @param many whether a left row may have many partners
     */
    Hypotheses(double nothing, boolean many) {
        this.nothing = nothing;
        this.many = many;
    }

    /** Adds one; its odds as for nothing, natural logarithm. */
    void add(double log, int... rows) {
        if (members.size() == logs.length) {
            logs = Arrays.copyOf(logs, 2 * logs.length);
        }
        logs[members.size()] = log;
        members.add(rows);
    }

    private record Candidate(String id, double probability) {}

    /** The likeliest rows as links, with the ids that are given for them. */
    List<Link> best(String leftId, IntFunction<String> ids, double threshold) {
        List<Candidate> candidates = new ArrayList<>();
        probabilities().forEach((row, p) -> {
            if (p >= LEAST) {
                candidates.add(new Candidate(ids.apply(row), Math.min(1, p)));
            }
        });
        candidates.sort(
                Comparator.comparingDouble(Candidate::probability).reversed().thenComparing(Candidate::id));
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, candidates.size()); i++) {
            Candidate one = candidates.get(i);
            int other = i > 0 ? 0 : 1;
            double rival = other < candidates.size() ? candidates.get(other).probability() : 0;
            Link.Decision decision = one.probability() >= threshold ? Link.Decision.LINK : Link.Decision.REVIEW;
            links.add(new Link(leftId, one.id(), one.probability(), one.probability() - rival, decision));
        }
        return links;
    }

    /** By row, the sum of the probabilities of all that have it. */
    private Map<Integer, Double> probabilities() {
        int n = members.size();
        double most = nothing;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, logs[i]);
        }
        double all = Math.exp(nothing - most);
        for (int i = 0; i < n; i++) {
            all += Math.exp(logs[i] - most);
        }
        Map<Integer, Double> byRow = new HashMap<>();
        for (int i = 0; i < n; i++) {
            double p = many ? Curves.logistic(logs[i]) : Math.exp(logs[i] - most) / all;
            if (p * n * MOST >= LEAST) {
                for (int row : members.get(i)) {
                    byRow.merge(row, p, Double::sum);
                }
            }
        }
        return byRow;
    }
}
