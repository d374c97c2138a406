package dev.tandem.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts what was judged into the places of the tables that were given, with the rivals of each pair. */
final class Verdicts {
    private static final double LEAST = 0.01;

    private final Prepared prepared;
    private final Judgement judgement;
    private final Edges edges;
    private final float[] score;
    private final Partners partners;
    private final double[] ofLeft;
    private final double[] ofRight;
    private final boolean[] taken;

    Verdicts(Prepared prepared, Judgement judgement, float[] score, Partners partners) {
        this.prepared = prepared;
        this.judgement = judgement;
        this.edges = judgement.edges;
        this.score = score;
        this.partners = partners;
        ofLeft = new double[edges.lefts()];
        ofRight = new double[edges.rights()];
        taken = new boolean[edges.size()];
        for (int i = 0; i < judgement.probability.length; i++) {
            int edge = judgement.assignment.taken[i];
            taken[edge] = true;
            ofLeft[edges.left[edge]] = Math.max(ofLeft[edges.left[edge]], judgement.probability[i]);
            ofRight[edges.right[edge]] = Math.max(ofRight[edges.right[edge]], judgement.probability[i]);
        }
    }

    Scored scored() {
        List<Scored.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < judgement.probability.length; i++) {
            if (judgement.probability[i] >= LEAST) {
                int edge = judgement.assignment.taken[i];
                double margin = judgement.probability[i] - Math.max(rivalOfLeft(edge), rivalOfRight(edge));
                pairs.add(pair(edge, judgement.probability[i], margin));
            }
        }
        List<Scored.Pair> others = new ArrayList<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            if (!taken[edge] && probability(edge) >= LEAST) {
                double best = Math.max(ofLeft[edges.left[edge]], ofRight[edges.right[edge]]);
                others.add(pair(edge, probability(edge), probability(edge) - best));
            }
        }
        others.sort(Comparator.comparingDouble(Scored.Pair::probability).reversed());
        return new Scored(pairs, others, judgement.matches);
    }

    private Scored.Pair pair(int edge, double probability, double margin) {
        return new Scored.Pair(
                prepared.left.place(edges.left[edge]),
                prepared.right.place(edges.right[edge]),
                score[edge],
                probability,
                margin);
    }

    /** That a pair is true that was not taken: no more than its rows' own pairs leave, where they may have but one. */
    private double probability(int edge) {
        double left = partners.leftMany() ? 0 : ofLeft[edges.left[edge]];
        double right = partners.rightMany() ? 0 : ofRight[edges.right[edge]];
        return Math.min(Curves.logistic(score[edge] + judgement.shift()), 1 - Math.max(left, right));
    }

    private double rivalOfLeft(int edge) {
        double best = 0;
        int row = edges.left[edge];
        for (int i = edges.firstOfLeft(row); !partners.leftMany() && i < edges.firstOfLeft(row + 1); i++) {
            best = taken[i] ? best : Math.max(best, probability(i));
        }
        return best;
    }

    private double rivalOfRight(int edge) {
        double best = 0;
        int row = edges.right[edge];
        for (int i = edges.firstOfRight(row); !partners.rightMany() && i < edges.firstOfRight(row + 1); i++) {
            int other = edges.byRight(i);
            best = taken[other] ? best : Math.max(best, probability(other));
        }
        return best;
    }
}
