package dev.tandem.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Two tables of calls, linked. */
final class EventSolution implements Solution {
    private static final double LEAST = 0.005;

    private final EventModel model;
    private final BoundCalls bound;
    private final List<Pair> pairs = new ArrayList<>();

    EventSolution(EventModel model, BoundCalls bound) {
        this.model = model;
        this.bound = bound;
        double prior = bound.joint.single();
        bound.joint.forEach((l, r, probability, weight) -> {
            if (probability >= LEAST) {
                pairs.add(new Pair(l, r, prior + weight, probability));
            }
        });
    }

    @Override
    public List<Pair> pairs() {
        return pairs;
    }

    /** Wrong calls cost more than missing ones, so few of the links claimed may be false. */
    @Override
    public double threshold() {
        return threshold(bound.joint);
    }

    static double threshold(JointLinks joint) {
        List<Double> probabilities = new ArrayList<>();
        joint.forEach((l, r, probability, weight) -> {
            if (probability >= LEAST) {
                probabilities.add(probability);
            }
        });
        return Thresholds.forFalseRate(
                probabilities.stream().mapToDouble(p -> p).toArray());
    }

    @Override
    public double expectedLinks() {
        return bound.joint.expected();
    }

    @Override
    public Cardinality cardinality() {
        return bound.joint.found();
    }

    @Override
    public List<FieldFinding> fields() {
        return bound.weigher.all().stream().map(Evidence::finding).toList();
    }

    @Override
    public ClockFinding clock() {
        Clock clock = bound.calls.clock;
        List<ClockFinding.Offset> offsets = new ArrayList<>();
        double last = Double.NaN;
        for (int i = 0; i < clock.times().length; i++) {
            double ahead = clock.offsets()[i];
            // The two ends of a step are a second apart, and a drift is told at each knot.
            if (ahead != last) {
                offsets.add(new ClockFinding.Offset(
                        Instant.ofEpochSecond(Math.round(clock.times()[i] - ahead)),
                        Duration.ofSeconds(Math.round(ahead))));
            }
            last = ahead;
        }
        return new ClockFinding(bound.weigher.time.columns(), offsets, bound.weigher.time.stamps());
    }

    @Override
    public List<Alias> aliases() {
        List<Alias> aliases = new ArrayList<>();
        bound.weigher.aliases.forEach(one -> aliases.addAll(one.aliases()));
        aliases.sort(Comparator.comparingInt(Alias::pairs).reversed());
        return aliases;
    }

    @Override
    public Explanation explain(int left, int right) {
        double[] weights = bound.weigher.weights(left, right);
        List<Explanation.Weight> told = new ArrayList<>();
        double prior = bound.joint.single();
        double sum = prior;
        for (int i = 0; i < weights.length; i++) {
            Evidence one = bound.weigher.all().get(i);
            told.add(new Explanation.Weight(one.columns().toString(), one.describe(left, right), weights[i]));
            sum += weights[i];
        }
        return new Explanation(sum, prior, told);
    }

    @Override
    public PairModel model() {
        return model;
    }
}
