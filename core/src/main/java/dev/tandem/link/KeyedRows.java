package dev.tandem.link;

import org.jspecify.annotations.Nullable;

/**
 * The rows of each 64-bit key, in order of time. Open addressing with linear steps; what is taken out leaves no trace. Used
 * by one thread.
 */
final class KeyedRows {
    private long[] keys = new long[64];

    /** The only row of a key and one more; 0 if it has none or several. */
    private int[] only = new int[64];

    private @Nullable TimeList[] lists = new TimeList[64];
    private int size;

    /** The rows of a key; null if there are none. */
    @Nullable
    TimeList find(long key) {
        int slot = slot(key);
        return only[slot] > 0 ? TimeList.of(only[slot] - 1) : lists[slot];
    }

    /** How many rows have a key. */
    int count(long key) {
        int slot = slot(key);
        TimeList list = lists[slot];
        return only[slot] > 0 ? 1 : list == null ? 0 : list.size();
    }

    void add(long key, int row, double[] times) {
        int slot = slot(key);
        TimeList list = lists[slot];
        if (list == null && only[slot] > 0) {
            list = TimeList.of(only[slot] - 1);
            lists[slot] = list;
            only[slot] = 0;
        }
        if (list != null) {
            list.add(row, times);
            return;
        }
        if (3 * size >= 2 * keys.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        only[slot] = row + 1;
        size++;
    }

    /** Takes out a row that has the key. */
    void remove(long key, int row, double[] times) {
        int slot = slot(key);
        TimeList list = lists[slot];
        if (list != null) {
            list.remove(row, times);
        }
        if (list == null || list.size() == 0) {
            clear(slot);
            size--;
        }
    }

    private boolean isFree(int slot) {
        return only[slot] == 0 && lists[slot] == null;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (keys.length - 1);
    }

    private int slot(long key) {
        int slot = home(key);
        while (!isFree(slot) && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** Frees a slot, and moves up what stands behind only because it was taken (D. Knuth, TAOCP 3, 6.4, algorithm R). */
    private void clear(int freed) {
        int mask = keys.length - 1;
        int hole = freed;
        int at = (hole + 1) & mask;
        while (!isFree(at)) {
            int steps = (at - home(keys[at])) & mask;
            if (steps >= ((at - hole) & mask)) {
                move(at, hole, keys, only, lists);
                hole = at;
            }
            at = (at + 1) & mask;
        }
        only[hole] = 0;
        lists[hole] = null;
    }

    private void move(int from, int to, long[] fromKeys, int[] fromOnly, @Nullable TimeList[] fromLists) {
        keys[to] = fromKeys[from];
        only[to] = fromOnly[from];
        lists[to] = fromLists[from];
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldOnly = only;
        @Nullable TimeList[] oldLists = lists;
        keys = new long[2 * oldKeys.length];
        only = new int[keys.length];
        lists = new TimeList[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldOnly[i] != 0 || oldLists[i] != null) {
                move(i, slot(oldKeys[i]), oldKeys, oldOnly, oldLists);
            }
        }
    }
}
