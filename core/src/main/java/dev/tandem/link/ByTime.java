package dev.tandem.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A solution of tables whose rows were put in order of time: calls that may be one then lie near each other in memory,
 * which is most of the time that large tables take.
 */
final class ByTime implements Solution {
    private final Solution solution;
    private final int[] lefts;
    private final int[] rights;
    private final int[] leftPlaces;
    private final int[] rightPlaces;

    private ByTime(Solution solution, int[] lefts, int[] rights) {
        this.solution = solution;
        this.lefts = lefts;
        this.rights = rights;
        leftPlaces = places(lefts);
        rightPlaces = places(rights);
    }

    /** Solves tables in whatever order their rows are. */
    interface Solver {
        Solution solve(Readers left, Readers right, PairModel.Task task);
    }

    /** Puts rows in order of time, has them solved, and tells the solution in the rows given. */
    static Solution solve(CallSchema schema, Readers left, Readers right, PairModel.Task task, Solver solver) {
        int[] lefts = order(left, schema.time().left());
        int[] rights = order(right, schema.time().right());
        PairModel.Task inTime =
                new PairModel.Task(task.cardinality(), task.known().of(lefts, rights), task.threads());
        Solution solution = solver.solve(left.inOrder(lefts), right.inOrder(rights), inTime);
        return new ByTime(solution, lefts, rights);
    }

    private static int[] order(Readers readers, String column) {
        Readers.Times times = readers.times(readers.table().columns().indexOf(column));
        return Order.of(times == null ? new long[readers.table().size()] : Calls.keys(times.seconds()));
    }

    private static int[] places(int[] order) {
        int[] places = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    @Override
    public List<Pair> pairs() {
        List<Pair> pairs = solution.pairs();
        long[] keys = new long[pairs.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = PairModel.Task.pair(
                    lefts[pairs.get(i).left()], rights[pairs.get(i).right()]);
        }
        Pair[] sorted = new Pair[keys.length];
        int n = 0;
        for (int i : Order.of(keys)) {
            Pair pair = pairs.get(i);
            sorted[n++] = new Pair(lefts[pair.left()], rights[pair.right()], pair.score(), pair.probability());
        }
        return List.of(sorted);
    }

    @Override
    public double threshold() {
        return solution.threshold();
    }

    @Override
    public double expectedLinks() {
        return solution.expectedLinks();
    }

    @Override
    public Cardinality cardinality() {
        return solution.cardinality();
    }

    @Override
    public List<FieldFinding> fields() {
        return solution.fields();
    }

    @Override
    public @Nullable ClockFinding clock() {
        return solution.clock();
    }

    @Override
    public List<Alias> aliases() {
        return solution.aliases();
    }

    @Override
    public Explanation explain(int left, int right) {
        return solution.explain(leftPlaces[left], rightPlaces[right]);
    }

    @Override
    public PairModel model() {
        return solution.model();
    }
}
