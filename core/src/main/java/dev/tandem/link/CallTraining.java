package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Learns from two tables of calls, round by round, what each agreement weighs. */
final class CallTraining {
    private static final int FIRST_ROUNDS = 4;
    private static final int ROUNDS = 10;
    private static final int BLOCKS = 6;
    private static final int EDGES_A_PART = 20_000;

    /** Of what is learned from, a part at most are known matches from elsewhere. */
    private static final int KNOWN_SHARE = 10;

    private static final double LEAST_OBSERVED = 1e-3;

    private final BoundCalls bound;
    private final Parallel parallel;

    /** The candidate pairs, left row by left row, and how probable each was last. */
    private int[] left = {};

    private int[] right = {};
    private double[] probability = {};

    private Comparisons compared;

    private CallTraining(BoundCalls bound, Parallel parallel) {
        this.bound = bound;
        this.parallel = parallel;
        compared = new Comparisons(bound.weigher, 0);
    }

    static void learn(BoundCalls bound, Parallel parallel) {
        CallTraining training = new CallTraining(bound, parallel);
        training.findEdges();
        training.rounds(FIRST_ROUNDS);
        // By now it is known who goes with whom, which more pairs are found by.
        training.findEdges();
        training.rounds(ROUNDS);
    }

    /**
     * Some stretches of time out of large tables, with all that is in them, and some pairs that are known to match from
     * anywhere; about so many left rows.
     */
    static BoundCalls slice(CallSchema schema, BoundCalls all, PairModel.Task task, int most, Parallel parallel) {
        double[] timed = all.calls.timed();
        List<double[]> spans = new ArrayList<>();
        int each = Math.min(timed.length, most / BLOCKS);
        for (int b = 0; b < BLOCKS && each > 0; b++) {
            int at = (int) ((long) (timed.length - each) * b / (BLOCKS - 1));
            spans.add(new double[] {timed[at], timed[at + each - 1]});
        }
        KnownPairs known = all.joint.known();
        BitSet moreLefts = new BitSet();
        BitSet moreRights = new BitSet();
        for (long pair : known.someMatches(most / KNOWN_SHARE)) {
            moreLefts.set((int) (pair >> 32));
            moreRights.set((int) pair);
        }
        int[] lefts = within(all.calls.stamp, spans, 0, 0, moreLefts);
        int[] rights = within(all.calls.start, spans, 7_200, 1_200, moreRights);
        Readers left = new Readers(all.left.rows(lefts));
        Readers right = new Readers(all.right.rows(rights));
        BoundCalls slice = new BoundCalls(schema, all.calls.clock, left, right, task.cardinality(), parallel);
        slice.joint.knows(known.of(lefts, rights));
        return slice;
    }

    private static int[] within(double[] times, List<double[]> spans, double before, double after, BitSet more) {
        int[] rows = new int[times.length];
        int n = 0;
        for (int i = 0; i < times.length; i++) {
            double time = times[i];
            if (more.get(i) || spans.stream().anyMatch(span -> time >= span[0] - before && time <= span[1] + after)) {
                rows[n++] = i;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private void findEdges() {
        int[] oldLeft = left;
        int[] oldRight = right;
        double[] oldProbability = probability;
        CallCandidates.Taker taker = new CallCandidates(bound.calls, bound.weigher.keyed()).new Taker();
        int n = 0;
        for (int l = 0; l < bound.calls.lefts; l++) {
            int[] taken = bound.joint.known().with(l, taker.of(l));
            if (n + taken.length > left.length || left == oldLeft) {
                left = Arrays.copyOf(left, 2 * (n + taken.length) + 1_024);
                right = Arrays.copyOf(right, left.length);
            }
            Arrays.fill(left, n, n + taken.length, l);
            System.arraycopy(taken, 0, right, n, taken.length);
            n += taken.length;
        }
        left = Arrays.copyOf(left, n);
        right = Arrays.copyOf(right, n);
        compared = compare();
        probability = new double[n];
        for (int e = 0, old = 0; old < oldLeft.length; old++) {
            e = seek(e, oldLeft[old], oldRight[old]);
            if (isAt(e, oldLeft[old], oldRight[old])) {
                probability[e] = oldProbability[old];
            }
        }
    }

    private Comparisons compare() {
        Comparisons all = new Comparisons(bound.weigher, left.length);
        parallel.run(left.length, 1 + left.length / EDGES_A_PART, (part, from, to) -> {
            for (int e = from; e < to; e++) {
                all.compare(e, left[e], right[e]);
            }
        });
        return all;
    }

    /** The first edge from a place on that is not before a pair. */
    private int seek(int from, int l, int r) {
        int e = from;
        while (e < left.length && (left[e] < l || (left[e] == l && right[e] < r))) {
            e++;
        }
        return e;
    }

    private boolean isAt(int e, int l, int r) {
        return e < left.length && left[e] == l && right[e] == r;
    }

    private void rounds(int rounds) {
        for (int round = 0; round <= rounds; round++) {
            bound.joint = weigh();
            bound.joint.solve(bound.parts, false, parallel);
            Arrays.fill(probability, 0);
            int[] at = {0};
            bound.joint.forEach((l, r, p, weight) -> {
                at[0] = seek(at[0], l, r);
                if (isAt(at[0], l, r)) {
                    probability[at[0]] = p;
                }
            });
            if (round < rounds) {
                observe();
            }
        }
    }

    private JointLinks weigh() {
        int parts = 1 + left.length / EDGES_A_PART;
        JointLinks[] some = new JointLinks[parts];
        parallel.run(left.length, parts, (part, from, to) -> {
            PairWeighing weighing = new PairWeighing(bound);
            for (int e = from; e < to; e++) {
                weighing.weigh(compared, e, left[e], right[e], probability[e]);
            }
            some[part] = weighing.joint;
        });
        return bound.joint.next().addAll(some);
    }

    private void observe() {
        // A part of a call has not the call's time and duration.
        bound.joint.forEachSingle((l, r, p, weight) -> {
            if (p > LEAST_OBSERVED) {
                bound.weigher.observe(l, r, p);
            }
        });
        bound.weigher.learn();
    }
}
