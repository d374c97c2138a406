package dev.tandem.link;

import java.util.Arrays;

/**
 * Comparisons of two values of a field that were made before: a table of a fixed size in which what comes later takes the
 * place of what was there. Used by one thread.
 */
final class Memo {
    private static final int BITS = 14;
    private static final double REPEATS = 2;
    private static final long EMPTY = -1;

    private final Field field;
    private final int width;
    private final long[] keys;
    private final short[] features;
    private final byte[] levels;

    /** @param width how many features the field has */
    Memo(Field field, int width) {
        this.field = field;
        this.width = width;
        boolean pays = field.repeats() >= REPEATS;
        keys = new long[pays ? 1 << BITS : 0];
        features = new short[keys.length * width];
        levels = new byte[keys.length];
        Arrays.fill(keys, EMPTY);
    }

    /** As {@link Field#compare}. */
    int compare(int left, int right, short[] out, int at) {
        if (keys.length == 0) {
            return field.compare(left, right, out, at);
        }
        long key = (long) left << 32 | right;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
        if (keys[slot] != key) {
            keys[slot] = key;
            levels[slot] = (byte) field.compare(left, right, features, slot * width);
        }
        System.arraycopy(features, slot * width, out, at, width);
        return levels[slot];
    }
}
