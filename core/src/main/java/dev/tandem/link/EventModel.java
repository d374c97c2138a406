package dev.tandem.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of two tables of events, such as calls, whose times go together: which columns say what, how the clocks
 * go, and how much each agreement weighs. Immutable once trained.
 */
final class EventModel implements PairModel {
    static final String KIND = "events";

    /** More left rows than this are not trained on. */
    private static final int MOST_TRAINED = 30_000;

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

    /** Learns from two tables; null if they are no events. */
    static @Nullable Solution train(Table left, Table right, List<FieldPair> fields, Task task) {
        try (Parallel parallel = new Parallel(task.threads())) {
            CallFinder finder = new CallFinder(left, right, fields);
            CallSchema schema = finder.find(parallel);
            if (schema == null) {
                return null;
            }
            Readers lefts = finder.leftReaders();
            Readers rights = finder.rightReaders();
            if (left.size() > MOST_TRAINED) {
                return ByTime.solve(
                        schema,
                        lefts,
                        rights,
                        task,
                        (l, r, inTime) -> trainOnSlice(schema, finder.clock(), l, r, inTime, parallel));
            }
            BoundCalls bound = new BoundCalls(schema, finder.clock(), lefts, rights, task.cardinality(), parallel);
            bound.joint.knows(task.known());
            CallTraining.learn(bound, parallel);
            return new EventSolution(of(schema, bound), bound);
        }
    }

    private static Solution trainOnSlice(
            CallSchema schema, Clock clock, Readers left, Readers right, Task task, Parallel parallel) {
        BoundCalls bound = new BoundCalls(schema, clock, left, right, task.cardinality(), parallel);
        bound.joint.knows(task.known());
        BoundCalls slice = CallTraining.slice(schema, bound, task, MOST_TRAINED, parallel);
        CallTraining.learn(slice, parallel);
        CallScoring scoring = of(schema, slice).score(bound, parallel);
        scoring.learnAliases();
        return new EventSolution(of(schema, bound), bound);
    }

    /**
     * Links two tables whose columns are known and whose clocks go alike if the rows do not tell otherwise. However few rows
     * there are, what is usual counts for some.
     */
    static EventSolution expect(CallSchema schema, Table left, Table right, KnownPairs known) {
        Readers lefts = new Readers(left);
        Readers rights = new Readers(right);
        Clock clock = BoundCalls.clock(schema, Clock.steady(0), lefts, rights);
        try (Parallel parallel = new Parallel(1)) {
            BoundCalls bound = new BoundCalls(schema, clock, lefts, rights, Cardinality.AUTO, parallel);
            bound.joint.knows(known);
            CallTraining.learn(bound, parallel);
            return new EventSolution(of(schema, bound), bound);
        }
    }

    private static EventModel of(CallSchema schema, BoundCalls bound) {
        Map<String, Map<String, ?>> learned = new LinkedHashMap<>();
        for (Evidence one : bound.weigher.all()) {
            // In the order of their names, so that a model is saved alike each time.
            learned.put(one.columns().toString(), new TreeMap<>(one.learned()));
        }
        CallTraits traits = CallTraits.of(schema, bound);
        return new EventModel(schema, bound.calls.clock, learned, bound.joint.rates(), traits);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Solution solve(Table left, Table right, Task task) {
        schema.requireColumns(left, right);
        Readers lefts = new Readers(left);
        Readers rights = new Readers(right);
        Clock found = BoundCalls.clock(schema, clock, lefts, rights);
        try (Parallel parallel = new Parallel(task.threads())) {
            return ByTime.solve(schema, lefts, rights, task, (l, r, inTime) -> {
                BoundCalls bound = new BoundCalls(schema, found, l, r, inTime.cardinality(), parallel);
                bound.joint.knows(inTime.known());
                score(bound, parallel);
                return new EventSolution(this, bound);
            });
        }
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
                CallSchema.fromMap(Saved.map(map, "columns")),
                Clock.fromMap(Saved.map(map, "clock")),
                (Map<String, Map<String, ?>>) Saved.map(map, "learned"),
                Saved.numbers(map, "rates"),
                CallTraits.fromMap(Saved.map(map, "traits")));
        // Reads what was learned, so that a model that lacks some of it is found out now.
        model.weights();
        return model;
    }

    private CallScoring score(BoundCalls bound, Parallel parallel) {
        for (Evidence one : bound.weigher.all()) {
            Map<String, ?> of = learned.get(one.columns().toString());
            if (of != null) {
                one.recall(of);
            }
        }
        bound.joint.rates(rates);
        CallScoring scoring = new CallScoring(bound, parallel);
        scoring.score();
        return scoring;
    }
}
