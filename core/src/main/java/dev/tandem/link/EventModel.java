package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of two tables of events, such as calls, whose times go together: which columns say what, how the clocks
 * go, and how much each agreement weighs. Immutable once trained.
 */
final class EventModel {
    /** More left rows than this are not trained on. */
    private static final int MOST_TRAINED = 30_000;

    private static final int BLOCKS = 6;
    private static final int FIRST_ROUNDS = 4;
    private static final int ROUNDS = 10;
    private static final int SETTLING = 4;
    private static final double LEAST_OBSERVED = 1e-3;
    private static final double LABELLED = 40;

    private final CallSchema schema;
    private final Clock clock;
    private final Map<String, Object> learned;
    private final double[] rates;

    private EventModel(CallSchema schema, Clock clock, Map<String, Object> learned, double[] rates) {
        this.schema = schema;
        this.clock = clock;
        this.learned = learned;
        this.rates = rates;
    }

    CallSchema schema() {
        return schema;
    }

    /** A model and two tables. */
    static final class Bound {
        final Table left;
        final Table right;
        final Calls calls;
        final Weigher weigher;
        final Parts parts;
        JointLinks joint;

        private Bound(CallSchema schema, @Nullable Clock known, Table left, Table right, Readers lefts, Readers rights, Cardinality cardinality) {
            this.left = left;
            this.right = right;
            calls = read(schema, known, left, right, lefts, rights);
            weigher = new Weigher(schema, calls, left, right);
            parts = new Parts(
                    calls,
                    schema.rightPhones().stream().map(right::column).toList(),
                    weigher.aliases.stream().map(a -> right.column(a.columns().right())).toList(),
                    weigher.values.stream().filter(ValueEvidence::unique).map(v -> right.column(v.columns().right())).toList());
            joint = new JointLinks(left.size(), right.size(), cardinality);
        }

        private static Calls read(CallSchema schema, @Nullable Clock known, Table left, Table right, Readers lefts, Readers rights) {
            Calls calls = new Calls(left.size(), right.size());
            Readers.Times s = lefts.times(left.columns().indexOf(schema.time().left()));
            Readers.Times t = rights.times(right.columns().indexOf(schema.time().right()));
            if (s == null || t == null) {
                return calls;
            }
            calls.start = t.seconds();
            Clock clock = Clock.steady(s.timed(), calls.start);
            if (clock == null || clock.clearness() < 8) {
                clock = known == null ? Clock.steady(0) : known;
            } else {
                clock = clock.overTime(s.timed(), calls.start);
            }
            calls.clock = clock;
            calls.resolution = clock.width() > 10 ? 60 : 1;
            calls.dayOnly = s.dayOnly();
            for (int l = 0; l < calls.lefts; l++) {
                double shown = s.seconds()[l];
                if (!Double.isNaN(shown)) {
                    calls.day[l] = Math.floor(shown / 86_400);
                    calls.stamp[l] = shown - clock.ahead(shown) + (calls.dayOnly[l] ? 43_200 : 0);
                }
            }
            FieldPair length = schema.length();
            if (length != null) {
                double[] a = lefts.lengths(left.columns().indexOf(length.left()));
                double[] b = rights.lengths(right.columns().indexOf(length.right()));
                calls.leftLength = lefts.withProse(a == null ? calls.leftLength : a);
                calls.rightLength = b == null ? calls.rightLength : b;
            }
            return calls;
        }
    }

    private record Edges(int[] left, int[] right, double[] probability) {}

    /** Learns from two tables; null if they are no events. */
    static @Nullable Trained train(Table left, Table right, List<FieldPair> fields, Cardinality cardinality, Map<Long, Boolean> labels, int threads) {
        CallFinder finder = new CallFinder(left, right, fields);
        CallSchema schema = finder.find();
        if (schema == null) {
            return null;
        }
        Bound bound = new Bound(schema, null, left, right, finder.leftReaders(), finder.rightReaders(), cardinality);
        if (left.size() <= MOST_TRAINED) {
            learn(bound, labels);
            return new Trained(of(schema, bound), bound);
        }
        Bound slice = slice(schema, bound, cardinality);
        learn(slice, Map.of());
        EventModel model = of(schema, slice);
        return new Trained(model, model.score(bound, labels, threads));
    }

    record Trained(EventModel model, Bound bound) {}

    private static EventModel of(CallSchema schema, Bound bound) {
        Map<String, Object> learned = new LinkedHashMap<>();
        for (Evidence one : bound.weigher.all()) {
            learned.put(one.columns().toString(), one.learned());
        }
        return new EventModel(schema, bound.calls.clock, learned, bound.joint.rates());
    }

    /** Some stretches of time out of large tables, with all that is in them. */
    private static Bound slice(CallSchema schema, Bound all, Cardinality cardinality) {
        double[] timed = all.calls.timed();
        List<double[]> spans = new ArrayList<>();
        int each = MOST_TRAINED / BLOCKS;
        for (int b = 0; b < BLOCKS; b++) {
            int at = (int) ((long) (timed.length - each) * b / (BLOCKS - 1));
            spans.add(new double[] {timed[at], timed[at + each - 1]});
        }
        int[] lefts = within(all.calls.stamp, spans, 0, 0);
        int[] rights = within(all.calls.start, spans, 7_200, 1_200);
        Table left = all.left.rows(lefts);
        Table right = all.right.rows(rights);
        return new Bound(schema, all.calls.clock, left, right, new Readers(left), new Readers(right), cardinality);
    }

