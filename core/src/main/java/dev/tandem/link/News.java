package dev.tandem.link;

import java.util.function.IntConsumer;

/**
 * Which of many have news, to be looked for by ranges. Many threads add at once, and many take, each from blocks of its own;
 * but none takes while another adds.
 */
final class News {
    private static final int SHIFT = 6;

    private final boolean[] has;
    private final boolean[] blocks;

    News(int size) {
        has = new boolean[size];
        blocks = new boolean[(size >> SHIFT) + 1];
    }

    void add(int at) {
        if (!has[at]) {
            has[at] = true;
            blocks[at >> SHIFT] = true;
        }
    }

    /** How many blocks there are. */
    int blocks() {
        return blocks.length;
    }

    /** Takes all that have news from one block to before another. */
    void take(int from, int to, IntConsumer taker) {
        for (int block = from; block < to; block++) {
            if (blocks[block]) {
                blocks[block] = false;
                int end = Math.min(has.length, (block + 1) << SHIFT);
                for (int at = block << SHIFT; at < end; at++) {
                    if (has[at]) {
                        has[at] = false;
                        taker.accept(at);
                    }
                }
            }
        }
    }

    boolean isEmpty() {
        for (boolean block : blocks) {
            if (block) {
                return false;
            }
        }
        return true;
    }
}
