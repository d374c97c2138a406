package dev.tandem.link;

import java.util.Arrays;

/** Numbers 64-bit keys from 0 in the order in which they come. Open addressing with linear steps. */
final class LongIndex {
    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private long[] inOrder = new long[64];
    private int size;

    LongIndex() {
        Arrays.fill(numbers, -1);
    }

    int size() {
        return size;
    }

    /** The key of a number. */
    long key(int number) {
        return inOrder[number];
    }

    /** The number of a key; -1 if it has none. */
    int find(long key) {
        return numbers[slot(keys, numbers, key)];
    }

    /** The number of a key, a new one if it had none. */
    int add(long key) {
        int slot = slot(keys, numbers, key);
        if (numbers[slot] < 0) {
            if (2 * size >= keys.length) {
                grow();
                slot = slot(keys, numbers, key);
            }
            keys[slot] = key;
            if (size == inOrder.length) {
                inOrder = Arrays.copyOf(inOrder, 2 * size);
            }
            inOrder[size] = key;
            numbers[slot] = size++;
        }
        return numbers[slot];
    }

    private void grow() {
        long[] newKeys = new long[2 * keys.length];
        int[] newNumbers = new int[newKeys.length];
        Arrays.fill(newNumbers, -1);
        for (int i = 0; i < keys.length; i++) {
            if (numbers[i] >= 0) {
                int slot = slot(newKeys, newNumbers, keys[i]);
                newKeys[slot] = keys[i];
                newNumbers[slot] = numbers[i];
            }
        }
        keys = newKeys;
        numbers = newNumbers;
    }

    private static int slot(long[] keys, int[] numbers, long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int mask = keys.length - 1;
        int slot = (int) (mixed >>> 32) & mask;
        while (numbers[slot] >= 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
