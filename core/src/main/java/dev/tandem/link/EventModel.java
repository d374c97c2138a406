package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Links calls: learns what each pair of columns says, and decides jointly. */
final class EventModel {
    private static final double WORTH = -9;
    private final Table left;
    private final Table right;
    final Calls calls;
    final List<Evidence> evidence;
    int[] edgeLeft = {};
    int[] edgeRight = {};
    /** What all evidence says of each pair. */
    double[] weight = {};
    double[] probability = {};
    private final Parts parts;
    private double[] taken;
    double matches;
    double split;
    final double[] splits = new double[Parts.KINDS];
    private double[] primary = {};
    double again;

    private EventModel(Table left, Table right, CallColumns columns) {
        this.left = left;
        this.right = right;
        this.calls = columns.calls();
        this.evidence = columns.evidence();
        this.parts = columns.parts();
        taken = new double[right.size()];
        lags();
    }

    private void lags() {
        int[] order = Candidates.byTime(calls.start);
        TimeEvidence time = (TimeEvidence) evidence.get(0);
        for (Evidence one : evidence) {
            boolean people = one instanceof PhoneEvidence
                    || one instanceof AliasEvidence alias && alias.rightColumn().distinct() > 5;
            if (people && one instanceof KeyedEvidence keyed) {
                if (one instanceof PhoneEvidence) {
                    evidence.stream().filter(AliasEvidence.class::isInstance).forEach(a -> ((AliasEvidence) a).given(keyed, order));
                }
                time.among(keyed, new Lags(keyed.rightsByKey(order), calls.start));
            }
        }
    }

    static EventModel train(Table left, Table right) {
        CallColumns columns = new CallColumns(left, right);
        if (!columns.findClock()) {
            return null;
        }
        columns.probe();
        columns.findLengths();
        EventModel model = new EventModel(left, right, columns);
        model.matches = 0.8 * Math.min(left.size(), right.size());
        Arrays.fill(model.splits, Math.min(0.01 * left.size(), 0.3 * model.parts.count()));
        model.again = 0.01 * left.size();
        model.candidates(false);
        model.iterate(4);
        model.candidates(true);
        model.iterate(10);
        return model;
    }

    private void iterate(int rounds) {
        for (int round = 0; round < rounds; round++) {
            expect();
            for (int e = 0; e < edgeLeft.length; e++) {
                if (probability[e] > 1e-3) {
                    for (Evidence one : evidence) {
                        one.observe(edgeLeft[e], edgeRight[e], probability[e]);
                    }
                }
            }
            evidence.forEach(Evidence::learn);
        }
        expect();
    }

    /** Links as sets of rows that exclude one another: a left row, and the recordings, or their places for a second row. */
    private final class Joint {
        final List<int[]> nodes = new ArrayList<>();
        final List<Integer> edges = new ArrayList<>();
        final List<Integer> kinds = new ArrayList<>();
        int kind;
        double[] odds = new double[1024];

        void add(int edge, double logOdds, int... rows) {
            if (nodes.size() == odds.length) {
                odds = Arrays.copyOf(odds, 2 * odds.length);
            }
            odds[nodes.size()] = logOdds;
            nodes.add(rows);
            edges.add(edge);
            kinds.add(kind);
        }

        double[] marginals() {
            int[] from = new int[nodes.size() + 1];
            for (int i = 0; i < nodes.size(); i++) {
                from[i + 1] = from[i] + nodes.get(i).length;
            }
            int[] rows = new int[from[nodes.size()]];
            for (int i = 0; i < nodes.size(); i++) {
                System.arraycopy(nodes.get(i), 0, rows, from[i], nodes.get(i).length);
            }
            return new Marginals(from, rows, left.size() + 2 * right.size()).of(Arrays.copyOf(odds, nodes.size()));
        }
    }

