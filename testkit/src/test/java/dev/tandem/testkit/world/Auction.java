package dev.tandem.testkit.world;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Assigns bidders to places, each place to one bidder at most, so that the sum of the weights is the highest but for a
 * thousandth a bidder (Bertsekas, The auction algorithm, 1988). A bidder may go without, which weighs nothing.
 */
final class Auction {
    private static final double STEP = 1e-3;

    /** What a place is worth to a bidder. */
    record Offer(int place, double weight) {}

    private Auction() {}

    /** For each bidder the place, or -1. */
    static int[] assign(List<List<Offer>> offers, int places) {
        double[] prices = new double[places];
        int[] holders = new int[places];
        int[] result = new int[offers.size()];
        Arrays.fill(holders, -1);
        Arrays.fill(result, -1);
        Deque<Integer> waiting =
                new ArrayDeque<>(IntStream.range(0, offers.size()).boxed().toList());
        while (!waiting.isEmpty()) {
            int bidder = waiting.remove();
            int best = -1;
            double highest = 0;
            double second = Double.NEGATIVE_INFINITY;
            for (Offer offer : offers.get(bidder)) {
                double value = offer.weight() - prices[offer.place()];
                if (value > highest) {
                    second = highest;
                    highest = value;
                    best = offer.place();
                } else {
                    second = Math.max(second, value);
                }
            }
            result[bidder] = best;
            if (best >= 0) {
                prices[best] += highest - second + STEP;
                if (holders[best] >= 0) {
                    result[holders[best]] = -1;
                    waiting.add(holders[best]);
                }
                holders[best] = bidder;
            }
        }
        return result;
    }
}
