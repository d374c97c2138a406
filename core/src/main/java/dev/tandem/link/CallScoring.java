package dev.tandem.link;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Weighs all candidate pairs of two tables of calls by what is known, and decides between them. Used by one thread. */
final class CallScoring {
    private static final Logger log = LoggerFactory.getLogger(CallScoring.class);
    private static final int SETTLING = 4;
    private static final int ROWS_A_PART = 2_000;
    private static final int PAIRS_A_PART = 50_000;

    private final BoundCalls bound;
    private final Parallel parallel;

    CallScoring(BoundCalls bound, Parallel parallel) {
        this.bound = bound;
        this.parallel = parallel;
    }

    /** Looks for pairs and decides between them. */
    void score() {
        CallCandidates candidates = new CallCandidates(bound.calls, bound.weigher.keyed());
        AtomicLong pairs = new AtomicLong();
        weigh(bound.calls.lefts, ROWS_A_PART, (weighing, from, to) -> {
            CallCandidates.Taker taker = candidates.new Taker();
            for (int l = from; l < to; l++) {
                weighing.weigh(l, bound.joint.known().with(l, taker.of(l)));
            }
            pairs.addAndGet(weighing.pairs());
        });
        log.debug("weighed {} candidate pairs", pairs);
    }

    /**
     * Learns from the links of all rows which values go together, where some rows alone taught the rest: people who make few
     * calls are known by now. Then decides again between the pairs that were worth it.
     */
    void learnAliases() {
        for (AliasEvidence alias : bound.weigher.aliases) {
            bound.joint.forEachSingle((l, r, probability, weight) -> alias.observe(l, r, probability));
            alias.learn();
        }
        Pairs pairs = new Pairs();
        bound.joint.forEach(pairs);
        weigh(pairs.size, PAIRS_A_PART, (weighing, from, to) -> {
            for (int i = from; i < to; i++) {
                weighing.weigh(pairs.left[i], pairs.right[i], pairs.probability[i]);
            }
        });
    }

    private interface Work {
        void weigh(PairWeighing weighing, int from, int to);
    }

    private void weigh(int size, int each, Work work) {
        int parts = 1 + size / each;
        JointLinks[] some = new JointLinks[parts];
        parallel.run(size, parts, (part, from, to) -> {
            PairWeighing weighing = new PairWeighing(bound);
            work.weigh(weighing, from, to);
            some[part] = weighing.joint;
        });
        bound.joint = bound.joint.next().addAll(some);
        for (int round = 0; round < SETTLING; round++) {
            bound.joint.solve(bound.parts, round > 0, parallel);
        }
    }

    private static final class Pairs implements JointLinks.Pairs {
        private int size;
        private int[] left = new int[1024];
        private int[] right = new int[1024];
        private double[] probability = new double[1024];

        @Override
        public void take(int l, int r, double p, double weight) {
            if (size == left.length) {
                left = Arrays.copyOf(left, 2 * size);
                right = Arrays.copyOf(right, 2 * size);
                probability = Arrays.copyOf(probability, 2 * size);
            }
            left[size] = l;
            right[size] = r;
            probability[size++] = p;
        }
    }
}
