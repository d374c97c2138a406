package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of two tables of events, such as calls, whose times go together: which columns say what, how the clocks
 * go, and how much each agreement weighs. Immutable once trained.
 */
final class EventModel implements PairModel {
    static final String KIND = "events";

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
    private final Map<String, Map<String, ?>> learned;
    private final double[] rates;
    private final CallTraits traits;

    private EventModel(
            CallSchema schema, Clock clock, Map<String, Map<String, ?>> learned, double[] rates, CallTraits traits) {
        this.schema = schema;
        this.clock = clock;
        this.learned = learned;
        this.rates = rates;
        this.traits = traits;
    }

    private record Edges(int[] left, int[] right, double[] probability) {}

    /** Learns from two tables; null if they are no events. */
    static @Nullable Solution train(Table left, Table right, List<FieldPair> fields, Task task) {
        CallFinder finder = new CallFinder(left, right, fields);
        CallSchema schema = finder.find();
        if (schema == null) {
            return null;
        }
        BoundCalls bound = new BoundCalls(
                schema, null, left, right, finder.leftReaders(), finder.rightReaders(), task.cardinality());
        if (left.size() <= MOST_TRAINED) {
            learn(bound, task.labels());
            return new EventSolution(of(schema, bound), bound);
        }
        BoundCalls slice = slice(schema, bound, task.cardinality());
        learn(slice, Map.of());
        EventModel model = of(schema, slice);
        return model.score(bound, task);
    }

    private static EventModel of(CallSchema schema, BoundCalls bound) {
        Map<String, Map<String, ?>> learned = new LinkedHashMap<>();
        for (Evidence one : bound.weigher.all()) {
            learned.put(one.columns().toString(), one.learned());
        }
        CallTraits traits = CallTraits.of(schema, bound);
        return new EventModel(schema, bound.calls.clock, learned, bound.joint.rates(), traits);
    }

    /** Some stretches of time out of large tables, with all that is in them. */
    private static BoundCalls slice(CallSchema schema, BoundCalls all, Cardinality cardinality) {
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
        return new BoundCalls(schema, all.calls.clock, left, right, new Readers(left), new Readers(right), cardinality);
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

    private static void learn(BoundCalls bound, Map<Long, Boolean> labels) {
        Edges edges = edges(bound, new Edges(new int[0], new int[0], new double[0]));
        edges = rounds(bound, edges, labels, FIRST_ROUNDS);
        // By now it is known who goes with whom, which more pairs are found by.
        edges = edges(bound, edges);
        rounds(bound, edges, labels, ROUNDS);
    }

    private static Edges edges(BoundCalls bound, Edges before) {
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
                while (old < before.left.length
                        && (before.left[old] < l || before.left[old] == l && before.right[old] < r)) {
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

    private static Edges rounds(BoundCalls bound, Edges edges, Map<Long, Boolean> labels, int rounds) {
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
                while (at[0] < edges.left.length
                        && (edges.left[at[0]] < l || edges.left[at[0]] == l && edges.right[at[0]] < r)) {
                    at[0]++;
                }
                if (at[0] < edges.left.length && edges.left[at[0]] == l && edges.right[at[0]] == r) {
                    edges.probability[at[0]] = p;
                }
            });
            if (!last) {
                // A part of a call has not the call's time and duration.
                joint.forEachSingle((l, r, p, weight) -> {
                    if (p > LEAST_OBSERVED) {
                        bound.weigher.observe(l, r, p);
                    }
                });
                bound.weigher.learn();
            }
        }
        return edges;
    }

    private static void weigh(BoundCalls bound, JointLinks joint, int l, int r, double own, Map<Long, Boolean> labels) {
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

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Solution solve(Table left, Table right, Task task) {
        return score(
                new BoundCalls(schema, clock, left, right, new Readers(left), new Readers(right), task.cardinality()),
                task);
    }

    @Override
    public LinkIndex index() {
        return new EventIndex(new CallReader(schema, traits.formats(), clock), weights());
    }

    private CallWeights weights() {
        return new CallWeights(schema, learned, rates, traits);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("columns", schema.toMap());
        map.put("clock", clock.toMap());
        map.put("rates", Evidence.list(rates));
        map.put("learned", learned);
        map.put("traits", traits.toMap());
        return map;
    }

    @SuppressWarnings("unchecked")
    static EventModel fromMap(Map<String, ?> map) {
        EventModel model = new EventModel(
                CallSchema.fromMap((Map<?, ?>) map.get("columns")),
                Clock.fromMap((Map<?, ?>) map.get("clock")),
                (Map<String, Map<String, ?>>) map.get("learned"),
                Evidence.numbers(map.get("rates")),
                CallTraits.fromMap((Map<?, ?>) map.get("traits")));
        // Reads what was learned, so that a model that lacks some of it is found out now.
        model.weights();
        return model;
    }

    private Solution score(BoundCalls bound, Task task) {
        for (Evidence one : bound.weigher.all()) {
            Map<String, ?> of = learned.get(one.columns().toString());
            if (of != null) {
                one.recall(of);
            }
        }
        bound.joint.rates(rates);
        CallCandidates candidates = new CallCandidates(bound.calls, bound.weigher.keyed());
        int parts = Math.max(1, bound.calls.lefts / 2_000);
        JointLinks[] some = new JointLinks[parts];
        try (Parallel parallel = new Parallel(task.threads())) {
            parallel.run(bound.calls.lefts, parts, (part, from, to) -> {
                JointLinks joint = bound.joint.next();
                CallCandidates.Taker taker = candidates.new Taker();
                for (int l = from; l < to; l++) {
                    for (int r : taker.of(l)) {
                        weigh(bound, joint, l, r, 0, task.labels());
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
        return new EventSolution(this, bound);
    }
}
