package dev.tandem.link;

import java.util.Arrays;

/**
 * Finds candidates: for each row of either side the rows of the other with the greatest cosine (top-k TF-IDF retrieval as a
 * blocker: D. Paulsen, Y. Govind, A. Doan, Sparkly, PVLDB 16, 2023). Terms so frequent that all pairs of their rows would
 * be more work than the bound are left out, the most frequent first.
 */
final class Retrieval {
    private final TermSpace space;
    private final long bound;
    private final Parallel parallel;

    /** @param bound how many products of weights may be added up, in all */
    Retrieval(TermSpace space, long bound, Parallel parallel) {
        this.space = space;
        this.bound = bound;
        this.parallel = parallel;
    }

    /** The keys of the pairs found: k for each row at most, from both sides; unordered, with repeats. */
    long[] pairs(int k) {
        boolean[] used = affordable();
        long[] ofLeft = topOfEach(space.left, new Postings(space.right, used), k, false);
        long[] ofRight = topOfEach(space.right, new Postings(space.left, used), k, true);
        long[] all = Arrays.copyOf(ofLeft, ofLeft.length + ofRight.length);
        System.arraycopy(ofRight, 0, all, ofLeft.length, ofRight.length);
        return all;
    }

    private boolean[] affordable() {
        int n = space.rarity.length;
        long[] work = new long[n];
        int[] ofRight = documents(space.right, n);
        int[] ofLeft = documents(space.left, n);
        for (int i = 0; i < n; i++) {
            work[i] = (long) ofLeft[i] * ofRight[i];
        }
        long[] sorted = work.clone();
        Arrays.sort(sorted);
        long sum = 0;
        long most = Long.MAX_VALUE;
        for (long some : sorted) {
            sum += some;
            if (sum > bound) {
                most = some - 1;
                break;
            }
        }
        boolean[] used = new boolean[n];
        for (int i = 0; i < n; i++) {
            used[i] = work[i] <= most;
        }
        return used;
    }

    private static int[] documents(Vectors vectors, int terms) {
        int[] out = new int[terms];
        for (int term : vectors.term) {
            out[term]++;
        }
        return out;
    }

    private long[] topOfEach(Vectors queries, Postings postings, int k, boolean swapped) {
        int parts = Math.max(1, Math.min(64, queries.size() / 500));
        long[][] found = new long[parts][];
        parallel.run(queries.size(), parts, (part, from, to) -> {
            TopDocs top = new TopDocs(postings, k);
            long[] out = new long[Math.multiplyExact(to - from, k)];
            int n = 0;
            for (int doc = from; doc < to; doc++) {
                int m = top.find(queries, doc);
                for (int i = 0; i < m; i++) {
                    out[n++] = swapped ? Edges.key(top.doc(i), doc) : Edges.key(doc, top.doc(i));
                }
            }
            found[part] = Arrays.copyOf(out, n);
        });
        int n = Arrays.stream(found).mapToInt(some -> some.length).sum();
        long[] all = new long[n];
        int at = 0;
        for (long[] some : found) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return all;
    }

    /** For each term that is used, the documents that have it and its weight in each. */
    private static final class Postings {
        private final int documents;
        private final int[] start;
        private final int[] doc;
        private final float[] weight;

        Postings(Vectors vectors, boolean[] used) {
            documents = vectors.size();
            start = new int[used.length + 1];
            for (int term : vectors.term) {
                if (used[term]) {
                    start[term + 1]++;
                }
            }
            for (int i = 0; i < used.length; i++) {
                start[i + 1] += start[i];
            }
            doc = new int[start[used.length]];
            weight = new float[doc.length];
            int[] next = Arrays.copyOf(start, used.length);
            for (int d = 0; d < documents; d++) {
                for (int i = vectors.start[d]; i < vectors.start[d + 1]; i++) {
                    int term = vectors.term[i];
                    if (used[term]) {
                        doc[next[term]] = d;
                        weight[next[term]++] = vectors.weight[i];
                    }
                }
            }
        }
    }

    /** The k best documents for a query; of equals, those that come first. */
    private static final class TopDocs {
        private final Postings postings;
        private final float[] sums;
        private final int[] touched;
        private final int[] heap;
        private int size;

        TopDocs(Postings postings, int k) {
            this.postings = postings;
            sums = new float[postings.documents];
            touched = new int[postings.documents];
            heap = new int[k];
        }

        int find(Vectors queries, int query) {
            int n = 0;
            for (int i = queries.start[query]; i < queries.start[query + 1]; i++) {
                int term = queries.term[i];
                float w = queries.weight[i];
                for (int p = postings.start[term]; p < postings.start[term + 1]; p++) {
                    int doc = postings.doc[p];
                    if (sums[doc] == 0) {
                        touched[n++] = doc;
                    }
                    sums[doc] += w * postings.weight[p];
                }
            }
            size = 0;
            for (int i = 0; i < n; i++) {
                offer(touched[i]);
            }
            for (int i = 0; i < n; i++) {
                sums[touched[i]] = 0;
            }
            return size;
        }

        int doc(int i) {
            return heap[i];
        }

        private boolean worse(int a, int b) {
            return sums[a] < sums[b] || (sums[a] == sums[b] && a > b);
        }

        /** The heap has the worst at its top. */
        private void offer(int doc) {
            if (size < heap.length) {
                int i = size++;
                heap[i] = doc;
                while (i > 0 && worse(heap[i], heap[(i - 1) / 2])) {
                    swap(i, (i - 1) / 2);
                    i = (i - 1) / 2;
                }
            } else if (worse(heap[0], doc)) {
                heap[0] = doc;
                sink();
            }
        }

        private void sink() {
            for (int i = 0; ; ) {
                int child = 2 * i + 1;
                if (child >= size) {
                    return;
                }
                if (child + 1 < size && worse(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!worse(heap[child], heap[i])) {
                    return;
                }
                swap(i, child);
                i = child;
            }
        }

        private void swap(int i, int j) {
            int doc = heap[i];
            heap[i] = heap[j];
            heap[j] = doc;
        }
    }
}
