package dev.tandem.link;

/**
 * The numbers of pairs of values, to be found by many threads. Those of one left value lie together in memory, since most are
 * asked for one after the other. Open addressing with linear steps. Immutable.
 */
final class PairNumbers {
    private static final int MIX = 0x9E3779B9;

    /** By left value, the place where its places begin, and one more. How many they are is a power of two. */
    private final int[] from;

    /** By place the right value, 0 for none, and then the number. */
    private final int[] places;

    /**
     * @param pairs with the left value in the upper half of a key, from 0, and the right one in the lower, from 1
     * @param lefts how many left values there are
     */
    PairNumbers(LongIndex pairs, int lefts) {
        int[] counts = new int[lefts];
        for (int pair = 0; pair < pairs.size(); pair++) {
            counts[(int) (pairs.key(pair) >> 32)]++;
        }
        from = new int[lefts + 1];
        for (int a = 0; a < lefts; a++) {
            // More than half of the places are free.
            from[a + 1] = from[a] + Math.max(1, 4 * Integer.highestOneBit(counts[a]));
        }
        places = new int[2 * from[lefts]];
        for (int pair = 0; pair < pairs.size(); pair++) {
            int b = (int) pairs.key(pair);
            int place = place((int) (pairs.key(pair) >> 32), b);
            places[2 * place] = b;
            places[2 * place + 1] = pair;
        }
    }

    /** The place of a pair; -1 if it has none. */
    int find(int a, int b) {
        int place = place(a, b);
        return places[2 * place] == b ? place : -1;
    }

    /** How many places there are. */
    int size() {
        return places.length / 2;
    }

    /** The number of the pair at a place. */
    int number(int place) {
        return places[2 * place + 1];
    }

    private int place(int a, int b) {
        int begin = from[a];
        int mask = from[a + 1] - begin - 1;
        int at = ((b * MIX) >>> 16) & mask;
        while (places[2 * (begin + at)] != 0 && places[2 * (begin + at)] != b) {
            at = (at + 1) & mask;
        }
        return begin + at;
    }
}
