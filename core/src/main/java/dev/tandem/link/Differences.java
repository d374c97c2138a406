package dev.tandem.link;

/**
 * How the differences of the stamps of two clocks heap up. Those of one event heap up at the offset of the one clock from the
 * other, those of two events spread.
 */
final class Differences {
    private static final int NEIGHBOURHOOD = 1800;
    private static final int FEWEST = 8;

    /** The least difference counted, in seconds. */
    private final int least;

    /** How many differences are below each second from the least on. */
    private final long[] below;

    /** From how many left stamps they are. */
    private final int stamps;

    private Differences(int least, long[] below, int stamps) {
        this.least = least;
        this.below = below;
        this.stamps = stamps;
    }

    /**
     * Where most differences heap up.
     *
     * @param clearness how far the heap stands out of what chance would heap up, in standard deviations
     */
    record Heap(double offset, double clearness, int width) {}

    /**
     * Counts the differences of left stamps from right ones, both ascending, in seconds.
     *
     * @param from the first left stamp
     * @param to one after the last
     * @param most about how many differences are counted; where there are more, those of some left stamps
     */
    static Differences of(double[] shown, double[] real, int from, int to, int least, int greatest, long most) {
        long all = before(shown, real, from, to, least) - before(shown, real, from, to, greatest);
        int every = (int) Math.max(1, Math.min(to - from, (all + most - 1) / most));
        long[] below = new long[greatest - least + 2];
        int stamps = 0;
        for (int i = from; i < to; i += every) {
            stamps++;
            int j = Clock.lower(real, shown[i] - greatest);
            for (; j < real.length && real[j] <= shown[i] - least; j++) {
                below[(int) Math.rint(shown[i] - real[j]) - least + 1]++;
            }
        }
        for (int i = 1; i < below.length; i++) {
            below[i] += below[i - 1];
        }
        return new Differences(least, below, stamps);
    }

    /** How many right stamps are more than some seconds before a left one, over all left ones. */
    private static long before(double[] shown, double[] real, int from, int to, int seconds) {
        long all = 0;
        int before = from < to ? Clock.lower(real, shown[from] - seconds) : 0;
        for (int i = from; i < to; i++) {
            while (before < real.length && real[before] < shown[i] - seconds) {
                before++;
            }
            all += before;
        }
        return all;
    }

    /** The clearest heap of all. */
    Heap heap(int width) {
        return heap(width, least, least + below.length);
    }

    /** The clearest heap from one offset to before another, as against the neighbourhood. */
    Heap heap(int width, int fromOffset, int toOffset) {
        int half = width / 2;
        int seconds = below.length - 1;
        int first = Math.max(half, fromOffset - least);
        int end = Math.min(seconds - half, toOffset - least);
        int at = first;
        double clearest = 0;
        for (int i = first; i < end; i++) {
            long in = below[i + half + 1] - below[i - half];
            // Where work begins or ends, there are many on one side and few on the other.
            double expected = width
                    * Math.max(perSecond(i - NEIGHBOURHOOD, i - half), perSecond(i + half + 1, i + 1 + NEIGHBOURHOOD));
            // A stamp is of one event, however many others are near.
            double own = Math.min(in - expected, stamps);
            double clear = in < FEWEST ? 0 : own / Math.sqrt(expected + 1);
            if (clear > clearest) {
                clearest = clear;
                at = i;
            }
        }
        return new Heap(median(at, half) + least, clearest, width);
    }

    private double perSecond(int from, int to) {
        int lo = Math.max(0, from);
        int hi = Math.min(below.length - 1, to);
        return hi <= lo ? 0 : (below[hi] - below[lo]) / (double) (hi - lo);
    }

    private int median(int at, int half) {
        long before = below[at - half];
        long all = below[at + half + 1] - before;
        for (int i = at - half; i <= at + half; i++) {
            if (2 * (below[i + 1] - before) >= all) {
                return i;
            }
        }
        return at;
    }
}
