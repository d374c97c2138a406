package dev.tandem.testkit.world;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Pseudo-random numbers that are the same on every JDK: SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom
 * number generators, 2014) and StrictMath. One thread at a time.
 */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    Dice(long seed) {
        this.seed = mix(seed);
        this.state = this.seed;
    }

    /** Dice whose throws depend on the seed and the purpose alone, not on what was thrown so far. */
    Dice of(Purpose purpose) {
        return new Dice(seed ^ mix(purpose.name().hashCode() * GAMMA));
    }

    /** The same for the n-th of something. */
    Dice of(long n) {
        return new Dice(seed ^ mix(n + GAMMA));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long bits() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to below 1. */
    double fraction() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return fraction() < probability;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return (int) (fraction() * bound);
    }

    /** From the first to the last, both possible. */
    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** With mean 0 and deviation 1 (Box and Muller). */
    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - fraction()));
        return radius * StrictMath.cos(2 * StrictMath.PI * fraction());
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** Sixteen hexadecimal digits. */
    String hex() {
        return HexFormat.of().toHexDigits(bits());
    }

    void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, below(i + 1));
        }
    }
}
