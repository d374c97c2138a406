package dev.tandem.link;

import java.util.Arrays;

/**
 * Rows in the order of their times, then of their numbers, in blocks of bounded size, so that a row is put in or taken out
 * anywhere in little time. The times are the caller's: those of rows that are in the list must not change. Used by one
 * thread.
 */
final class TimeList {
    private static final int MOST = 256;

    private int[][] blocks;
    private int[] sizes = {0};
    private int count = 1;
    private int size;

    TimeList() {
        blocks = new int[][] {new int[2]};
    }

    /** A list of one row. */
    static TimeList of(int row) {
        TimeList list = new TimeList();
        list.blocks[0][0] = row;
        list.sizes[0] = 1;
        list.size = 1;
        return list;
    }

    int size() {
        return size;
    }

    /** The first row; the list has one. */
    int first() {
        return blocks[0][0];
    }

    /** The last row; the list has one. */
    int last() {
        return blocks[count - 1][sizes[count - 1] - 1];
    }

    void add(int row, double[] times) {
        int b = block(times[row], row, times);
        if (sizes[b] == MOST) {
            split(b);
            b = block(times[row], row, times);
        }
        int[] block = blocks[b];
        if (sizes[b] == block.length) {
            block = Arrays.copyOf(block, 2 * block.length);
            blocks[b] = block;
        }
        int at = place(b, times[row], row, times);
        System.arraycopy(block, at, block, at + 1, sizes[b] - at);
        block[at] = row;
        sizes[b]++;
        size++;
    }

    /** Takes out a row that is in the list. */
    void remove(int row, double[] times) {
        int b = block(times[row], row, times);
        int at = place(b, times[row], row, times);
        System.arraycopy(blocks[b], at + 1, blocks[b], at, sizes[b] - at - 1);
        sizes[b]--;
        size--;
        if (sizes[b] == 0 && count > 1) {
            System.arraycopy(blocks, b + 1, blocks, b, count - b - 1);
            System.arraycopy(sizes, b + 1, sizes, b, count - b - 1);
            count--;
        }
    }

    private void split(int b) {
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        // What comes in order of time leaves full blocks behind.
        int kept = b == count - 1 ? MOST - MOST / 8 : MOST / 2;
        System.arraycopy(blocks, b + 1, blocks, b + 2, count - b - 1);
        System.arraycopy(sizes, b + 1, sizes, b + 2, count - b - 1);
        int[] next = new int[MOST];
        System.arraycopy(blocks[b], kept, next, 0, MOST - kept);
        blocks[b + 1] = next;
        sizes[b + 1] = MOST - kept;
        sizes[b] = kept;
        count++;
    }

    private static boolean isBefore(int a, double time, int row, double[] times) {
        return times[a] < time || (times[a] == time && a < row);
    }

    /** The last block whose first row is not after. */
    private int block(double time, int row, double[] times) {
        int lo = 0;
        int hi = count - 1;
        while (lo < hi) {
            int mid = (lo + hi + 1) >>> 1;
            int first = blocks[mid][0];
            if (first == row || isBefore(first, time, row, times)) {
                lo = mid;
            } else {
                hi = mid - 1;
            }
        }
        return lo;
    }

    /** The first place in a block whose row is not before. */
    private int place(int b, double time, int row, double[] times) {
        int lo = 0;
        int hi = sizes[b];
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (isBefore(blocks[b][mid], time, row, times)) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return lo;
    }

    /** How many rows are before a time. */
    int before(double time, double[] times) {
        int b = block(time, -1, times);
        int n = place(b, time, -1, times);
        for (int i = 0; i < b; i++) {
            n += sizes[i];
        }
        return n;
    }

    /** A place between rows. */
    final class Cursor {
        private int block;
        private int at;

        /** Before the first row at a time or later. */
        Cursor(double time, double[] times) {
            this(time, -1, times);
        }

        /** Before a row that is in the list. */
        Cursor(int row, double[] times) {
            this(times[row], row, times);
        }

        private Cursor(double time, int row, double[] times) {
            block = block(time, row, times);
            at = place(block, time, row, times);
        }

        /** The next row, which is passed; -1 at the end. */
        int next() {
            while (at == sizes[block]) {
                if (block + 1 == count) {
                    return -1;
                }
                block++;
                at = 0;
            }
            return blocks[block][at++];
        }

        /** The row before, to which it goes back; -1 at the beginning. */
        int previous() {
            while (at == 0) {
                if (block == 0) {
                    return -1;
                }
                block--;
                at = sizes[block];
            }
            return blocks[block][--at];
        }
    }

    /** Takes rows. */
    interface Taker {
        void take(int row);
    }

    /**
     * Tells the nearest rows within a stretch of time, not in order; later ones count as thrice as far as earlier ones.
     *
     * @param most how many at most
     */
    void nearest(double time, double from, double to, int most, double[] times, Taker taker) {
        Cursor ahead = new Cursor(time, times);
        Cursor back = new Cursor(time, times);
        int before = back.previous();
        int after = ahead.next();
        for (int n = 0; n < most; n++) {
            boolean earlier = before >= 0 && times[before] >= from;
            boolean later = after >= 0 && times[after] <= to;
            if (!earlier && !later) {
                return;
            }
            if (earlier && (!later || time - times[before] <= 3 * (times[after] - time))) {
                taker.take(before);
                before = back.previous();
            } else {
                taker.take(after);
                after = ahead.next();
            }
        }
    }
}
