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
        Partners partners = partners(cardinality, prepared);
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
        Likelihood.Data evidence = new Likelihood.Data(fields.size());
        Likelihood likelihood = new Likelihood(prepared.left, fields, evidence);
        Curves curves = new Curves(features, BIAS);
        curves.tabulate();
        if (edges.size() > 0) {
            Candidates candidates =
                    new Candidates(edges, prepared.features(), fields.size(), associations.size() + 1, parallel);
            evidence.seenAtRandom(fields, Candidates.randomLevels(prepared, RANDOM_PAIRS));
            float[] similarity = prepared.similarity(edges);
            Map<Long, Boolean> known =
                    KnownEdges.of(prepared, edges, labels, partners).labels();
            Partners spare = new SelfTraining(
                            candidates, likelihood, associations, curves, partners, known, similarity, parallel)
                    .run(ROUNDS);
            if (cardinality == Cardinality.AUTO && partners.equals(Partners.ONE_TO_ONE) && !spare.equals(partners)) {
                partners = spare;
                curves = new Curves(features, BIAS);
                curves.tabulate();
                known = KnownEdges.of(prepared, edges, labels, partners).labels();
                new SelfTraining(candidates, likelihood, associations, curves, partners, known, similarity, parallel)
                        .run(ROUNDS);
            }
        }
        ModelData data = ModelData.of(prepared, partners, features, curves, evidence, associations);
        return new Scorer(data, prepared, associations, likelihood);
    }

    /**
     * How many partners rows may have. Without being told, by whether the rows that most surely have one share theirs.
     * Where both sides may have many, each row gets its best alone, and it is learned from the side that shares more.
     */
    private static Partners partners(Cardinality cardinality, Prepared prepared) {
        if (cardinality != Cardinality.AUTO && cardinality != Cardinality.MANY_TO_MANY) {
            return Partners.of(cardinality);
        }
        Edges edges = prepared.edges;
        double ofRight = Leads.ofRight(edges, prepared.similarity()).shared(edges.lefts());
        double ofLeft = Leads.ofLeft(edges, prepared.similarity()).shared(edges.rights());
        if (cardinality == Cardinality.AUTO && Math.max(ofLeft, ofRight) <= SHARED) {
            return Partners.ONE_TO_ONE;
        }
        return new Partners(ofRight >= ofLeft, ofLeft > ofRight);
    }
}