    private static int[] within(double[] times, List<double[]> spans, double before, double after) {
        int[] rows = new int[times.length];
        int n = 0;
        for (int i = 0; i < times.length; i++) {
            for (double[] span : spans) {
                if (times[i] >= span[0] - before && times[i] <= span[1] + after) {
                    rows[n++] = i;
                    break;
                }
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private static void learn(Bound bound, Map<Long, Boolean> labels) {
        Edges edges = edges(bound, new Edges(new int[0], new int[0], new double[0]));
        edges = rounds(bound, edges, labels, FIRST_ROUNDS);
        // By now it is known who goes with whom, which more pairs are found by.
        edges = edges(bound, edges);
        rounds(bound, edges, labels, ROUNDS);
    }

    private static Edges edges(Bound bound, Edges before) {
        CallCandidates candidates = new CallCandidates(bound.calls, bound.weigher.keyed());
        CallCandidates.Taker taker = candidates.new Taker();
        int[] left = new int[1024];
        int[] right = new int[1024];
        double[] probability = new double[1024];
        int n = 0;
        int old = 0;
        for (int l = 0; l < bound.calls.lefts; l++) {
            for (int r : taker.of(l)) {
                if (n == left.length) {
                    left = Arrays.copyOf(left, 2 * n);
                    right = Arrays.copyOf(right, 2 * n);
                    probability = Arrays.copyOf(probability, 2 * n);
                }
                while (old < before.left.length && (before.left[old] < l || before.left[old] == l && before.right[old] < r)) {
                    old++;
                }
                boolean known = old < before.left.length && before.left[old] == l && before.right[old] == r;
                left[n] = l;
                right[n] = r;
                probability[n++] = known ? before.probability[old] : 0;
            }
        }
        return new Edges(Arrays.copyOf(left, n), Arrays.copyOf(right, n), Arrays.copyOf(probability, n));
    }

    private static Edges rounds(Bound bound, Edges edges, Map<Long, Boolean> labels, int rounds) {
        for (int round = 0; round <= rounds; round++) {
            JointLinks joint = bound.joint.next();
            for (int e = 0; e < edges.left.length; e++) {
                weigh(bound, joint, edges.left[e], edges.right[e], edges.probability[e], labels);
            }
            joint.solve(bound.parts);
            bound.joint = joint;
            Arrays.fill(edges.probability, 0);
            int[] at = {0};
            boolean last = round == rounds;
            joint.forEach((l, r, p, weight) -> {
                while (at[0] < edges.left.length && (edges.left[at[0]] < l || edges.left[at[0]] == l && edges.right[at[0]] < r)) {
                    at[0]++;
                }
                if (at[0] < edges.left.length && edges.left[at[0]] == l && edges.right[at[0]] == r) {
                    edges.probability[at[0]] = p;
                }
                if (p > LEAST_OBSERVED && !last) {
                    bound.weigher.observe(l, r, p);
                }
            });
            if (!last) {
                bound.weigher.learn();
            }
        }
        return edges;
    }

    private static void weigh(Bound bound, JointLinks joint, int l, int r, double own, Map<Long, Boolean> labels) {
        Boolean label = labels.isEmpty() ? null : labels.get((long) l << 32 | r);
        if (Boolean.FALSE.equals(label)) {
            return;
        }
        Weigher weigher = bound.weigher;
        boolean contact = weigher.contact(l, r);
        double background = weigher.background(l, r);
        double others = weigher.others(l, r, own, contact) + (label == null ? 0 : LABELLED);
        Parts.Part shared = joint.allowsParts() ? bound.parts.sharing(r) : null;
        boolean only = shared != null && weigher.sameCode(l, r);
        if (!only) {
            joint.add(l, r, others + weigher.times(l, r, background));
        }
        if (joint.allowsParts()) {
            for (Parts.Part part : bound.parts.from(r)) {
                if (!only || part == shared) {
                    joint.add(l, part, others + weigher.times(l, part, background));
                }
            }
        }
    }

    /** Binds the model to other tables of the same columns and scores them. */
    Bound score(Table left, Table right, Cardinality cardinality, Map<Long, Boolean> labels, int threads) {
        Bound bound = new Bound(schema, clock, left, right, new Readers(left), new Readers(right), cardinality);
        return score(bound, labels, threads);
    }

    private Bound score(Bound bound, Map<Long, Boolean> labels, int threads) {
        for (Evidence one : bound.weigher.all()) {
            one.recall((Map<String, ?>) learned.get(one.columns().toString()));
        }
        bound.joint.rates(rates);
        CallCandidates candidates = new CallCandidates(bound.calls, bound.weigher.keyed());
        int parts = Math.max(1, bound.calls.lefts / 2_000);
        JointLinks[] some = new JointLinks[parts];
        try (Parallel parallel = new Parallel(threads)) {
            parallel.run(bound.calls.lefts, parts, (part, from, to) -> {
                JointLinks joint = bound.joint.next();
                CallCandidates.Taker taker = candidates.new Taker();
                for (int l = from; l < to; l++) {
                    for (int r : taker.of(l)) {
                        weigh(bound, joint, l, r, 0, labels);
                    }
                }
                some[part] = joint;
            });
        }
        JointLinks joint = bound.joint.next();
        for (JointLinks one : some) {
            joint.addAll(one);
        }
        bound.joint = joint;
        for (int round = 0; round < SETTLING; round++) {
            joint.solve(bound.parts);
        }
        return bound;
    }
}
