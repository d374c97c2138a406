package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far one clock is ahead of another over time, found from nothing but two lists of stamps: the differences of stamps
 * of the same event heap up at the offset, those of different events spread. Time zones, their faults, daylight saving,
 * constant skew and drift all show so.
 */
final class Clock {
    /** No two clocks on Earth are further apart: zones from -12 to +14 hours. */
    private static final int REACH = 26 * 3600;

    /** So many that the heap of one event in three stands out of those of a million others. */
    private static final long MOST_DIFFERENCES = 100_000_000;

    /** The same of all stretches together, once the offset is followed over time. */
    private static final long MOST_OF_SEGMENTS = 1_000_000_000;

    private static final int[] WIDTHS = {5, 61};

    /** How much clearer a wide heap must be than a narrow one. */
    private static final double COARSER = 1.3;

    /** How far a heap must stand out, in standard deviations: that of all stamps, and that of some. */
    private static final double SURE = 8;

    private static final double CLEAR = 7;
    private static final int SEGMENT = 200;

    /** How many stamps are needed for each other event that chance puts into the heap's width. */
    private static final int CROWDED = 600;

    private static final int MOST_SEGMENTS = 100;
    private static final int DRIFT = 120;

    /** No clock is put forward or back by more, but for a fault. */
    private static final int STEP = 3600 + DRIFT;

    private static final int HALF_HOUR = 1800;
    private static final double JITTER = 0.6;

    /** In order of time; the clock is ahead by the offset from this place on, or on a line to the next. */
    private final double[] times;

    private final double[] offsets;

    /** How far the heap of differences stands out of what chance would heap up, in standard deviations. */
    private final double clearness;

    private final int width;

    private Clock(double[] times, double[] offsets, double clearness, int width) {
        this.width = width;
        this.times = times;
        this.offsets = offsets;
        this.clearness = clearness;
    }

    /** A clock that is always ahead by the same. */
    static Clock steady(double offset) {
        return new Clock(new double[] {0}, new double[] {offset}, 0, WIDTHS[0]);
    }

    /** Whether the two lists tell of the same events beyond doubt. */
    boolean isClear() {
        return clearness >= SURE;
    }

    double clearness() {
        return clearness;
    }

    /** Within how many seconds the differences of one event lie: 5, or 61 where stamps tell no seconds. */
    int width() {
        return width;
    }

    double[] times() {
        return times;
    }

    double[] offsets() {
        return offsets;
    }

    /** How far this clock is ahead when it shows a time. */
    double ahead(double shown) {
        int at = Arrays.binarySearch(times, shown);
        int i = at >= 0 ? at : -at - 2;
        if (i < 0) {
            return offsets[0];
        }
        if (i + 1 < times.length && Math.abs(offsets[i + 1] - offsets[i]) < DRIFT) {
            double share = (shown - times[i]) / (times[i + 1] - times[i]);
            return offsets[i] + share * (offsets[i + 1] - offsets[i]);
        }
        return offsets[i];
    }

    Map<String, Object> toMap() {
        return new TreeMap<>(Map.of("times", Evidence.list(times), "ahead", Evidence.list(offsets), "width", width));
    }

    static Clock fromMap(Map<?, ?> map) {
        return new Clock(Saved.numbers(map, "times"), Saved.numbers(map, "ahead"), 0, (int) Saved.number(map, "width"));
    }

    /** Finds the offset of all stamps together; null if none stands out. Stamps in seconds, NaN where missing. */
    static @Nullable Clock steady(double[] left, double[] right) {
        double[] shown = sorted(left);
        double[] real = sorted(right);
        if (shown.length == 0 || real.length == 0) {
            return null;
        }
        Differences all = Differences.of(shown, real, 0, shown.length, -REACH, REACH, MOST_DIFFERENCES);
        Differences.Heap fine = all.heap(WIDTHS[0]);
        Differences.Heap coarse = all.heap(WIDTHS[1]);
        Differences.Heap best = coarse.clearness() > COARSER * fine.clearness() ? coarse : fine;
        return new Clock(new double[] {0}, new double[] {best.offset()}, best.clearness(), best.width());
    }

    /** Finds how the offset goes over time. */
    Clock overTime(double[] left, double[] right) {
        double[] shown = sorted(left);
        double[] real = sorted(right);
        if (width == WIDTHS[1] && isFineByParts(shown, real)) {
            return new Clock(times, offsets, clearness, WIDTHS[0]).overTime(left, right);
        }
        int segments = Math.max(1, Math.min(MOST_SEGMENTS, shown.length / segment(shown, real)));
        List<double[]> knots = new ArrayList<>();
        double last = offsets[0];
        for (int s = 0; s < segments; s++) {
            int from = (int) ((long) shown.length * s / segments);
            int to = (int) ((long) shown.length * (s + 1) / segments);
            Differences.Heap heap = heap(shown, real, from, to, last, MOST_OF_SEGMENTS / segments);
            if (heap.clearness() >= CLEAR) {
                knots.add(new double[] {shown[(from + to) / 2], heap.offset()});
                last = heap.offset();
            }
        }
        return knots.size() < 2 || spread(knots) <= JITTER * width ? this : withSteps(without(knots), shown, real);
    }

