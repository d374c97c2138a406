package dev.tandem.link;

import java.util.Arrays;

/**
 * Fits curves to pairs with probabilities, by projected gradient descent on the cross entropy with a quadratic penalty (step
 * sizes after D. Kingma, J. Ba, Adam, 2015). Gradients are gathered by the values of the features, so that a pair costs one
 * addition a feature.
 */
final class CurveFit {
    private static final int PARTS = 4;
    private static final double RATE = 0.08;
    private static final double KEEP_MEAN = 0.9;
    private static final double KEEP_SQUARE = 0.999;
    private static final double SCALE = 100;
    private static final double NEGLIGIBLE = 1e-3;

    private final Curves curves;
    private final double penalty;
    private final Parallel parallel;
    private final double[][] mean;
    private final double[][] square;

    CurveFit(Curves curves, double penalty, Parallel parallel) {
        this.curves = curves;
        this.penalty = penalty;
        this.parallel = parallel;
        mean = new double[curves.features() + 1][Curves.SLOPES];
        square = new double[curves.features() + 1][Curves.SLOPES];
    }

    /**
     * Improves the curves.
     *
     * @param x the features, as many a pair as there are curves
     * @param pairs the pairs to be looked at
     * @param target the probability of each of them
     */
    void run(short[] x, int[] pairs, float[] target, int steps) {
        for (int step = 1; step <= steps; step++) {
            curves.tabulate();
            double[][] sums = gather(x, pairs, target);
            for (int feature = 0; feature < curves.features(); feature++) {
                move(feature, sums[feature], pairs.length, step);
            }
            double gradient = Arrays.stream(sums[curves.features()]).sum() / pairs.length * SCALE;
            curves.bias -= step(curves.features(), 0, gradient, step);
        }
        curves.tabulate();
    }

    /** By feature and value, the sum of the errors; behind the features, that of all pairs. */
    private double[][] gather(short[] x, int[] pairs, float[] target) {
        int width = curves.features();
        double[][][] sums = new double[PARTS][width + 1][Field.UNIT + 1];
        parallel.run(pairs.length, PARTS, (part, from, to) -> {
            double[][] mine = sums[part];
            for (int i = from; i < to; i++) {
                int at = pairs[i] * width;
                double error = Curves.logistic(curves.score(x, at)) - target[i];
                if (Math.abs(error) < NEGLIGIBLE) {
                    continue;
                }
                for (int feature = 0; feature < width; feature++) {
                    mine[feature][x[at + feature]] += error;
                }
                mine[width][0] += error;
            }
        });
        for (int part = 1; part < PARTS; part++) {
            for (int feature = 0; feature <= width; feature++) {
                for (int value = 0; value <= Field.UNIT; value++) {
                    sums[0][feature][value] += sums[part][feature][value];
                }
            }
        }
        return sums[0];
    }

    private void move(int feature, double[] errors, int pairs, int step) {
        boolean free = curves.isFree(feature);
        for (int slope = 0; slope < (free ? 1 : Curves.SLOPES); slope++) {
            double sum = penalty * curves.weight[feature][slope];
            for (int value = 0; value <= Field.UNIT; value++) {
                if (errors[value] != 0) {
                    sum += errors[value] * curves.rise(feature, slope, value);
                }
            }
            double moved = curves.weight[feature][slope] - step(feature, slope, sum / pairs * SCALE, step);
            curves.weight[feature][slope] = free ? moved : Math.max(0, moved);
        }
    }

    private double step(int feature, int slope, double gradient, int step) {
        double m = KEEP_MEAN * mean[feature][slope] + (1 - KEEP_MEAN) * gradient;
        double s = KEEP_SQUARE * square[feature][slope] + (1 - KEEP_SQUARE) * gradient * gradient;
        mean[feature][slope] = m;
        square[feature][slope] = s;
        return RATE * (m / (1 - Math.pow(KEEP_MEAN, step))) / (Math.sqrt(s / (1 - Math.pow(KEEP_SQUARE, step))) + 1e-8);
    }
}
