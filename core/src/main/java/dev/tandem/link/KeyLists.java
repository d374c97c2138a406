package dev.tandem.link;

import java.util.Arrays;

/** The right rows that have each key, in order of time. */
final class KeyLists {
    private static final int[] NONE = {};

    private final LongIndex keys = new LongIndex();
    private final int[] from;
    private final int[] rows;
    private final double[] times;

    /** Gives the keys of a right row. */
    interface Keys {
        long[] of(int right);
    }

    /** @param order right rows in order of the times of all */
    KeyLists(int[] order, double[] timesOfAll, Keys keysOf) {
        int[] counts = new int[16];
        for (int row : order) {
            for (long key : keysOf.of(row)) {
                int number = keys.add(key);
                if (number >= counts.length) {
                    counts = Arrays.copyOf(counts, 2 * counts.length);
                }
                counts[number]++;
            }
        }
        from = new int[keys.size() + 1];
        for (int k = 0; k < keys.size(); k++) {
            from[k + 1] = from[k] + counts[k];
        }
        rows = new int[from[keys.size()]];
        int[] at = Arrays.copyOf(from, keys.size());
        for (int row : order) {
            for (long key : keysOf.of(row)) {
                rows[at[keys.find(key)]++] = row;
            }
        }
        times = Arrays.stream(rows).mapToDouble(row -> timesOfAll[row]).toArray();
    }

    /** The place of a key's list; -1 if there is none. */
    int find(long key) {
        return keys.find(key);
    }

    int size() {
        return keys.size();
    }

    int from(int list) {
        return from[list];
    }

    int to(int list) {
        return from[list + 1];
    }

    int row(int at) {
        return rows[at];
    }

    double time(int at) {
        return times[at];
    }

    /** The rows of a key, in order of time. */
    int[] rows(long key) {
        int list = keys.find(key);
        return list < 0 ? NONE : Arrays.copyOfRange(rows, from[list], from[list + 1]);
    }
}
