package dev.tandem.text;

import org.jspecify.annotations.Nullable;

/**
 * The distance of Levenshtein: how many characters must at least be inserted, deleted or replaced to make one text the other.
 * The order of the arguments does not matter.
 *
 * <p>A character is a {@code char}: a code point beyond the Basic Multilingual Plane counts as its two surrogates, so that one
 * may be replaced by another at a cost of 1 or 2. Nothing is folded or normalised. The results are those of {@code
 * LevenshteinDistance} of Apache Commons Text 1.15.
 *
 * <p>What both texts begin and end with costs one look. Of the rest, the steps taken grow with |left| * |right| / 64, and for
 * texts that are long and near with their length times their distance / 64; the memory grows with the lengths. An instance
 * is a left value made ready for many right ones. It takes about two kilobytes, is immutable and may be shared among threads.
 *
 * <p>Sources: V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", Soviet Physics
 * Doklady 10 (1966); G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming",
 * JACM 46 (1999), in the form of H. Hyyro, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
 * Nordic Journal of Computing 10 (2003); the band of E. Ukkonen, "Algorithms for approximate string matching", Information
 * and Control 64 (1985).
 */
public final class Levenshtein {
    private static final int FARTHER = -1;

    private final String left;
    private final @Nullable CharMasks masks;

    private Levenshtein(String left) {
        this.left = left;
        this.masks = CharMasks.ofWhole(left);
    }

    /** Makes a value ready to be compared with many. Nothing is gained for one of more than 64 characters. */
    public static Levenshtein prepare(String left) {
        return new Levenshtein(left);
    }

    /** The distance of the value made ready to another. */
    public int distance(String right) {
        return distance(right, Integer.MAX_VALUE);
    }

    /**
     * The distance of the value made ready to another, or -1 if it is more than {@code max}.
     *
     * @throws IllegalArgumentException if {@code max} is negative
     */
    public int distance(String right, int max) {
        if (masks == null) {
            return distance(left, right, max);
        }
        if (tooFar(left, right, max)) {
            return FARTHER;
        }
        Pair pair = Pair.of(left, right);
        return within(max, pair.rows() == 0 ? pair.columns() : inWord(masks, pair));
    }

    /** 1 less the distance of the value made ready to another as a part of the longer length; 1 for two empty texts. */
    public double similarity(String right) {
        return similarity(left, right, distance(right));
    }

    /** The distance of two values. */
    public static int distance(String left, String right) {
        return distance(left, right, Integer.MAX_VALUE);
    }

    /**
     * The distance of two values, or -1 if it is more than {@code max}.
     *
     * @throws IllegalArgumentException if {@code max} is negative
     */
    public static int distance(String left, String right, int max) {
        if (tooFar(left, right, max)) {
            return FARTHER;
        }
        Pair pair = Pair.of(left, right);
        if (pair.rows() == 0 || pair.columns() == 0) {
            return within(max, pair.rows() + pair.columns());
        }
        if (Math.min(pair.rows(), pair.columns()) > CharMasks.WIDTH) {
            return LevenshteinBlocks.of(pair).distance(max);
        }
        return within(max, masked(pair));
    }

    /** 1 less the distance of two values as a part of the longer length; 1 for two empty texts. */
    public static double similarity(String left, String right) {
        return similarity(left, right, distance(left, right));
    }

    private static double similarity(String left, String right, int distance) {
        return distance == 0 ? 1 : 1 - (double) distance / Math.max(left.length(), right.length());
    }

    private static boolean tooFar(String left, String right, int max) {
        if (max < 0) {
            throw new IllegalArgumentException("a distance is never negative, and the largest wanted is " + max);
        }
        return Math.abs(left.length() - right.length()) > max;
    }

    private static int within(int max, int distance) {
        return distance <= max ? distance : FARTHER;
    }

    /** Masks are quicker to make than steps are to take, so it is the longer text that gets them, if they hold it. */
    private static int masked(Pair pair) {
        boolean swap =
                pair.rows() > CharMasks.WIDTH || (pair.rows() < pair.columns() && pair.columns() <= CharMasks.WIDTH);
        Pair chosen = swap ? pair.swapped() : pair;
        String left = chosen.left();
        int from = chosen.prefix();
        int to = from + chosen.rows();
        CharMasks masks = CharMasks.scratch();
        try {
            masks.add(left, from, to);
            return inWord(masks, chosen);
        } finally {
            masks.clear(left, from, to);
        }
    }

    /** At most 64 rows, whose masks are given; others' bits are above them once turned and change nothing. */
    private static int inWord(CharMasks masks, Pair pair) {
        String text = pair.right();
        int from = pair.prefix();
        int to = from + pair.columns();
        long up = -1;
        long down = 0;
        for (int j = from; j < to; j++) {
            long equal = Long.rotateRight(masks.of(text.charAt(j)), from);
            long same = (((equal & up) + up) ^ up) | equal | down;
            long more = ((down | ~(same | up)) << 1) | 1;
            long less = (up & same) << 1;
            up = less | ~(same | more);
            down = more & same;
        }
        long rows = CharMasks.lowest(pair.rows());
        return to - from + Long.bitCount(up & rows) - Long.bitCount(down & rows);
    }
}
