package dev.tandem.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A solution in the ids of its tables. */
final class TableLinkage implements Linkage {
    /** Less probable links are not worth a person's time. */
    private static final double LEAST_REVIEWED = 0.1;

    private static final double BIN = 1;
    private static final double WIDEST = 30;

    private final Table left;
    private final Table right;
    private final @Nullable Solution solution;
    private final Cardinality cardinality;
    private final double threshold;
    private final List<Link> links;
    private final List<Solution.Pair> pairs;
    private @Nullable Map<String, Integer> leftRows;
    private @Nullable Map<String, Integer> rightRows;

    /** @param solution null if the tables have nothing in common to go by */
    TableLinkage(
            Table left, Table right, @Nullable Solution solution, PairModel.Task task, @Nullable Double threshold) {
        this.left = left;
        this.right = right;
        this.solution = solution;
        cardinality = solution == null ? task.cardinality() : solution.cardinality();
        List<Solution.Pair> found = solution == null ? List.of() : solution.pairs();
        pairs = task.known().applied(found, task.cardinality(), this::score);
        double chosen = solution == null ? 0.5 : solution.threshold();
        this.threshold = threshold == null ? chosen : threshold;
        links = decide();
    }

    private double score(int l, int r) {
        return solution == null ? 0 : solution.explain(l, r).score();
    }

    private List<Link> decide() {
        double[] bestOfLeft = new double[left.size()];
        double[] nextOfLeft = new double[left.size()];
        double[] bestOfRight = new double[right.size()];
        double[] nextOfRight = new double[right.size()];
        for (Solution.Pair pair : pairs) {
            rank(bestOfLeft, nextOfLeft, pair.left(), pair.probability());
            rank(bestOfRight, nextOfRight, pair.right(), pair.probability());
        }
        List<Link> decided = new ArrayList<>();
        for (int i : surestFirst()) {
            Solution.Pair pair = pairs.get(i);
            double p = pair.probability();
            if (p >= Math.min(LEAST_REVIEWED, threshold)) {
                double rival = Math.max(
                        rival(bestOfLeft, nextOfLeft, pair.left(), p),
                        rival(bestOfRight, nextOfRight, pair.right(), p));
                decided.add(new Link(
                        left.id(pair.left()),
                        right.id(pair.right()),
                        p,
                        p - rival,
                        p >= threshold ? Link.Decision.LINK : Link.Decision.REVIEW));
            }
        }
        return List.copyOf(decided);
    }

    /** The places of the pairs; those that are as sure in the order of their rows, which is that of the ids. */
    private int[] surestFirst() {
        long[] rows = new long[pairs.size()];
        long[] doubts = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Solution.Pair pair = pairs.get(i);
            rows[i] = PairModel.Task.pair(pair.left(), pair.right());
            doubts[i] = Order.key(-pair.probability());
        }
        return Order.sorted(Order.of(rows), doubts);
    }

    private static void rank(double[] best, double[] next, int row, double p) {
        if (p > best[row]) {
            next[row] = best[row];
            best[row] = p;
        } else {
            next[row] = Math.max(next[row], p);
        }
    }

    private static double rival(double[] best, double[] next, int row, double p) {
        return p >= best[row] ? next[row] : best[row];
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public Cardinality cardinality() {
        return cardinality;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public double expectedLinks() {
        return solution == null ? 0 : solution.expectedLinks();
    }

    @Override
    public List<FieldFinding> fields() {
        return solution == null ? List.of() : solution.fields();
    }

    @Override
    public @Nullable ClockFinding clock() {
        return solution == null ? null : solution.clock();
    }

    @Override
    public List<Alias> aliases() {
        return solution == null ? List.of() : solution.aliases();
    }

    @Override
    public List<ScoreBin> scores() {
        Map<Integer, long[]> bins = new HashMap<>();
        for (Solution.Pair pair : pairs) {
            int bin = (int) Math.floor(Math.max(-WIDEST, Math.min(WIDEST - BIN, pair.score())) / BIN);
            bins.computeIfAbsent(bin, b -> new long[2])[pair.probability() >= 0.5 ? 0 : 1]++;
        }
        return bins.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new ScoreBin(e.getKey() * BIN, (e.getKey() + 1) * BIN, e.getValue()[0], e.getValue()[1]))
                .toList();
    }

    @Override
    public Explanation explain(String leftId, String rightId) {
        if (leftRows == null) {
            leftRows = left.rowsById();
            rightRows = right.rowsById();
        }
        int l = row(leftRows, leftId, "left");
        int r = row(rightRows, rightId, "right");
        return solution == null ? new Explanation(0, 0, List.of()) : solution.explain(l, r);
    }

    private static int row(@Nullable Map<String, Integer> rows, String id, String side) {
        Integer row = rows == null ? null : rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("the " + side + " table has no row '" + id + "'");
        }
        return row;
    }

    @Override
    public LinkModel model() {
        if (solution == null) {
            throw new IllegalStateException("the tables have nothing in common that could be learned from");
        }
        return new LinkModel(solution.model());
    }
}
