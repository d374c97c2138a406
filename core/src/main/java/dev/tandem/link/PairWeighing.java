package dev.tandem.link;

import java.util.Map;

/** Weighs one pair after another and hands those worth it to what decides. Used by one thread. */
final class PairWeighing {
    private static final double LABELLED = 40;

    private final BoundCalls bound;
    private final Weigher weigher;
    private final Weigher.Look look;
    private final Map<Long, Boolean> labels;
    final JointLinks joint;
    private long pairs;

    PairWeighing(BoundCalls bound, Map<Long, Boolean> labels) {
        this.bound = bound;
        this.labels = labels;
        weigher = bound.weigher;
        look = weigher.new Look();
        joint = bound.joint.next();
    }

    /** How many pairs were weighed. */
    long pairs() {
        return pairs;
    }

    /** @param own the probability with which this very pair was observed last */
    void weigh(int l, int r, double own) {
        pairs++;
        Boolean label = labels.isEmpty() ? null : labels.get(PairModel.Task.pair(l, r));
        if (Boolean.FALSE.equals(label)) {
            return;
        }
        look.at(l, r, own);
        double others = look.others + (label == null ? 0 : LABELLED);
        Parts.Part shared = joint.allowsParts() ? bound.parts.sharing(r) : null;
        boolean only = shared != null && weigher.sameCode(l, r);
        if (!only) {
            joint.add(l, r, others + weigher.times(l, r, look.background));
        }
        if (joint.allowsParts()) {
            for (Parts.Part part : bound.parts.from(r)) {
                if (!only || part.equals(shared)) {
                    joint.add(l, part, others + weigher.times(l, part, look.background));
                }
            }
        }
    }
}
