package dev.tandem.link;

import java.util.Arrays;

/**
 * Finds the rows whose terms are most like those of a text, by the cosine of TF-IDF vectors: terms are looked at from the
 * rarest on, until so many rows have been seen, and of the rows that then seem likest the cosine is computed. The rows of a
 * term that very many have are not kept: they are not looked for by it until none has it. Used by one thread.
 */
final class TermIndex {
    private static final int MOST_SEEN = 5_000;
    private static final int MOST_LISTED = 4_096;
    private static final int MOST_COMPARED = 20;
    private static final int[] NONE = {};
    private static final int[] TOO_MANY = {};

    final LiveTerms terms = new LiveTerms();

    /** By number of a term, its rows, and how many they are. */
    private int[][] rows = new int[64][];

    private int[] listed = new int[64];

    /** By row, its document. */
    private int[][] documents = new int[16][];

    /** By row, the root of the number of its terms, which stands for its length until it is compared. */
    private float[] size = new float[16];

    private float[] sum = new float[16];
    private int[] touched = new int[64];

    TermIndex() {
        Arrays.fill(rows, NONE);
    }

    void add(int row, long[] text) {
        if (row >= documents.length) {
            documents = Arrays.copyOf(documents, 2 * row);
            size = Arrays.copyOf(size, 2 * row);
            sum = Arrays.copyOf(sum, 2 * row);
        }
        int[] document = terms.add(text);
        documents[row] = document;
        size[row] = (float) Math.sqrt(document.length);
        if (terms.numbers() > rows.length) {
            int before = rows.length;
            rows = Arrays.copyOf(rows, 2 * terms.numbers());
            Arrays.fill(rows, before, rows.length, NONE);
            listed = Arrays.copyOf(listed, rows.length);
        }
        for (int i = 0; i < document.length; i++) {
            if (i == 0 || document[i] != document[i - 1]) {
                list(document[i], row);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isTooMany(int term) {
        return rows[term] == TOO_MANY;
    }

    private void list(int term, int row) {
        if (isTooMany(term)) {
            return;
        }
        int n = listed[term];
        if (n == MOST_LISTED) {
            rows[term] = TOO_MANY;
            listed[term] = 0;
            return;
        }
        if (n == rows[term].length) {
            rows[term] = Arrays.copyOf(rows[term], n == 0 ? 1 : 2 * n);
        }
        rows[term][n] = row;
        listed[term]++;
    }

    /** Takes out a row that was added. */
    void remove(int row) {
        int[] document = documents[row];
        for (int i = 0; i < document.length; i++) {
            if (i == 0 || document[i] != document[i - 1]) {
                unlist(document[i], row);
            }
        }
        terms.remove(document);
        documents[row] = NONE;
    }

    private void unlist(int term, int row) {
        if (isTooMany(term)) {
            rows[term] = terms.count(term) == 1 ? NONE : rows[term];
            return;
        }
        int[] list = rows[term];
        int at = 0;
        while (list[at] != row) {
            at++;
        }
        int last = --listed[term];
        list[at] = list[last];
        rows[term] = last == 0 ? NONE : list;
    }

    int[] document(int row) {
        return documents[row];
    }

    /** The rows that are most like a text, the likest first; of equals, the first. */
    int[] like(LiveQuery query, int most) {
        int n = addUp(query.known);
        long[] likely = new long[MOST_COMPARED];
        int some = best(n, likely);
        long[] ranked = new long[some];
        for (int i = 0; i < some; i++) {
            int row = ~(int) likely[i];
            ranked[i] = rank((float) query.cosine(documents[row]), row);
        }
        for (int i = 0; i < n; i++) {
            sum[touched[i]] = 0;
        }
        Arrays.sort(ranked);
        int[] out = new int[Math.min(most, some)];
        for (int i = 0; i < out.length; i++) {
            out[i] = ~(int) ranked[some - 1 - i];
        }
        return out;
    }

    /** Greater for rows that are liker; of equals, for the first. */
    private static long rank(float likeness, int row) {
        return (long) Float.floatToIntBits(likeness) << Integer.SIZE | (~row & 0xFFFF_FFFFL);
    }

    /** Adds up what each row has in common with a text; how many were touched. */
    private int addUp(int[] known) {
        long[] order = new long[known.length];
        int m = 0;
        for (int term : known) {
            if (!isTooMany(term)) {
                order[m++] = (long) listed[term] << Integer.SIZE | term;
            }
        }
        Arrays.sort(order, 0, m);
        int n = 0;
        int seen = 0;
        for (int i = 0; i < m; i++) {
            int term = (int) order[i];
            seen += listed[term];
            if (seen > MOST_SEEN) {
                break;
            }
            float weight = (float) Math.pow(terms.rarity(term), 2);
            for (int j = 0; j < listed[term]; j++) {
                n = touch(rows[term][j], n);
                sum[rows[term][j]] += weight;
            }
        }
        return n;
    }

    private int touch(int row, int n) {
        if (sum[row] != 0) {
            return n;
        }
        touched = n == touched.length ? Arrays.copyOf(touched, 2 * n) : touched;
        touched[n] = row;
        return n + 1;
    }

    /**
     * The rows that have most in common for their number of terms.
     *
     * @param best takes their ranks, in no order
     * @return how many they are
     */
    private int best(int n, long[] best) {
        int some = 0;
        int least = 0;
        for (int i = 0; i < n; i++) {
            int row = touched[i];
            long rank = rank(sum[row] / size[row], row);
            if (some < best.length) {
                best[some++] = rank;
            } else if (rank > best[least]) {
                best[least] = rank;
            } else {
                continue;
            }
            least = some < best.length ? 0 : least(best);
        }
        return some;
    }

    private static int least(long[] ranks) {
        int least = 0;
        for (int i = 1; i < ranks.length; i++) {
            least = ranks[i] < ranks[least] ? i : least;
        }
        return least;
    }
}
