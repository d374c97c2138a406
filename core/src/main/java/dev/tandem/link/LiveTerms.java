package dev.tandem.link;

import java.util.Arrays;

/**
 * The terms of documents that come and go, each with a number and with how many documents have it. What is taken out leaves
 * no trace: its number is given again. Open addressing with linear steps. Used by one thread.
 */
final class LiveTerms {
    private static final int MOST_LOGS = 1 << 12;
    private static final double[] LOGS = logs();

    /** By slot, the number of a term and 1; 0 for none. */
    private int[] slots = new int[128];

    private long[] keys = new long[64];
    private int[] counts = new int[64];
    private int[] free = new int[16];
    private int freed;
    private int numbers;
    private int size;
    private int documents;

    private static double[] logs() {
        double[] logs = new double[MOST_LOGS];
        Arrays.setAll(logs, count -> Rarity.ofCount(2.0 * count));
        return logs;
    }

    /** Takes in a document: the numbers of its terms, ascending, repeats kept. */
    int[] add(long[] terms) {
        int[] out = new int[terms.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = number(terms[i]);
        }
        Arrays.sort(out);
        for (int i = 0; i < out.length; i++) {
            counts[out[i]] += i == 0 || out[i] != out[i - 1] ? 1 : 0;
        }
        documents += out.length > 0 ? 1 : 0;
        return out;
    }

    /** Takes out a document that {@link #add} gave. */
    void remove(int[] document) {
        for (int i = 0; i < document.length; i++) {
            int number = document[i];
            if ((i == 0 || number != document[i - 1]) && --counts[number] == 0) {
                clear(number);
            }
        }
        documents -= document.length > 0 ? 1 : 0;
    }

    /** The number of a term; -1 if no document has it. */
    int find(long term) {
        return slots[slot(term)] - 1;
    }

    /** How many numbers there are, those included that are free. */
    int numbers() {
        return numbers;
    }

    /** How many documents have a term. */
    int count(int number) {
        return counts[number];
    }

    /** How many documents have a term at all. */
    int documents() {
        return documents;
    }

    /**
     * How much more all documents are than those with a term, a natural logarithm: as if there were as many documents more,
     * of left rows, in which the terms are as frequent.
     */
    double rarity(int number) {
        return ofAll() - log(counts[number]);
    }

    /** The rarity of a term that no document has. */
    double rarityOfNew() {
        return ofAll() - Rarity.ofCount(1);
    }

    private double ofAll() {
        return Rarity.ofAll(2.0 * documents);
    }

    private static double log(int count) {
        return count < MOST_LOGS ? LOGS[count] : Rarity.ofCount(2.0 * count);
    }

    /** The length of a document as a vector of TF-IDF weights. */
    double length(int[] document) {
        double all = ofAll();
        double squares = 0;
        for (int i = 0; i < document.length; ) {
            int number = document[i];
            int from = i;
            while (i < document.length && document[i] == number) {
                i++;
            }
            double weight = frequency(i - from) * (all - log(counts[number]));
            squares += weight * weight;
        }
        return Math.sqrt(squares);
    }

    /** How much a term counts that comes so often in one document. */
    static double frequency(int times) {
        return times == 1 ? 1 : 1 + Math.log(times);
    }

    private int number(long term) {
        int slot = slot(term);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        int number = freed > 0 ? free[--freed] : numbers++;
        if (number == keys.length) {
            keys = Arrays.copyOf(keys, 2 * number);
            counts = Arrays.copyOf(counts, 2 * number);
        }
        keys[number] = term;
        slots[slot] = number + 1;
        if (2 * ++size > slots.length) {
            grow();
        }
        return number;
    }

    private int home(long term) {
        return (int) ((term * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
    }

    private int slot(long term) {
        int slot = home(term);
        while (slots[slot] > 0 && keys[slots[slot] - 1] != term) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[2 * old.length];
        for (int entry : old) {
            if (entry > 0) {
                slots[slot(keys[entry - 1])] = entry;
            }
        }
    }

    /** Frees a term's slot, and moves up what stands behind only because it was taken (D. Knuth, TAOCP 3, 6.4, R). */
    private void clear(int number) {
        int mask = slots.length - 1;
        int hole = slot(keys[number]);
        for (int at = (hole + 1) & mask; slots[at] > 0; at = (at + 1) & mask) {
            int steps = (at - home(keys[slots[at] - 1])) & mask;
            if (steps >= ((at - hole) & mask)) {
                slots[hole] = slots[at];
                hole = at;
            }
        }
        slots[hole] = 0;
        size--;
        free = freed == free.length ? Arrays.copyOf(free, 2 * freed) : free;
        free[freed++] = number;
    }
}