    private void expect() {
        double l = left.size();
        double r = right.size();
        double m = Math.max(1, Math.min(matches, 0.98 * Math.min(l, r)));
        double alone = Math.max(1, l - m - again);
        double single = Math.log(m / (alone * (r - m)));
        double[] free = parts.alone(taken);
        double[] several = new double[Parts.KINDS];
        for (int k = 0; k < several.length; k++) {
            several[k] = Math.log(Math.max(0.1, splits[k]) / (alone * free[k]));
        }
        double second = Math.log(Math.max(0.1, again) / (m * alone));
        Joint joint = new Joint();
        for (int e = 0; e < edgeLeft.length; e++) {
            int i = edgeLeft[e];
            int j = edgeRight[e];
            double sum = 0;
            double others = 0;
            for (Evidence one : evidence) {
                double w = one.weight(i, j, probability[e]);
                sum += w;
                others += one instanceof TimeEvidence || one instanceof LengthEvidence ? 0 : w;
            }
            weight[e] = sum;
            Parts.Part shared = parts.sharing(j);
            boolean only = shared != null && sameCode(i, j);
            if (!only && sum + single > WORTH) {
                joint.add(e, sum + single, i, l(j));
            }
            if (!only) {
                again(joint, e, sum + second, i, new int[] {j});
            }
            for (Parts.Part part : parts.from(j)) {
                if (only && part != shared) {
                    continue;
                }
                double w = others + weight(i, j, part);
                joint.kind = part.kind();
                if (w + several[part.kind()] > WORTH) {
                    int[] rows = new int[part.members().length + 1];
                    rows[0] = i;
                    for (int k = 1; k < rows.length; k++) {
                        rows[k] = l(part.members()[k - 1]);
                    }
                    joint.add(e, w + several[part.kind()], rows);
                    again(joint, e, w + second, i, part.members());
                }
            }
        }
        take(joint, joint.marginals());
    }

    private boolean sameCode(int i, int j) {
        for (Evidence one : evidence) {
            if (one instanceof ValueEvidence value && value.unique() && value.same(i, j)) {
                return true;
            }
        }
        return false;
    }

    private int l(int right) {
        return left.size() + right;
    }

    private void again(Joint joint, int e, double logOdds, int i, int[] members) {
        double other = 1;
        for (int j : members) {
            other = Math.min(other, taken[j] - (j == edgeRight[e] ? primary[e] : 0));
        }
        if (other > 1e-3 && logOdds > WORTH) {
            int[] rows = new int[members.length + 1];
            rows[0] = i;
            for (int k = 1; k < rows.length; k++) {
                rows[k] = l(members[k - 1]) + right.size();
            }
            joint.add(e, logOdds + Math.log(other), rows);
        }
    }

    private double weight(int i, int j, Parts.Part part) {
        double sum = 0;
        for (Evidence one : evidence) {
            if (one instanceof TimeEvidence time) {
                sum += time.weight(i, j, part.span(), true);
            } else if (one instanceof LengthEvidence length) {
                sum += length.weightOf(i, part.span(), part.sum());
            }
        }
        return sum;
    }

    final Map<Long, Double> links = new HashMap<>();

    private void take(Joint joint, double[] p) {
        Arrays.fill(probability, 0);
        Arrays.fill(primary, 0);
        Arrays.fill(splits, 0);
        Arrays.fill(taken, 0);
        links.clear();
        matches = 0;
        split = 0;
        again = 0;
        for (int k = 0; k < p.length; k++) {
            int[] rows = joint.nodes.get(k);
            boolean second = rows[1] >= left.size() + right.size();
            again += second ? p[k] : 0;
            matches += second ? 0 : p[k];
            split += second || rows.length == 2 ? 0 : p[k];
            probability[joint.edges.get(k)] += p[k];
            primary[joint.edges.get(k)] += second ? 0 : p[k];
            if (!second && rows.length > 2) {
                splits[joint.kinds.get(k)] += p[k];
            }
            for (int n = 1; n < rows.length; n++) {
                int j = rows[n] - left.size() - (second ? right.size() : 0);
                taken[j] += second ? 0 : p[k];
                if (p[k] > 0.01) {
                    links.merge((long) rows[0] << 32 | j, p[k], Double::sum);
                }
            }
        }
    }

    private void candidates(boolean wide) {
        Candidates found = new Candidates(calls, evidence, wide);
        Map<Long, Double> before = new HashMap<>();
        for (int e = 0; e < edgeLeft.length; e++) {
            before.put((long) edgeLeft[e] << 32 | edgeRight[e], probability[e]);
        }
        edgeLeft = found.lefts();
        edgeRight = found.rights();
        weight = new double[edgeLeft.length];
        probability = new double[edgeLeft.length];
        primary = new double[edgeLeft.length];
        for (int e = 0; e < edgeLeft.length; e++) {
            probability[e] = before.getOrDefault((long) edgeLeft[e] << 32 | edgeRight[e], 0.0);
        }
    }
}
