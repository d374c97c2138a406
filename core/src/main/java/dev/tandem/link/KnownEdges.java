package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What persons know of candidate pairs, and what follows of other candidates of the same rows. Immutable. */
final class KnownEdges {
    /** How many true partners are second choices, for one that is a first choice. */
    private static final double SECOND = 0.05;

    /** What is more than any difference of scores. */
    private static final float FIRST = 1_000;

    private static final double UNKNOWN = -1;

    private final Edges edges;
    private final Map<Integer, Boolean> known = new HashMap<>();
    private final Partners partners;

    private KnownEdges(Edges edges, Partners partners) {
        this.edges = edges;
        this.partners = partners;
    }

    /** @param labels by {@link Edges#key} of the rows' places in the tables, whether they belong together */
    static KnownEdges of(Prepared prepared, Edges edges, Map<Long, Boolean> labels, Partners partners) {
        KnownEdges known = new KnownEdges(edges, partners);
        Map<Long, Boolean> rows = new HashMap<>();
        labels.forEach((key, match) ->
                rows.put(Edges.key(prepared.left.row((int) (key >>> 32)), prepared.right.row(key.intValue())), match));
        rows.forEach((key, match) -> {
            if (match) {
                known.exclude((int) (key >>> 32), key.intValue());
            }
        });
        // A person's word comes last, so that it counts though two matches exclude each other.
        rows.forEach((key, match) -> {
            int edge = edges.find(key);
            if (edge >= 0) {
                known.known.put(edge, match);
            }
        });
        return known;
    }

    /** The rows of a match have no other partner where they may have but one. */
    private void exclude(int left, int right) {
        for (int i = edges.firstOfLeft(left); !partners.leftMany() && i < edges.firstOfLeft(left + 1); i++) {
            known.put(i, false);
        }
        for (int i = edges.firstOfRight(right); !partners.rightMany() && i < edges.firstOfRight(right + 1); i++) {
            known.put(edges.byRight(i), false);
        }
    }

    /** By {@link Edges#key} of rows, what is known of candidates and what follows. */
    Map<Long, Boolean> labels() {
        Map<Long, Boolean> labels = new HashMap<>();
        known.forEach((edge, match) -> labels.put(edges.key(edge), match));
        return labels;
    }

    /** Scores in which what cannot be is not finite. */
    float[] possible(float[] score) {
        float[] possible = score.clone();
        known.forEach((edge, match) -> possible[edge] = match ? score[edge] : Float.NEGATIVE_INFINITY);
        return possible;
    }

    /**
     * What is taken once persons were heard: matches that they know; then what was taken when nothing was known, unless it
     * cannot be, each as likely as it was; then second choices. So what persons chose to look at does not change what is
     * thought of the rest.
     *
     * @param judgement of the same candidates, nothing known
     */
    Judgement judged(Judgement judgement, float[] score) {
        if (known.isEmpty()) {
            return judgement;
        }
        int[] taken = judgement.assignment.taken;
        float[] before = new float[taken.length];
        double[] own = new double[edges.size()];
        Arrays.fill(own, UNKNOWN);
        float[] first = possible(score);
        for (int i = 0; i < taken.length; i++) {
            before[i] = score[taken[i]];
            own[taken[i]] = judgement.probability[i];
            first[taken[i]] += FIRST;
        }
        known.forEach((edge, match) -> {
            first[edge] = match ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
            own[edge] = match ? 1 : 0;
        });
        Assignment assignment = new Assignment(edges, first, partners);
        double[] probability = new double[assignment.taken.length];
        for (int i = 0; i < probability.length; i++) {
            int edge = assignment.taken[i];
            int place = Math.min(before.length - 1, Rates.count(before, score[edge]));
            probability[i] = own[edge] == UNKNOWN ? secondChoice(judgement.probability[place]) : own[edge];
        }
        return judgement.of(assignment, probability);
    }

    /**
     * How likely a pair is that is taken because a better one of its rows is not true: a row's true partner is its first
     * choice mostly, so that most rows whose first choice is not have none.
     *
     * @param ofFirst how likely a first choice of the same score is
     */
    static double secondChoice(double ofFirst) {
        return SECOND * ofFirst / (1 - ofFirst + SECOND * ofFirst);
    }
}
