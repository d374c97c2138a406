package dev.tandem.text;

import org.jspecify.annotations.Nullable;

/**
 * The similarity of Jaro and Winkler, from 0 (no character in common) to 1 (equal); made for names and other short texts.
 *
 * <p>Jaro's similarity is a third of m/|left| + m/|right| + (m - t)/m, where m characters agree no farther apart than half
 * the longer length less one, and t is half the number of those that stand in another order. Where it is at least 0.7,
 * Winkler's increase adds a tenth of what is missing to 1 for each character of a common beginning, up to four. Two empty
 * texts are equal; an empty one is not similar to any other. The order of the arguments does not matter.
 *
 * <p>A character is a {@code char}: a code point beyond the Basic Multilingual Plane counts as its two surrogates, so that two
 * such may have one of two in common. Nothing is folded or normalised. The results are those of {@code
 * JaroWinklerSimilarity} of Apache Commons Text 1.15, to the last bit.
 *
 * <p>The steps taken grow with |left| * |right| / 64, the memory with the lengths. An instance is a left value made ready
 * for many right ones. It takes about two kilobytes, is immutable and may be shared among threads.
 *
 * <p>Sources: M. A. Jaro, "Advances in record-linkage methodology as applied to matching the 1985 census of Tampa, Florida",
 * JASA 84 (1989); W. E. Winkler, "String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of
 * record linkage" (1990). Positions are kept as bits of machine words, as in G. Myers, "A fast bit-vector algorithm for
 * approximate string matching based on dynamic programming", JACM 46 (1999).
 */
public final class JaroWinkler {
    private static final double INCREASED_FROM = 0.7;
    private static final double INCREASE = 0.1;
    private static final int MOST_INCREASES = 4;

    private final String left;
    private final @Nullable CharMasks masks;

    private JaroWinkler(String left) {
        this.left = left;
        this.masks = CharMasks.ofWhole(left);
    }

    /** Makes a value ready to be compared with many. Nothing is gained for one of more than 64 characters. */
    public static JaroWinkler prepare(String left) {
        return new JaroWinkler(left);
    }

    /** How similar the value made ready is to another, from 0 to 1. */
    public double similarity(String right) {
        if (masks == null || right.length() > CharMasks.WIDTH) {
            return similarity(left, right);
        }
        return left.equals(right) ? 1 : inWords(masks, left, right, Pair.prefix(left, right));
    }

    /** How similar two values are, from 0 to 1. */
    public static double similarity(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        int prefix = Pair.prefix(left, right);
        if (left.length() > CharMasks.WIDTH || right.length() > CharMasks.WIDTH) {
            JaroBlocks blocks = JaroBlocks.of(left, right);
            return increased(jaro(left, right, blocks.matches(), blocks.displaced()), prefix);
        }
        CharMasks masks = CharMasks.scratch();
        try {
            masks.add(left, prefix, left.length());
            return inWords(masks, left, right, prefix);
        } finally {
            masks.clear(left, prefix, left.length());
        }
    }

    /** How far apart two characters may stand and agree. */
    static int range(String left, String right) {
        return Math.max(Math.max(left.length(), right.length()) / 2 - 1, 0);
    }

    /** Both of at most 64 characters; the masks are of the left one and may lack the common beginning, which agrees anyway. */
    private static double inWords(CharMasks masks, String left, String right, int prefix) {
        int range = range(left, right);
        int end = Math.min(right.length(), left.length() + range);
        long agreeing = CharMasks.lowest(prefix);
        long rightAgreeing = agreeing;
        long crossed = 0;
        long notAfter = CharMasks.lowest(Math.min(prefix + range + 1, CharMasks.WIDTH));
        long window = notAfter & (-1L << Math.max(prefix - range, 0));
        for (int j = prefix; j < end; j++) {
            long candidates = masks.of(right.charAt(j)) & window & ~agreeing;
            long first = candidates & -candidates;
            crossed |= agreeing & -first;
            agreeing |= first;
            rightAgreeing |= ((candidates | -candidates) >>> 63) << j;
            window = (window << 1) | (j < range ? 1 : 0);
        }
        // Where each agreed beyond all before it, the order is the same in both.
        int displaced = crossed == 0 ? 0 : displaced(left, right, agreeing, rightAgreeing);
        return increased(jaro(left, right, Long.bitCount(agreeing), displaced), prefix);
    }

    private static int displaced(String left, String right, long leftAgreeing, long rightAgreeing) {
        int displaced = 0;
        long l = leftAgreeing;
        for (long r = rightAgreeing; r != 0; r &= r - 1) {
            if (left.charAt(Long.numberOfTrailingZeros(l)) != right.charAt(Long.numberOfTrailingZeros(r))) {
                displaced++;
            }
            l &= l - 1;
        }
        return displaced;
    }

    /** The order of the operations decides the last bit. */
    private static double jaro(String left, String right, int matches, int displaced) {
        double m = matches;
        return matches == 0 ? 0 : (m / left.length() + m / right.length() + (m - displaced / 2.0) / m) / 3;
    }

    private static double increased(double jaro, int prefix) {
        return jaro < INCREASED_FROM ? jaro : jaro + INCREASE * Math.min(prefix, MOST_INCREASES) * (1 - jaro);
    }
}
