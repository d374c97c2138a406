package dev.tandem.cli.report;

import dev.tandem.cli.score.Pair;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import dev.tandem.link.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the links come to in sum. Reads all links once and keeps only sums. */
final class Tally {
    /** How many rows of one table are linked, up for review, and left alone. */
    record Rows(long linked, long review, long alone) {
        long all() {
            return linked + review + alone;
        }
    }

    /** Links of one decision: how many, what their probabilities add up to, and how many are true, as far as is known. */
    record Sum(long links, double expected, long right) {}

    /** What would be claimed at a threshold; a share that cannot be told is NaN. */
    record At(double threshold, long links, Quality estimated, Quality known) {}

    record Quality(double precision, double recall) {
        double f1() {
            return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        }
    }

    /** Links whose probability is in a range: what their mean probability is, and how many are true. */
    record Range(double from, double to, long links, long claimed, double expected, long right) {
        double mean() {
            return expected / links;
        }

        double share() {
            return (double) right / links;
        }

        /** This range and a higher one together. */
        Range with(Range next) {
            return new Range(
                    from,
                    next.to,
                    links + next.links,
                    claimed + next.claimed,
                    expected + next.expected,
                    right + next.right);
        }
    }

    /** Probabilities between which links are counted for calibration and for how sure they are. */
    private static final double[] EDGES = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, .999, 1};

    static final double LOWEST = 0.01;
    static final double HIGHEST = 0.999;
    private static final int STEPS = 160;

    private final Linkage linkage;
    private final @Nullable Set<Pair> truth;
    private final Rows left;
    private final Rows right;
    private Sum claimed = new Sum(0, 0, 0);
    private Sum review = new Sum(0, 0, 0);
    private final Sum[] steps = new Sum[STEPS + 1];
    private final Range[] ranges = new Range[EDGES.length - 1];

    Tally(Table left, Table right, Linkage linkage, @Nullable Set<Pair> truth) {
        this.linkage = linkage;
        this.truth = truth;
        this.left = rows(left.size(), linkage, true);
        this.right = rows(right.size(), linkage, false);
        Arrays.fill(steps, new Sum(0, 0, 0));
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new Range(EDGES[i], EDGES[i + 1], 0, 0, 0, 0);
        }
        linkage.links().forEach(this::add);
    }

    private static Rows rows(int size, Linkage linkage, boolean left) {
        Set<String> linked = new HashSet<>();
        Set<String> review = new HashSet<>();
        for (Link link : linkage.links()) {
            (link.decision() == Decision.LINK ? linked : review).add(left ? link.leftId() : link.rightId());
        }
        review.removeAll(linked);
        return new Rows(linked.size(), review.size(), Math.max(0, size - linked.size() - review.size()));
    }

    private void add(Link link) {
        double probability = Math.max(0, Math.min(1, link.probability()));
        boolean right = isTrue(link);
        if (link.decision() == Decision.LINK) {
            claimed = plus(claimed, probability, right);
        } else {
            review = plus(review, probability, right);
        }
        int step = step(probability);
        if (step >= 0) {
            steps[step] = plus(steps[step], probability, right);
        }
        int i = 0;
        while (i < ranges.length - 1 && probability >= ranges[i].to) {
            i++;
        }
        Range range = ranges[i];
        ranges[i] = new Range(
                range.from,
                range.to,
                range.links + 1,
                range.claimed + (link.decision() == Decision.LINK ? 1 : 0),
                range.expected + probability,
                range.right + (right ? 1 : 0));
    }

    private static Sum plus(Sum sum, double probability, boolean right) {
        return new Sum(sum.links + 1, sum.expected + probability, sum.right + (right ? 1 : 0));
    }

    /** The highest step whose threshold is not above a probability; -1 below the lowest. */
    private static int step(double probability) {
        if (probability < LOWEST) {
            return -1;
        }
        double low = Axis.logit(LOWEST);
        double place = (Axis.logit(Math.min(probability, HIGHEST)) - low) / (Axis.logit(HIGHEST) - low);
        return (int) Math.floor(place * STEPS + 1e-9);
    }

    private static double threshold(int step) {
        double low = Axis.logit(LOWEST);
        double odds = Math.exp(low + (Axis.logit(HIGHEST) - low) * step / STEPS);
        return odds / (1 + odds);
    }

    boolean hasTruth() {
        return truth != null;
    }

    /** How many pairs belong together in truth; 0 if that is not known. */
    long truths() {
        return truth == null ? 0 : truth.size();
    }

    /** Whether a link is true; false if that is not known. */
    boolean isTrue(Link link) {
        return truth != null && truth.contains(new Pair(link.leftId(), link.rightId()));
    }

    Rows left() {
        return left;
    }

    Rows right() {
        return right;
    }

    Sum of(Decision decision) {
        return decision == Decision.LINK ? claimed : review;
    }

    /** How good what is claimed is, going by the probabilities. */
    Quality estimated() {
        return estimated(of(Decision.LINK));
    }

    /** How good it is in truth; NaN where that is not known. */
    Quality known() {
        return known(of(Decision.LINK));
    }

    private Quality estimated(Sum sum) {
        double all = Math.max(sum.expected, linkage.expectedLinks());
        return new Quality(
                sum.links == 0 ? Double.NaN : sum.expected / sum.links, all > 0 ? sum.expected / all : Double.NaN);
    }

    private Quality known(Sum sum) {
        return new Quality(
                truth == null || sum.links == 0 ? Double.NaN : (double) sum.right / sum.links,
                truths() == 0 ? Double.NaN : (double) sum.right / truths());
    }

    /** What each threshold would give, the lowest first; none at which nothing would be claimed. */
    List<At> curve() {
        List<At> curve = new ArrayList<>();
        Sum sum = new Sum(0, 0, 0);
        for (int i = STEPS; i >= 0; i--) {
            sum = new Sum(sum.links + steps[i].links, sum.expected + steps[i].expected, sum.right + steps[i].right);
            if (sum.links > 0) {
                curve.add(0, new At(threshold(i), sum.links, estimated(sum), known(sum)));
            }
        }
        return curve;
    }

    /** Ranges of probability that have links, the lowest first. */
    List<Range> ranges() {
        return Arrays.stream(ranges).filter(range -> range.links > 0).toList();
    }

    /** How far, on average over all links, the probability is from the share that is true in its range. */
    double calibrationError() {
        double off = 0;
        long links = 0;
        for (Range range : ranges()) {
            off += Math.abs(range.expected - range.right);
            links += range.links;
        }
        return links == 0 ? Double.NaN : off / links;
    }
}
