package dev.tandem.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each character stands in a stretch of at most 64 characters: bit {@code i % 64} is set where the text has it at i.
 * Latin-1 has a table; what lies beyond it a hash table, made when first needed.
 *
 * <p>Reading is safe from several threads, changing is not.
 */
final class CharMasks {
    /** The characters that fit into one mask. */
    static final int WIDTH = Long.SIZE;

    private static final int LATIN = 256;
    private static final ThreadLocal<CharMasks> SCRATCH = ThreadLocal.withInitial(CharMasks::new);

    private final long[] latin = new long[LATIN];
    private @Nullable Wide wide;

    /** This thread's own masks. They are empty; whoever adds to them clears them again. */
    static CharMasks scratch() {
        return SCRATCH.get();
    }

    /** The masks of a whole text to keep, or null where it is too long for them. */
    static @Nullable CharMasks ofWhole(String text) {
        if (text.length() > WIDTH) {
            return null;
        }
        CharMasks masks = new CharMasks();
        masks.add(text, 0, text.length());
        return masks;
    }

    /** A mask of the lowest bits, as many as the count from 0 to 64 says. */
    static long lowest(int count) {
        return count == 0 ? 0 : -1L >>> -count;
    }

    /** Adds a stretch to masks that are empty. */
    void add(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < LATIN) {
                latin[c] |= 1L << i;
            } else {
                addWide(c, 1L << i);
            }
        }
    }

    private void addWide(char c, long bit) {
        if (wide == null) {
            wide = new Wide();
        }
        wide.add(c, bit);
    }

    /** Empties the masks of the stretch that was added. */
    void clear(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < LATIN) {
                latin[c] = 0;
            }
        }
        if (wide != null) {
            wide.clear();
        }
    }

    /** Where the character stands. */
    long of(char c) {
        return c < LATIN ? latin[c] : wide(c);
    }

    private long wide(char c) {
        return wide == null ? 0 : wide.of(c);
    }

    /** Open addressing with twice the slots that 64 characters take, so that a free one ends every search. */
    private static final class Wide {
        private static final int SLOTS = 2 * WIDTH;

        private final char[] chars = new char[SLOTS];
        private final long[] masks = new long[SLOTS];
        private boolean used;

        void add(char c, long bit) {
            int slot = slot(c);
            chars[slot] = c;
            masks[slot] |= bit;
            used = true;
        }

        long of(char c) {
            return masks[slot(c)];
        }

        private int slot(char c) {
            int slot = c % SLOTS;
            while (masks[slot] != 0 && chars[slot] != c) {
                slot = (slot + 1) % SLOTS;
            }
            return slot;
        }

        void clear() {
            if (used) {
                Arrays.fill(masks, 0);
                used = false;
            }
        }
    }
}
