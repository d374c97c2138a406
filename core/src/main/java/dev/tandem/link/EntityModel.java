package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of tables of things (persons, products, papers): what two rows have in common, field by field and as a whole,
 * weighed as was learned without labels. Holds no row of the tables it was trained on but the values of columns that have
 * few, and, until other tables are scored, those tables. Used by one thread.
 */
final class EntityModel {
    private static final int ROUNDS = 3;

    private final ModelData data;
    private final int threads;
    private @Nullable Scorer last;

    private EntityModel(ModelData data, int threads, @Nullable Scorer last) {
        this.data = data;
        this.threads = threads;
        this.last = last;
    }

    /**
     * Learns from two tables.
     *
     * @param given the columns that correspond; empty to find them
     * @param labels pairs of rows known to belong together or not, by {@link Edges#key} of their places in the tables
     * @throws IllegalArgumentException if a column that was given does not exist
     */
    static EntityModel train(
            Table left,
            Table right,
            List<FieldPair> given,
            Cardinality cardinality,
            int threads,
            Map<Long, Boolean> labels) {
        try (Parallel parallel = new Parallel(threads)) {
            Prepared prepared = new Prepared(left, right, given, null, parallel);
            prepared.align(given);
            Scorer scorer = Training.train(prepared, cardinality, labels, parallel);
            return new EntityModel(scorer.data(), threads, scorer);
        }
    }

    /** The model that {@link #toMap} told. */
    static EntityModel fromMap(Map<String, ?> map, int threads) {
        return new EntityModel(ModelData.fromMap(map), threads, null);
    }

    /** The model as maps, lists, texts, numbers and booleans. */
    Map<String, Object> toMap() {
        return data.toMap();
    }

    /** The fields that are compared, in the order of an explanation. */
    List<FieldPair> fields() {
        return data.fields().stream().map(FieldSpec::pair).toList();
    }

    /** The fields, what their values are in two tables, and what each way in which they compare weighs. */
    List<FieldFinding> findings(Table left, Table right) {
        List<FieldFinding> findings = new ArrayList<>();
        for (int i = 0; i < data.fields().size(); i++) {
            FieldSpec spec = data.fields().get(i);
            FieldPair pair = spec.pair();
            String kind = KindWord.of(spec, left.column(pair.left()), right.column(pair.right()));
            findings.add(new FieldFinding(pair, kind, data.likelihood().levels(i)));
        }
        return findings;
    }

    /** All that was learned. */
    ModelData data() {
        return data;
    }

    Partners partners() {
        return data.partners();
    }

    public Scored score(Table left, Table right) {
        return score(left, right, Map.of());
    }

    /** @param labels as for training; they are kept to */
    Scored score(Table left, Table right, Map<Long, Boolean> labels) {
        try (Parallel parallel = new Parallel(threads)) {
            Scorer scorer = scorer(left, right, parallel);
            float[] score = scorer.scores(parallel);
            Edges edges = scorer.prepared().edges;
            Judgement judgement = Judgement.first(edges, scorer.prepared().similarity(), data.partners());
            for (int round = 1; round <= ROUNDS; round++) {
                judgement = Judgement.after(judgement, score, data.partners(), round == ROUNDS);
            }
            KnownEdges known = KnownEdges.of(scorer.prepared(), edges, labels, data.partners());
            return new Verdicts(
                            scorer.prepared(), known.judged(judgement, score), known.possible(score), data.partners())
                    .scored();
        }
    }

    private Scorer scorer(Table left, Table right, Parallel parallel) {
        Scorer scorer = last;
        if (scorer == null || !scorer.prepared().isOf(left, right)) {
            scorer = Scorer.of(data, left, right, parallel);
            last = scorer;
        }
        return scorer;
    }

    public Explanation explain(Table left, int leftRow, Table right, int rightRow) {
        try (Parallel parallel = new Parallel(1)) {
            return scorer(left, right, parallel).explain(leftRow, rightRow);
        }
    }
}
