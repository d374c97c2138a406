package dev.tandem.link;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Bags of terms, one for each document: hashes, repeats kept. */
final class Bags {
    private final int[] start;
    private final long[] terms;

    private Bags(int[] start, long[] terms) {
        this.start = start;
        this.terms = terms;
    }

    /** Asks for the terms of each of n documents once, in order. */
    static Bags of(int n, IntFunction<long[]> termsOf) {
        int[] start = new int[n + 1];
        long[] terms = new long[Math.max(16, n * 4)];
        for (int doc = 0; doc < n; doc++) {
            long[] some = termsOf.apply(doc);
            int end = Math.addExact(start[doc], some.length);
            if (end > terms.length) {
                terms = Arrays.copyOf(terms, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, terms.length * 2L)));
            }
            System.arraycopy(some, 0, terms, start[doc], some.length);
            start[doc + 1] = end;
        }
        return new Bags(start, Arrays.copyOf(terms, start[n]));
    }

    int size() {
        return start.length - 1;
    }

    int from(int doc) {
        return start[doc];
    }

    int to(int doc) {
        return start[doc + 1];
    }

    long term(int at) {
        return terms[at];
    }

    long[] all() {
        return terms;
    }
}