    /** How many stamps tell an offset: the more, the more other events are near each. */
    private int segment(double[] shown, double[] real) {
        double near = 0;
        int every = Math.max(1, shown.length / SEGMENT);
        int taken = 0;
        for (int i = 0; i < shown.length; i += every) {
            double at = shown[i] - offsets[0];
            near += Clock.lower(real, at + HALF_HOUR) - Clock.lower(real, at - HALF_HOUR);
            taken++;
        }
        double chance = near / taken / (2.0 * HALF_HOUR) * width;
        return Math.max(width > WIDTHS[0] ? 3 * SEGMENT : SEGMENT, (int) (CROWDED * chance));
    }

    /** The heap of some stamps: at the last offset, or wherever else one is much clearer. */
    private Differences.Heap heap(double[] shown, double[] real, int from, int to, double last, long most) {
        int around = (int) last;
        int near = STEP + HALF_HOUR;
        Differences close = Differences.of(shown, real, from, to, around - near, around + near, most);
        Differences.Heap same = close.heap(width, around - DRIFT, around + DRIFT);
        Differences.Heap other = close.heap(width, around - STEP, around + STEP);
        if (same.clearness() < CLEAR && other.clearness() < 2 * CLEAR) {
            other = Differences.of(shown, real, from, to, -REACH, REACH, Math.min(most, MOST_DIFFERENCES / 10))
                    .heap(width);
        }
        return other.clearness() > 2 * Math.max(CLEAR, same.clearness()) ? other : same;
    }

    /** Whether drift alone makes the heap of all stamps wide: over shorter times it is narrow. */
    private static boolean isFineByParts(double[] shown, double[] real) {
        int parts = Math.max(1, Math.min(MOST_SEGMENTS, shown.length / SEGMENT));
        double fine = 0;
        double coarse = 0;
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) shown.length * part / parts);
            int to = (int) ((long) shown.length * (part + 1) / parts);
            Differences some = Differences.of(shown, real, from, to, -REACH, REACH, MOST_DIFFERENCES / parts);
            fine += some.heap(WIDTHS[0]).clearness();
            coarse += some.heap(WIDTHS[1]).clearness();
        }
        return coarse <= COARSER * fine;
    }

    private static double spread(List<double[]> knots) {
        double least = knots.stream().mapToDouble(k -> k[1]).min().orElse(0);
        return knots.stream().mapToDouble(k -> k[1]).max().orElse(0) - least;
    }

    /** Leaves out a knot that differs from both its neighbours where these agree. */
    private static List<double[]> without(List<double[]> knots) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < knots.size(); i++) {
            boolean odd = i > 0
                    && i + 1 < knots.size()
                    && Math.abs(knots.get(i - 1)[1] - knots.get(i + 1)[1]) < DRIFT
                    && Math.abs(knots.get(i)[1] - knots.get(i - 1)[1]) >= DRIFT;
            if (!odd) {
                kept.add(knots.get(i));
            }
        }
        return kept;
    }

    /** Puts a step where it explains most, between two knots that are too far apart for drift. */
    private Clock withSteps(List<double[]> knots, double[] shown, double[] real) {
        List<Double> at = new ArrayList<>();
        List<Double> by = new ArrayList<>();
        for (int i = 0; i < knots.size(); i++) {
            double[] knot = knots.get(i);
            at.add(knot[0]);
            by.add(knot[1]);
            if (i + 1 < knots.size() && Math.abs(knots.get(i + 1)[1] - knot[1]) >= DRIFT) {
                double[] next = knots.get(i + 1);
                double step = step(knot, next, shown, real);
                if (step > knot[0] + 1) {
                    at.add(step - 0.5);
                    by.add(knot[1]);
                }
                if (step < next[0]) {
                    at.add(step);
                    by.add(next[1]);
                }
            }
        }
        return new Clock(
                at.stream().mapToDouble(d -> d).toArray(),
                by.stream().mapToDouble(d -> d).toArray(),
                clearness,
                width);
    }

    /** The stamp from which on the next offset fits more stamps than this one. */
    private static double step(double[] knot, double[] next, double[] shown, double[] real) {
        int from = lower(shown, knot[0]);
        int to = lower(shown, next[0]);
        int best = 0;
        int sum = 0;
        double step = next[0];
        for (int i = to - 1; i >= from; i--) {
            sum += hit(real, shown[i] - next[1]) - hit(real, shown[i] - knot[1]);
            if (sum > best) {
                best = sum;
                step = shown[i];
            }
        }
        return step;
    }

    private static int hit(double[] real, double time) {
        int i = lower(real, time - 4);
        return i < real.length && real[i] <= time + 4 ? 1 : 0;
    }

    /** The first place whose value is not below. */
    static int lower(double[] sorted, double value) {
        int lo = 0;
        int hi = sorted.length;
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (sorted[mid] < value) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return lo;
    }

    private static double[] sorted(double[] stamps) {
        return Arrays.stream(stamps).filter(s -> !Double.isNaN(s)).sorted().toArray();
    }
}
