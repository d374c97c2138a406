package dev.tandem.text;

import java.util.Arrays;

/**
 * The distance of two texts that are longer than a machine word, in blocks of 64 rows: of each block the whole width is
 * reckoned, then of the next, which needs nothing but the steps along the last row.
 *
 * <p>Within a bound k, only the cells no farther than k from the diagonal matter. Each block leaves the others out; the
 * distances along the border are taken to grow by 1 with each cell, which is never less than the truth.
 */
final class LevenshteinBlocks {
    private static final int WIDTH = CharMasks.WIDTH;
    private static final int FIRST_BOUND = 4 * WIDTH;
    private static final int GROWTH = 4;

    private final String left;
    private final String right;
    /** What the distance grows by from each column to the next, along the last row reckoned: -1, 0 or 1. */
    private final byte[] steps;

    private LevenshteinBlocks(String left, String right) {
        this.left = left;
        this.right = right;
        this.steps = new byte[right.length()];
    }

    static LevenshteinBlocks of(Pair pair) {
        int from = pair.prefix();
        return new LevenshteinBlocks(
                pair.left().substring(from, from + pair.rows()), pair.right().substring(from, from + pair.columns()));
    }

    /** The distance, or -1 if it is more than {@code max}. Bounds grow until one holds, so that near texts take few steps. */
    int distance(int max) {
        int largest = Math.min(max, Math.max(left.length(), right.length()));
        int bound = Math.max(FIRST_BOUND, Math.abs(left.length() - right.length()));
        while (bound < largest / 2) {
            int distance = within(bound);
            if (distance <= bound) {
                return distance;
            }
            bound = (int) Math.min(largest, (long) bound * GROWTH);
        }
        int distance = within(largest);
        return distance <= largest ? distance : -1;
    }

    /** The distance if it is at most the bound, else some number above the bound. The lengths differ by no more. */
    private int within(int bound) {
        Arrays.fill(steps, (byte) 1);
        CharMasks masks = CharMasks.scratch();
        int corner = 0; // the distance above the block's first row and left of its first column
        int start = 0;
        for (int row = 0; ; row += WIDTH) {
            int rows = Math.min(WIDTH, left.length() - row);
            boolean last = row + rows == left.length();
            int end = (int) Math.min(right.length(), (long) row + rows + bound);
            int above = last ? sum(start, end) : 0;
            int grown;
            try {
                masks.add(left, row, row + rows);
                grown = sweep(masks, rows, start, end);
            } finally {
                masks.clear(left, row, row + rows);
            }
            if (last) {
                return corner + above + grown;
            }
            int next = Math.max(0, row + WIDTH - bound);
            corner += WIDTH + sum(start, next);
            start = next;
        }
    }

    private int sum(int from, int to) {
        int sum = 0;
        for (int j = from; j < to; j++) {
            sum += steps[j];
        }
        return sum;
    }

    /** Reckons a block's columns and returns what the distance grows by from above the last to its lowest row. */
    private int sweep(CharMasks masks, int rows, int start, int end) {
        long up = -1;
        long down = 0;
        for (int j = start; j < end; j++) {
            int step = steps[j];
            long equal = masks.of(right.charAt(j)) | (step >>> 31);
            long same = (((equal & up) + up) ^ up) | equal | down;
            long more = down | ~(same | up);
            long less = up & same;
            steps[j] = (byte) ((more >>> 63) - (less >>> 63));
            more = (more << 1) | (-step >>> 31);
            less = (less << 1) | (step >>> 31);
            up = less | ~(same | more);
            down = more & same;
        }
        long all = CharMasks.lowest(rows);
        return Long.bitCount(up & all) - Long.bitCount(down & all);
    }
}
