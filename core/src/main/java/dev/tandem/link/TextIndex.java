package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers texts from 0 in the order in which they come. Open addressing with linear steps; the hash hangs on a number of
 * this process, so that no file can be made whose texts all collide. Takes a fraction of a map's memory.
 */
final class TextIndex {
    private static final long FACTOR = ThreadLocalRandom.current().nextLong() | 1;

    private final List<String> texts = new ArrayList<>();
    private int[] hashes = new int[64];

    /** A text's number and 1; 0 for none. */
    private int[] slots = new int[128];

    int size() {
        return texts.size();
    }

    String[] texts() {
        return texts.toArray(String[]::new);
    }

    /** The number of a text; -1 if it has none. */
    int find(String text) {
        return slots[slot(text, hash(text))] - 1;
    }

    /** The number of a text: {@link #size} as it was before, if the text is new. */
    int add(String text) {
        int hash = hash(text);
        int slot = slot(text, hash);
        if (slots[slot] == 0) {
            int number = texts.size();
            if (number == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * number);
                slots = new int[4 * number];
                for (int n = 0; n < number; n++) {
                    slots[slot(texts.get(n), hashes[n])] = n + 1;
                }
                slot = slot(text, hash);
            }
            texts.add(text);
            hashes[number] = hash;
            slots[slot] = number + 1;
        }
        return slots[slot] - 1;
    }

    private int slot(String text, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0
                && !(hashes[slots[slot] - 1] == hash
                        && texts.get(slots[slot] - 1).equals(text))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(String text) {
        long hash = FACTOR;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FACTOR;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32) ^ (int) hash;
    }
}
