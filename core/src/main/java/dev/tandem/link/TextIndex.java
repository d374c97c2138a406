package dev.tandem.link;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers texts from 0 in the order in which they come. Open addressing with linear steps; the hash hangs on a number of
 * this process, so that no file can be made whose texts all collide. Texts may be numbered one by one, or many at once, for
 * which the processor then waits together. Used by one thread.
 */
final class TextIndex {
    /** How many texts wait to be numbered at most. */
    static final int MOST_WAITING = 256;

    private static final int FIRST_BLOCK = 1 << 10;
    private static final int LARGEST_BLOCK = 1 << 18;
    private static final long KEY = ThreadLocalRandom.current().nextLong();
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int used;

    private long[] places = new long[64];
    private int size;

    /** Entries: the hash of a text in the upper half, its number and 1 in the lower; 0 for none. */
    private long[] slots = new long[128];

    /** The texts that wait, as they are to be stored, one after the other; where each ends, and its hash. */
    private byte[] bytes = new byte[1 << 13];

    private final int[] ends = new int[MOST_WAITING];
    private final int[] hashes = new int[MOST_WAITING];
    /** The number that a text that waits seems to have already; -1 for none. */
    private final int[] likely = new int[MOST_WAITING];

    private int waiting;

    /** What was looked at ahead; without a use the compiler would not look. */
    @SuppressWarnings("UnusedVariable")
    private long ahead;

    int size() {
        return size;
    }

    /** The texts so far; what is added later does not change them. */
    StoredTexts texts() {
        return new StoredTexts(blocks.toArray(byte[][]::new), Arrays.copyOf(places, size));
    }

    /** The number of a text: {@link #size} as it was before, if the text is new. None may wait. */
    int add(String text) {
        push(text);
        waiting = 0;
        return number(0, ends[0], hashes[0]);
    }

    /** The number of a text; -1 if it has none. None may wait. */
    int find(String text) {
        push(text);
        waiting = 0;
        return (int) slots[slot(0, ends[0], hashes[0])] - 1;
    }

    /**
     * Lets a text wait for {@link #numbers}; {@link #MOST_WAITING} may wait.
     *
     * @return how many wait now
     */
    int push(String text) {
        int from = waiting == 0 ? 0 : ends[waiting - 1];
        int room = Math.toIntExact(from + 2L * text.length() + StoredTexts.LONGEST_HEAD + Long.BYTES);
        if (room > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * room, Integer.MAX_VALUE - Long.BYTES));
        }
        int end = StoredTexts.write(text, bytes, from);
        ends[waiting] = end;
        hashes[waiting] = hash(from, end);
        return ++waiting;
    }

    /** Numbers the texts that wait, in their order; none waits then. */
    void numbers(int[] into) {
        lookAhead();
        int from = 0;
        for (int i = 0; i < waiting; i++) {
            into[i] = number(from, ends[i], hashes[i]);
            from = ends[i];
        }
        waiting = 0;
    }

    /**
     * Brings what numbering will read from memory to the processor, all of it at once instead of one after the other: the
     * slots, where the texts that seem to be meant are, and these texts.
     */
    private void lookAhead() {
        int mask = slots.length - 1;
        long sum = 0;
        for (int i = 0; i < waiting; i++) {
            sum += slots[hashes[i] & mask];
        }
        for (int i = 0; i < waiting; i++) {
            int slot = hashes[i] & mask;
            while (slots[slot] != 0 && hashIn(slots[slot]) != hashes[i]) {
                slot = (slot + 1) & mask;
            }
            likely[i] = (int) slots[slot] - 1;
            sum += likely[i] < 0 ? 0 : places[likely[i]];
        }
        for (int i = 0; i < waiting; i++) {
            long place = likely[i] < 0 ? 0 : places[likely[i]];
            sum += likely[i] < 0 ? 0 : blocks.get(StoredTexts.block(place))[(int) place];
        }
        ahead = sum;
    }

    private int number(int from, int end, int hash) {
        int slot = slot(from, end, hash);
        if (slots[slot] != 0) {
            return (int) slots[slot] - 1;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
        }
        places[size++] = store(from, end);
        slots[slot] = (long) hash << Integer.SIZE | size;
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    /** The slot of a text, or the free one where it belongs. */
    private int slot(int from, int end, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !(hashIn(slots[slot]) == hash && isStored((int) slots[slot] - 1, from, end))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isStored(int number, int from, int end) {
        byte[] stored = blocks.get(StoredTexts.block(places[number]));
        int at = (int) places[number];
        return at + (end - from) <= stored.length && Arrays.equals(stored, at, at + end - from, bytes, from, end);
    }

    private long store(int from, int end) {
        if (end - from > block.length - used) {
            int next = Math.max(FIRST_BLOCK, Math.min(2 * used, LARGEST_BLOCK));
            block = new byte[Math.max(next, end - from)];
            blocks.add(block);
            used = 0;
        }
        System.arraycopy(bytes, from, block, used, end - from);
        used += end - from;
        return StoredTexts.place(blocks.size() - 1, used - (end - from));
    }

    private static int hashIn(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = hashIn(entry) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    /** Eight bytes at a time, the last filled up with zeros, each by a product of 128 bits of which both halves are used. */
    private int hash(int from, int end) {
        WORD.set(bytes, end, 0L);
        long hash = KEY;
        for (int at = from; at < end; at += Long.BYTES) {
            long word = hash ^ (long) WORD.get(bytes, at);
            hash = word * FACTOR ^ Math.multiplyHigh(word, FACTOR);
        }
        return (int) (hash >>> Integer.SIZE) ^ (int) hash;
    }
}
