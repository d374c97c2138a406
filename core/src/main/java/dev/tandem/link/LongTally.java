package dev.tandem.link;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts 64-bit terms of two sides: in how many rows each occurs. Open addressing with linear steps. */
final class LongTally {
    private long[] keys;
    private int[] counts;
    private byte[] sides;
    private int[] seen;
    private int size;
    private int stamp;

    LongTally(int terms) {
        int capacity = Math.max(64, Integer.highestOneBit(Math.max(1, Math.min(terms, 1 << 28) / 2)) * 2);
        keys = new long[capacity];
        counts = new int[capacity];
        sides = new byte[capacity];
        seen = new int[capacity];
    }

    /**
     * Counts each term of a document once, by as many rows as have the document.
     *
     * @param side 0 or 1
     * @return how many rows there are
     */
    double add(Bags bags, int @Nullable [] rows, int side) {
        double all = 0;
        for (int doc = 0; doc < bags.size(); doc++) {
            int count = rows == null ? 1 : rows[doc];
            if (bags.from(doc) == bags.to(doc)) {
                continue;
            }
            all += count;
            stamp++;
            for (int i = bags.from(doc); i < bags.to(doc); i++) {
                add(bags.term(i), count, side);
            }
        }
        return all;
    }

    /** Counts a term in some more rows, whatever their side. */
    void add(long term, int count) {
        stamp++;
        add(term, count, 0);
    }

    /** The counts of all terms, ascending. */
    int[] counts() {
        int[] out = new int[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (sides[i] != 0) {
                out[n++] = counts[i];
            }
        }
        Arrays.sort(out);
        return out;
    }

    private void add(long term, int count, int side) {
        int slot = slot(keys, sides, term);
        if (sides[slot] == 0) {
            if (size * 2 >= keys.length) {
                grow();
                slot = slot(keys, sides, term);
            }
            keys[slot] = term;
            size++;
        }
        sides[slot] |= (byte) (1 << side);
        if (seen[slot] != stamp) {
            seen[slot] = stamp;
            counts[slot] += count;
        }
    }

    private static int slot(long[] keys, byte[] sides, long term) {
        int mask = keys.length - 1;
        int slot = (int) (term ^ (term >>> 32)) & mask;
        while (sides[slot] != 0 && keys[slot] != term) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] newKeys = new long[keys.length * 2];
        int[] newCounts = new int[newKeys.length];
        byte[] newSides = new byte[newKeys.length];
        int[] newSeen = new int[newKeys.length];
        for (int i = 0; i < keys.length; i++) {
            if (sides[i] != 0) {
                int slot = slot(newKeys, newSides, keys[i]);
                newKeys[slot] = keys[i];
                newCounts[slot] = counts[i];
                newSides[slot] = sides[i];
                newSeen[slot] = seen[i];
            }
        }
        keys = newKeys;
        counts = newCounts;
        sides = newSides;
        seen = newSeen;
    }

    /** In how many rows a term occurs, in both sides together. */
    int count(long term) {
        return counts[slot(keys, sides, term)];
    }

    /** The terms that both sides have, ascending. */
    long[] inBoth() {
        long[] out = new long[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (sides[i] == 3) {
                out[n++] = keys[i];
            }
        }
        out = Arrays.copyOf(out, n);
        Arrays.sort(out);
        return out;
    }

    /** Gives terms their places in an array as numbers. */
    void number(long[] terms) {
        Arrays.fill(seen, -1);
        for (int i = 0; i < terms.length; i++) {
            seen[slot(keys, sides, terms[i])] = i;
        }
    }

    /** The number of a term; -1 if it has none. */
    int numberOf(long term) {
        int slot = slot(keys, sides, term);
        return sides[slot] == 0 ? -1 : seen[slot];
    }
}
