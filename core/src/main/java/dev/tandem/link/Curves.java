package dev.tandem.link;

import java.util.List;

/**
 * An additive logistic score: each feature goes through a piecewise linear curve of its own that never falls (a monotone
 * generalised additive model; T. Hastie, R. Tibshirani, 1986), but for those of a free sign.
 */
final class Curves {
    /** Where the slopes of a curve change. */
    static final double[] KNOTS = {0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.97, 1};

    static final int SLOPES = KNOTS.length - 1;

    private static final float[][] RISE = rise();

    private final boolean[] free;

    /** The weights of a feature's slopes; one that is free uses the first alone. */
    final double[][] weight;

    double bias;
    private static final int STRIDE = 1024;

    /** By feature and value; one array, so that it stays in the nearest cache. */
    private final float[] table;

    Curves(List<Feature> features, double bias) {
        int n = features.size();
        free = new boolean[n];
        for (int i = 0; i < n; i++) {
            free[i] = features.get(i).shape() == Feature.Shape.FREE;
        }
        weight = new double[n][SLOPES];
        table = new float[n * STRIDE];
        this.bias = bias;
    }

    private static float[][] rise() {
        float[][] out = new float[SLOPES][Field.UNIT + 1];
        for (int slope = 0; slope < SLOPES; slope++) {
            for (int x = 0; x <= Field.UNIT; x++) {
                double part = ((double) x / Field.UNIT - KNOTS[slope]) / (KNOTS[slope + 1] - KNOTS[slope]);
                out[slope][x] = (float) Math.max(0, Math.min(1, part));
            }
        }
        return out;
    }

    int features() {
        return weight.length;
    }

    boolean isFree(int feature) {
        return free[feature];
    }

    /** How far up its slope a curve is at a value. */
    float rise(int feature, int slope, int x) {
        return free[feature] ? (slope == 0 ? (float) x / Field.UNIT : 0) : RISE[slope][x];
    }

    /** Takes over the weights: to be called after each change of them. */
    void tabulate() {
        for (int feature = 0; feature < weight.length; feature++) {
            for (int x = 0; x <= Field.UNIT; x++) {
                double sum = 0;
                for (int slope = 0; slope < SLOPES; slope++) {
                    sum += weight[feature][slope] * rise(feature, slope, x);
                }
                table[feature * STRIDE + x] = (float) sum;
            }
        }
    }

    /** The log-odds of features that begin at a place. */
    float score(short[] x, int at) {
        float sum = (float) bias;
        for (int i = 0; i < weight.length; i++) {
            sum += table[i * STRIDE + x[at + i]];
        }
        return sum;
    }

    /** What a feature adds to the score. */
    double part(int feature, int x) {
        return table[feature * STRIDE + x];
    }

    static double logistic(double z) {
        return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
    }
}
