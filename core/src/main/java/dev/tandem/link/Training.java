package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trains a model on two prepared tables, or on a sample of the left one's rows if they are many. */
final class Training {
    private static final int ROUNDS = 8;
    private static final int RANDOM_PAIRS = 50_000;
    private static final double BIAS = -3;
    private static final double SHARED = 0.2;

    private Training() {}

    static Scorer train(Prepared prepared, Cardinality cardinality, Map<Long, Boolean> labels, Parallel parallel) {
        Edges edges = prepared.sample();
        Partners partners = cardinality == Cardinality.AUTO
                ? partners(prepared.edges, prepared.similarity())
                : Partners.of(cardinality);
        List<Field> fields = prepared.fields();
        List<Association> associations = new ArrayList<>();
        List<Feature> features = new ArrayList<>(prepared.features().features());
        for (int i = 0; i < fields.size(); i++) {
            if (Association.suits(prepared.left, prepared.right, fields.get(i))) {
                associations.add(new Association(prepared.left, prepared.right, fields.get(i), i));
                features.add(new Feature(i, "go together", Feature.Shape.CURVE));
            }
        }
        features.add(new Feature(-1, "likelihood", Feature.Shape.CURVE));
        Curves curves = new Curves(features, BIAS);
        curves.tabulate();
        Likelihood.Data evidence = new Likelihood.Data(fields.size());
        if (edges.size() > 0) {
            Candidates candidates =
                    new Candidates(edges, prepared.features(), fields.size(), associations.size() + 1, parallel);
            evidence.seenAtRandom(fields, Candidates.randomLevels(prepared, RANDOM_PAIRS));
            Likelihood likelihood = new Likelihood(prepared.left, fields, evidence);
            new SelfTraining(
                            candidates,
                            likelihood,
                            associations,
                            curves,
                            partners,
                            KnownEdges.of(prepared, edges, labels, partners).labels(),
                            prepared.similarity(edges),
                            parallel)
                    .run(ROUNDS);
        }
        ModelData data = ModelData.of(prepared, partners, features, curves, evidence, associations);
        return new Scorer(data, prepared, associations, new Likelihood(prepared.left, fields, evidence));
    }

    /** How many partners rows have, told by whether the rows that most surely have one share theirs. */
    private static Partners partners(Edges edges, float[] similarity) {
        boolean leftMany = Leads.ofRight(edges, similarity).shared(edges.lefts()) > SHARED;
        boolean rightMany = Leads.ofLeft(edges, similarity).shared(edges.rights()) > SHARED;
        return new Partners(leftMany, rightMany);
    }
}
