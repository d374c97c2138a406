package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Learns to score pairs without labels: takes the best pairs one to one, estimates how likely each is true against what the
 * best candidate of a row would score were its partner absent, learns from these probabilities, and begins again.
 */
final class SelfTraining {
    private static final int FIRST_STEPS = 200;
    private static final int STEPS = 30;
    private static final double PENALTY = 1;
    private static final int HARDEST = 40_000;
    private static final int OTHERS = 10_000;

    private final Candidates candidates;
    private final Edges edges;
    private final Likelihood likelihood;
    private final List<Association> associations;
    private final Curves curves;
    private final CurveFit fit;
    private final Partners partners;
    private final Map<Long, Boolean> labels;
    private final float[] score;
    private Judgement judgement;

    SelfTraining(
            Candidates candidates,
            Likelihood likelihood,
            List<Association> associations,
            Curves curves,
            Partners partners,
            Map<Long, Boolean> labels,
            float[] similarity,
            Parallel parallel) {
        this.candidates = candidates;
        this.edges = candidates.edges;
        this.likelihood = likelihood;
        this.associations = associations;
        this.curves = curves;
        this.partners = partners;
        this.labels = labels;
        fit = new CurveFit(curves, PENALTY, parallel);
        score = similarity.clone();
        judgement = Judgement.first(edges, score, partners);
    }

    /**
     * Learns.
     *
     * @return which rows may have many partners, by what was left over: see {@link Spare}
     */
    Partners run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            boolean last = round == rounds - 1;
            // Labels are heard last, so that a few cannot lead all that comes after them astray.
            learn(round == 0 ? FIRST_STEPS : STEPS, last ? labels : Map.of());
            judgement = Judgement.after(judgement, score, partners, last);
        }
        return new Spare(judgement, score).partners();
    }

    private void learn(int steps, Map<Long, Boolean> heard) {
        learned();
        double[] target = new double[edges.size()];
        for (int i = 0; i < judgement.probability.length; i++) {
            target[judgement.assignment.taken[i]] = judgement.probability[i];
        }
        heard.forEach((key, match) -> {
            int edge = edges.find(key);
            if (edge >= 0) {
                target[edge] = match ? 1 : 0;
            }
        });
        int[] pairs = hardest();
        float[] targets = new float[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            targets[i] = (float) target[pairs[i]];
        }
        fit.run(candidates.x, pairs, targets, steps);
        for (int i = 0; i < score.length; i++) {
            score[i] = curves.score(candidates.x, i * candidates.width);
        }
    }

    /** The features that hang on what is held to be true. */
    private void learned() {
        int[] taken = judgement.assignment.taken;
        double[] probability = judgement.probability;
        double[] own = new double[edges.size()];
        for (int i = 0; i < taken.length; i++) {
            own[taken[i]] = probability[i];
        }
        for (int a = 0; a < associations.size(); a++) {
            associations.get(a).learn(edges, taken, probability);
            for (int i = 0; i < edges.size(); i++) {
                candidates.x[candidates.learned(i) + a] =
                        associations.get(a).feature(edges.left[i], edges.right[i], own[i]);
            }
        }
        likelihood.learn(candidates.levels(taken, probability));
        float[] totals = new float[edges.size()];
        for (int i = 0; i < totals.length; i++) {
            totals[i] = (float) likelihood.total(candidates.levels, i * candidates.fields, edges.left[i]);
        }
        float[] sorted = totals.clone();
        Arrays.sort(sorted);
        int top = Math.max(0, sorted.length - 1 - (int) Math.max(5, judgement.matches * 0.05));
        likelihood.span(sorted[(int) (sorted.length * 0.2)], sorted[top]);
        for (int i = 0; i < totals.length; i++) {
            candidates.x[candidates.learned(i) + associations.size()] = likelihood.feature(totals[i]);
        }
    }

    /** The pairs that score best, and some of the others. */
    private int[] hardest() {
        int[] ranked = judgement.assignment.ranked;
        if (ranked.length <= HARDEST + OTHERS) {
            return ranked;
        }
        List<Integer> out = new ArrayList<>();
        double share = (double) OTHERS / (ranked.length - HARDEST);
        for (int i = 0; i < ranked.length; i++) {
            double chance = (Words.mix(edges.key(ranked[i])) >>> 11) * 0x1.0p-53;
            if (i < HARDEST || chance < share) {
                out.add(ranked[i]);
            }
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }
}
