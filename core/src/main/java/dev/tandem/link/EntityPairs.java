package dev.tandem.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model of things, as the linker wants it. */
final class EntityPairs implements PairModel {
    static final String KIND = "things";

    private static final double PASSED_OVER = 0.45;

    /** Even odds: that makes the mean of precision and recall the best. */
    private static final double THRESHOLD = 0.5;

    private final EntityModel model;
    private final EntityTraits traits;

    EntityPairs(EntityModel model, EntityTraits traits) {
        this.model = model;
        this.traits = traits;
    }

    static Solution train(Table left, Table right, List<FieldPair> fields, Task task) {
        EntityModel model = EntityModel.train(
                left,
                right,
                fields,
                task.cardinality(),
                task.threads(),
                task.known().byPair());
        Scored scored = model.score(left, right, task.known().byPair());
        EntityTraits traits = new EntityTraits(left.columns(), right.columns(), scored.matches() / left.size());
        return new EntityPairs(model, traits).new Solved(left, right, scored);
    }

    static EntityPairs fromMap(Map<String, ?> map) {
        return new EntityPairs(
                EntityModel.fromMap(map, Runtime.getRuntime().availableProcessors()),
                EntityTraits.fromMap(Saved.map(map, "traits")));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Solution solve(Table left, Table right, Task task) {
        return new Solved(left, right, model.score(left, right, task.known().byPair()));
    }

    @Override
    public LinkIndex index() {
        return new EntityIndex(model.data(), traits, THRESHOLD);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(model.toMap());
        map.put("traits", traits.toMap());
        return map;
    }

    private final class Solved implements Solution {
        private final Table left;
        private final Table right;
        private final Scored scored;

        Solved(Table left, Table right, Scored scored) {
            this.left = left;
            this.right = right;
            this.scored = scored;
        }

        @Override
        public List<Pair> pairs() {
            List<Pair> pairs = new ArrayList<>();
            scored.pairs().forEach(p -> pairs.add(new Pair(p.left(), p.right(), p.score(), p.probability())));
            // What the assignment passed over is less likely than not, whatever its own score.
            scored.runnersUp()
                    .forEach(p -> pairs.add(
                            new Pair(p.left(), p.right(), p.score(), Math.min(PASSED_OVER, p.probability()))));
            pairs.sort(Comparator.comparingInt(Pair::left).thenComparingInt(Pair::right));
            return pairs;
        }

        @Override
        public double threshold() {
            return THRESHOLD;
        }

        @Override
        public double expectedLinks() {
            return scored.matches();
        }

        @Override
        public Cardinality cardinality() {
            Partners partners = model.partners();
            if (partners.leftMany()) {
                return partners.rightMany() ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_MANY;
            }
            return partners.rightMany() ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_ONE;
        }

        @Override
        public List<FieldFinding> fields() {
            return model.findings(left, right);
        }

        @Override
        public @Nullable ClockFinding clock() {
            return null;
        }

        @Override
        public List<Alias> aliases() {
            return List.of();
        }

        @Override
        public Explanation explain(int leftRow, int rightRow) {
            return model.explain(left, leftRow, right, rightRow);
        }

        @Override
        public PairModel model() {
            return EntityPairs.this;
        }
    }
}
