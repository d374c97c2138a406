package dev.tandem.link;

import dev.tandem.link.value.Words;

/** Candidate pairs with their features: those of the rows, then one for each association, then the likelihood. */
final class Candidates {
    private static final int PARTS = 16;

    final Edges edges;
    final PairFeatures rows;
    final int width;
    final int fields;
    final short[] x;
    final byte[] levels;

    Candidates(Edges edges, PairFeatures rows, int fields, int learned, Parallel parallel) {
        this.edges = edges;
        this.rows = rows;
        this.fields = fields;
        width = rows.width() + learned;
        x = new short[Math.multiplyExact(edges.size(), width)];
        levels = new byte[Math.multiplyExact(edges.size(), fields)];
        parallel.run(edges.size(), PARTS, (part, from, to) -> {
            PairFeatures.Comparer comparer = rows.comparer();
            for (int i = from; i < to; i++) {
                comparer.compare(edges.left[i], edges.right[i], x, i * width, levels, i * fields);
            }
        });
    }

    /** The place of the first of the features that are learned. */
    int learned(int edge) {
        return edge * width + rows.width();
    }

    int size() {
        return edges.size();
    }

    /** How often each level of each field occurs, each pair counted with its weight. */
    double[][] levels(int[] pairs, double[] weight) {
        double[][] out = new double[fields][Field.LEVELS];
        for (int i = 0; i < pairs.length; i++) {
            for (int field = 0; field < fields; field++) {
                int level = levels[pairs[i] * fields + field];
                if (level >= 0) {
                    out[field][level] += weight[i];
                }
            }
        }
        return out;
    }

    /** The levels of pairs of rows taken at random. */
    static double[][] randomLevels(Prepared prepared, int pairs) {
        PairFeatures rows = prepared.features();
        PairFeatures.Comparer comparer = rows.comparer();
        int lefts = prepared.left.size();
        int rights = prepared.right.size();
        double[][] out = new double[prepared.fields().size()][Field.LEVELS];
        short[] x = new short[rows.width()];
        byte[] levels = new byte[out.length];
        for (int i = 0; i < pairs; i++) {
            int left = (int) Long.remainderUnsigned(Words.mix(2L * i + 1), lefts);
            int right = (int) Long.remainderUnsigned(Words.mix(2L * i + 2), rights);
            comparer.compare(left, right, x, 0, levels, 0);
            for (int field = 0; field < levels.length; field++) {
                if (levels[field] >= 0) {
                    out[field][levels[field]]++;
                }
            }
        }
        return out;
    }
}
