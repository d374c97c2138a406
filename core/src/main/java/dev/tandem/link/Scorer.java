package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A model at work on two tables. */
final class Scorer {
    private static final int PARTS = 32;

    private final ModelData data;
    private final Prepared prepared;
    private final List<Association> associations;
    private final Likelihood likelihood;

    Scorer(ModelData data, Prepared prepared, List<Association> associations, Likelihood likelihood) {
        this.data = data;
        this.prepared = prepared;
        this.associations = associations;
        this.likelihood = likelihood;
    }

    /** Puts a model to work on other tables than those it was trained on. */
    static Scorer of(ModelData data, Table left, Table right, Parallel parallel) {
        List<FieldPair> pairs = data.fields().stream().map(FieldSpec::pair).toList();
        Prepared prepared = new Prepared(left, right, data.all() ? List.of() : pairs, data.characters(), parallel);
        prepared.use(data.fields());
        List<Association> associations = new ArrayList<>();
        for (Map.Entry<Integer, List<Association.Entry>> table :
                data.associations().entrySet()) {
            Association association = new Association(
                    prepared.left, prepared.right, prepared.fields().get(table.getKey()), table.getKey());
            association.restore(table.getValue());
            associations.add(association);
        }
        Likelihood likelihood = new Likelihood(prepared.left, prepared.fields(), data.likelihood());
        return new Scorer(data, prepared, associations, likelihood);
    }

    ModelData data() {
        return data;
    }

    Prepared prepared() {
        return prepared;
    }

    /** The log-odds of all candidates. */
    float[] scores(Parallel parallel) {
        Edges edges = prepared.edges;
        float[] score = new float[edges.size()];
        parallel.run(edges.size(), PARTS, (part, from, to) -> {
            Buffer buffer = new Buffer();
            for (int i = from; i < to; i++) {
                buffer.compare(edges.left[i], edges.right[i]);
                score[i] = data.curves().score(buffer.x, 0);
            }
        });
        return score;
    }

    /** The features of one pair after the other. */
    private final class Buffer {
        final short[] x = new short[data.curves().features()];
        final byte[] levels = new byte[prepared.fields().size()];

        private final PairFeatures.Comparer comparer = prepared.features().comparer();

        void compare(int left, int right) {
            Arrays.fill(x, (short) 0);
            comparer.compare(left, right, x, 0, levels, 0);
            int next = prepared.features().width();
            for (Association association : associations) {
                x[next++] = association.feature(left, right, 0);
            }
            x[next] = likelihood.feature(likelihood.total(levels, 0, left));
        }
    }

    /** Rows by their places in the tables. */
    Explanation explain(int leftPlace, int rightPlace) {
        int left = prepared.left.row(leftPlace);
        int right = prepared.right.row(rightPlace);
        Buffer buffer = new Buffer();
        buffer.compare(left, right);
        double[] evidence = new double[buffer.levels.length];
        Arrays.setAll(evidence, field -> likelihood.weight(field, buffer.levels[field], left));
        Attribution parts = new Attribution(data, evidence, shared(left, right));
        List<FieldPair> pairs =
                prepared.fields().stream().map(field -> field.pair).toList();
        return parts.explanation(pairs, buffer.levels, buffer.x);
    }

    /** By field, the texts of the two rows. */
    private List<SharedText> shared(int left, int right) {
        return prepared.fields().stream()
                .map(field -> new SharedText(
                        prepared.left.value(field.leftColumn, prepared.left.code(field.leftColumn, left)),
                        prepared.right.value(field.rightColumn, prepared.right.code(field.rightColumn, right))))
                .toList();
    }
}
