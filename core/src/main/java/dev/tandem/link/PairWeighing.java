package dev.tandem.link;

/** Weighs one pair after another and hands those worth it to what decides. Used by one thread. */
final class PairWeighing {
    private final BoundCalls bound;
    private final Weigher weigher;
    private final Weigher.Look look;
    private final KnownPairs known;
    final JointLinks joint;
    private long pairs;

    /** The pair that is being weighed, compared as far as needed. */
    private final Comparisons one;

    private final Sieve sieve;

    PairWeighing(BoundCalls bound) {
        this.bound = bound;
        weigher = bound.weigher;
        look = weigher.new Look();
        joint = bound.joint.next();
        known = joint.known();
        one = new Comparisons(weigher, 1);
        sieve = new Sieve(bound);
    }

    /** How many pairs were weighed. */
    long pairs() {
        return pairs;
    }

    /**
     * Weighs a pair that was compared before.
     *
     * @param own the probability with which this very pair was observed last
     */
    void weigh(Comparisons compared, int at, int l, int r, double own) {
        pairs++;
        look.at(compared, at, l, r, own);
        add(compared, at, l, r);
    }

    /**
     * Compares and weighs the pairs of a left row, as far as each may be worth it.
     *
     * @param candidates the right rows, which are put in another order
     */
    void weigh(int l, int[] candidates) {
        int most = known.tells(l) ? candidates.length : sieve.sift(l, candidates, joint.least());
        pairs += candidates.length - most;
        for (int i = 0; i < most; i++) {
            weigh(l, candidates[i], 0);
        }
    }

    /** Compares and weighs a pair, as far as it may be worth it. */
    void weigh(int l, int r, double own) {
        pairs++;
        one.compareMost(0, l, r);
        look.atMost(one, 0, l, r, own);
        // Parts of a call have another time and duration, so that nothing is known of them yet.
        boolean single = !known.tells(l) && bound.parts.from(r).isEmpty();
        double least = single ? joint.least() - look.times : Double.NEGATIVE_INFINITY;
        if (look.addValues(one, 0, l, r, least)) {
            add(one, 0, l, r);
        }
    }

    private void add(Comparisons compared, int at, int l, int r) {
        Parts.Part shared = joint.allowsParts() ? bound.parts.sharing(r) : null;
        boolean only = shared != null && !known.denies(l, shared.members()) && weigher.sameCode(compared, at);
        if (!only) {
            joint.add(l, r, known.evidence(l, look.others + look.times, r));
        }
        if (joint.allowsParts()) {
            for (Parts.Part part : bound.parts.from(r)) {
                if (!only || part.equals(shared)) {
                    double natural = look.others + weigher.times(l, part, look.background);
                    joint.add(l, part, known.evidence(l, natural, part.members()));
                }
            }
        }
    }
}
