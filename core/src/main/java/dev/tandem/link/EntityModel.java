package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The model of tables of things: what rows have in common, field by field and as a whole, weighed as learned. */
final class EntityModel {
    record Scored(List<Pair> pairs, List<Pair> runnersUp, double matches) {}

    record Pair(int left, int right, double score, double probability, double margin) {}

    private static final int ROUNDS = 8;
    private static final int RANDOM_PAIRS = 50_000;

    private final Prepared prepared;
    private final SelfTraining training;

    private EntityModel(Prepared prepared, SelfTraining training) {
        this.prepared = prepared;
        this.training = training;
    }

    static EntityModel train(
            Table left, Table right, List<FieldPair> given, Cardinality cardinality, int threads, Map<Long, Boolean> labels) {
        try (Parallel parallel = new Parallel(threads)) {
            long t = System.nanoTime();
            Prepared prepared = new Prepared(left, right, given, parallel);
            t = lap("prepare", t);
            prepared.align(given);
            t = lap("align", t);
            List<Field> fields = prepared.fields();
            List<Association> associations = new ArrayList<>();
            List<Feature> features = new ArrayList<>(prepared.features().features());
            for (int i = 0; i < fields.size(); i++) {
                if (Association.suits(prepared.left, prepared.right, fields.get(i))) {
                    associations.add(new Association(prepared.left, prepared.right, fields.get(i)));
                    features.add(new Feature(i, "go together", Feature.Shape.CURVE));
                }
            }
            features.add(new Feature(-1, "likelihood", Feature.Shape.CURVE));
            Candidates candidates = new Candidates(
                    prepared.edges, prepared.features(), fields.size(), associations.size() + 1, parallel);
            t = lap("features", t);
            Likelihood likelihood = new Likelihood(
                    prepared.left,
                    fields,
                    Candidates.randomLevels(
                            prepared.features(), fields, left.size(), right.size(), RANDOM_PAIRS));
            Curves curves = new Curves(features, -3);
            SelfTraining training = new SelfTraining(
                    candidates, likelihood, associations, curves, Partners.of(cardinality), labels, parallel);
            training.run(ROUNDS);
            t = lap("train", t);
            if (Boolean.getBoolean("verbose")) {
                System.out.println(fields.stream().map(f -> f.pair + ":" + f.kind).toList());
                for (int i = 0; i < features.size(); i++) {
                    double s = 0; for (double w : curves.weight[i]) s += w;
                    System.out.printf("   %s %s %.2f%n", features.get(i).field() < 0 ? "*" : fields.get(features.get(i).field()).pair, features.get(i).name(), s);
                }
            }
            return new EntityModel(prepared, training);
        }
    }

    static long lap(String what, long t) {
        long now = System.nanoTime();
        if (Boolean.getBoolean("laps")) System.out.printf("   %s %d ms%n", what, (now - t) / 1000000);
        return now;
    }

    public Scored score(Table left, Table right) {
        Judgement judgement = training.judgement();
        Edges edges = judgement.edges;
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < judgement.probability.length; i++) {
            int edge = judgement.assignment.taken[i];
            pairs.add(new Pair(
                    prepared.left.place(edges.left[edge]),
                    prepared.right.place(edges.right[edge]),
                    training.score()[edge],
                    judgement.probability[i],
                    0));
        }
        return new Scored(pairs, List.of(), judgement.matches);
    }

    public Explanation explain(Table left, int leftRow, Table right, int rightRow) {
        throw new UnsupportedOperationException();
    }
}
