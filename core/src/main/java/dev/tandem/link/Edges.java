package dev.tandem.link;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Candidate pairs, in the order of their left, then their right rows. */
final class Edges {
    final int[] left;
    final int[] right;
    private final int[] leftStart;
    private final int[] rightStart;
    private final int[] byRight;
    private final int leftCount;

    /** @param keys a left row in the upper and a right row in the lower 32 bits; ascending, none twice */
    Edges(long[] keys, int lefts, int rights) {
        this(keys, lefts, rights, lefts);
    }

    private Edges(long[] keys, int lefts, int rights, int leftCount) {
        this.leftCount = leftCount;
        left = new int[keys.length];
        right = new int[keys.length];
        leftStart = new int[lefts + 1];
        rightStart = new int[rights + 1];
        byRight = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            left[i] = (int) (keys[i] >>> 32);
            right[i] = (int) keys[i];
            leftStart[left[i] + 1]++;
            rightStart[right[i] + 1]++;
        }
        for (int i = 0; i < lefts; i++) {
            leftStart[i + 1] += leftStart[i];
        }
        for (int i = 0; i < rights; i++) {
            rightStart[i + 1] += rightStart[i];
        }
        int[] next = Arrays.copyOf(rightStart, rights);
        for (int i = 0; i < keys.length; i++) {
            byRight[next[right[i]]++] = i;
        }
    }

    /** The edges of some left rows alone; the others do not count. */
    Edges ofLefts(IntPredicate chosen) {
        long[] keys = IntStream.range(0, size())
                .filter(edge -> chosen.test(left[edge]))
                .mapToLong(this::key)
                .toArray();
        int count = (int) IntStream.range(0, lefts()).filter(chosen).count();
        return new Edges(keys, lefts(), rights(), count);
    }

    /** How many left rows are looked at, with candidates or without. */
    int leftCount() {
        return leftCount;
    }

    static long key(int left, int right) {
        return ((long) left << 32) | right;
    }

    /** Sorts keys and leaves out repeats. */
    static long[] distinct(long[] keys) {
        Arrays.sort(keys);
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                keys[n++] = keys[i];
            }
        }
        return Arrays.copyOf(keys, n);
    }

    int size() {
        return left.length;
    }

    /** The left rows are from 0 to before this. */
    int lefts() {
        return leftStart.length - 1;
    }

    int rights() {
        return rightStart.length - 1;
    }

    /** The first edge of a left row; its edges are those up to before the first of the next row. */
    int firstOfLeft(int row) {
        return leftStart[row];
    }

    int firstOfRight(int row) {
        return rightStart[row];
    }

    /** The edge at a place in the order of the right rows. */
    int byRight(int at) {
        return byRight[at];
    }

    long key(int edge) {
        return key(left[edge], right[edge]);
    }

    /** The edge of a key; -1 if there is none. */
    int find(long key) {
        int row = (int) (key >>> 32);
        int at = Arrays.binarySearch(right, leftStart[row], leftStart[row + 1], (int) key);
        return at < 0 ? -1 : at;
    }
}
