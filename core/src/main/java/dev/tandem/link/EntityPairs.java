package dev.tandem.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model of things, as the linker wants it. */
final class EntityPairs implements PairModel {
    static final String KIND = "things";

    private static final double PASSED_OVER = 0.45;

    private final EntityModel model;

    EntityPairs(EntityModel model) {
        this.model = model;
    }

    static Solution train(Table left, Table right, List<FieldPair> fields, Task task) {
        EntityModel model = EntityModel.train(left, right, fields, task.cardinality(), task.threads(), task.labels());
        return new EntityPairs(model).solve(left, right, task);
    }

    static EntityPairs fromMap(Map<String, ?> map) {
        return new EntityPairs(EntityModel.fromMap(map, Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Solution solve(Table left, Table right, Task task) {
        return new Solved(left, right, model.score(left, right));
    }

    @Override
    public Map<String, Object> toMap() {
        return model.toMap();
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

        /** Even odds: that makes the mean of precision and recall the best. */
        @Override
        public double threshold() {
            return 0.5;
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
            return model.fields().stream()
                    .map(pair -> new FieldFinding(pair, "text", List.of()))
                    .toList();
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
