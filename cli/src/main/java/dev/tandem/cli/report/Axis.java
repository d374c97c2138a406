package dev.tandem.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Where values lie along one side of a chart, and which of them are named. Values beyond an end are at that end. */
final class Axis {
    /** A value that is named. */
    record Tick(double value, String label) {}

    /** From where to where on the drawing an axis goes. */
    record Span(double start, double end) {}

    private static final double[] ODDS = {0.01, 0.1, 0.5, 0.9, 0.99, 0.999};

    private final DoubleUnaryOperator bend;
    private final double from;
    private final double to;
    private final Span span;
    private final List<Tick> ticks;

    private Axis(DoubleUnaryOperator bend, double from, double to, Span span, List<Tick> ticks) {
        this.bend = bend;
        this.from = from;
        this.to = to;
        this.span = span;
        this.ticks = List.copyOf(ticks);
    }

    /**
     * An even axis; it begins and ends where it is told to. Its ticks are at round values, and have room side by side.
     *
     * @param most about how many ticks there may be
     */
    static Axis linear(double from, double to, Span span, int most, DoubleFunction<String> label) {
        double end = to > from ? to : from + 1;
        double step = roundStep((end - from) / Math.max(1, most));
        List<Tick> named = ticks(from, end, step, label);
        while (named.size() > 1 && room(named, span) > Math.abs(span.end - span.start) * step / (end - from)) {
            step = roundStep(step * 1.01);
            named = ticks(from, end, step, label);
        }
        return new Axis(value -> value, from, end, span, named);
    }

    private static List<Tick> ticks(double from, double to, double step, DoubleFunction<String> label) {
        List<Tick> named = new ArrayList<>();
        // Counted, not added up, so that no error adds up either.
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            named.add(new Tick(i * step, label.apply(i * step)));
        }
        return named;
    }

    /** How far apart ticks must be; an axis that goes up begins at the foot, where the drawing's y is greater. */
    private static double room(List<Tick> ticks, Span span) {
        return ticks.stream()
                .mapToDouble(tick -> span.start > span.end ? 1.4 : Visible.width(tick.label()) + 0.3)
                .map(ems -> ems * Svg.LETTERS)
                .max()
                .orElse(0);
    }

    /** The least of 1, 2, 5, 10, 20 ... that is not less than a step, at any power of ten. */
    static double roundStep(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    }

    /** An axis of probabilities on which the nearer to certainty, the more room there is: even in the logarithm of the odds. */
    static Axis odds(double from, double to, Span span) {
        List<Tick> named = new ArrayList<>();
        for (double value : ODDS) {
            if (value >= from && value <= to) {
                named.add(new Tick(value, Figures.trimmed(value * 100, 1) + "\u00A0%"));
            }
        }
        return new Axis(Axis::logit, from, to, span, named);
    }

    /** An axis of numbers of things, on which each tick is ten or a hundred times the one before. Nothing is at its start. */
    static Axis powers(double most, Span span) {
        int last = (int) Math.max(1, Math.ceil(Math.log10(Math.max(1, most))));
        int step = last > 5 ? 2 : 1;
        List<Tick> named = new ArrayList<>();
        for (int power = 0; power <= last; power += step) {
            named.add(new Tick(Math.pow(10, power), Figures.shortCount(Math.pow(10, power))));
        }
        // One thing must be seen: it is a little above the start.
        return new Axis(value -> Math.log10(Math.max(value, 0.4)), 0.4, Math.pow(10, last), span, named);
    }

    static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    double at(double value) {
        double place = (bend.applyAsDouble(value) - bend.applyAsDouble(from))
                / (bend.applyAsDouble(to) - bend.applyAsDouble(from));
        double inside = Double.isNaN(place) ? 0 : Math.max(0, Math.min(1, place));
        return span.start + inside * (span.end - span.start);
    }

    /** Whether a value is neither before the start nor beyond the end. */
    boolean holds(double value) {
        return value >= from && value <= to;
    }

    List<Tick> ticks() {
        return ticks;
    }

    Span span() {
        return span;
    }
}
