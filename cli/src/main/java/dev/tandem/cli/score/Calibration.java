package dev.tandem.cli.score;

import dev.tandem.link.Link;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether probabilities mean what they say: of links with probability p, a share of p should be true. Links are put into ten
 * bins of equal width by their probability, claimed ones and those for review.
 */
public final class Calibration {
    private static final int BINS = 10;

    private final long[] count = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] probability = new double[BINS];

    /**
     * The links of one bin.
     *
     * @param from the least probability; the most is .1 above it
     * @param count how many links; never none
     * @param probability their mean
     * @param right the share of them that is true
     */
    public record Bin(double from, long count, double probability, double right) {}

    private Calibration() {}

    public static Calibration of(Collection<Link> links, Set<Pair> truth) {
        Calibration calibration = new Calibration();
        for (Link link : links) {
            int bin = Math.max(0, Math.min(BINS - 1, (int) (link.probability() * BINS)));
            calibration.count[bin]++;
            calibration.right[bin] += truth.contains(new Pair(link.leftId(), link.rightId())) ? 1 : 0;
            calibration.probability[bin] += link.probability();
        }
        return calibration;
    }

    /** The bins that are not empty, from the least probability on. */
    public List<Bin> bins() {
        return IntStream.range(0, BINS)
                .filter(i -> count[i] > 0)
                .mapToObj(i ->
                        new Bin((double) i / BINS, count[i], probability[i] / count[i], (double) right[i] / count[i]))
                .toList();
    }

    /**
     * The expected calibration error: by how much, on average over the links, the mean probability of a bin differs from the
     * share that is true (M. P. Naeini, G. F. Cooper, M. Hauskrecht, AAAI 2015). Empty without links.
     */
    public OptionalDouble error() {
        long all = Arrays.stream(count).sum();
        if (all == 0) {
            return OptionalDouble.empty();
        }
        double off = bins().stream()
                .mapToDouble(bin -> bin.count() * Math.abs(bin.probability() - bin.right()))
                .sum();
        return OptionalDouble.of(off / all);
    }
}
