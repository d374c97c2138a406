package dev.tandem.link;

import java.util.Arrays;

/**
 * Finds the rows whose terms are most like those of a text, by the cosine of TF-IDF vectors, roughly: terms are looked at
 * from the rarest on, until so many rows have been seen. The rarities that a row's length is made of are those of the time
 * when it was added. Used by one thread.
 */
final class TermIndex {
    private static final int MOST_SEEN = 20_000;

    private final KeyedRows rows = new KeyedRows();

    /** All rows are equal in time. */
    private double[] never = new double[16];

    private float[] length = new float[16];
    private float[] sum = new float[16];
    private int[] touched = new int[64];
    private int size;

    void add(int row, long[] terms) {
        if (row >= length.length) {
            never = Arrays.copyOf(never, 2 * row);
            length = Arrays.copyOf(length, 2 * row);
            sum = Arrays.copyOf(sum, 2 * row);
        }
        size++;
        double squares = 0;
        for (long term : distinct(terms)) {
            rows.add(term, row, never);
            squares += Math.pow(rarity(rows.count(term)), 2);
        }
        length[row] = (float) Math.sqrt(squares);
    }

    /** @param terms those with which the row was added */
    void remove(int row, long[] terms) {
        size--;
        for (long term : distinct(terms)) {
            rows.remove(term, row, never);
        }
    }

    private static long[] distinct(long[] terms) {
        return Arrays.stream(terms).sorted().distinct().toArray();
    }

    private double rarity(int count) {
        return Math.log((size + 1) / (count + 0.5));
    }

    private record Term(TimeList rows, double rarity) {}

    /** The rows that are most like some terms, the likest first; of equals, the first. */
    int[] like(long[] terms, int most) {
        Term[] known = Arrays.stream(distinct(terms))
                .filter(term -> rows.count(term) > 0)
                .mapToObj(term -> new Term(list(term), rarity(rows.count(term))))
                .sorted((a, b) -> Integer.compare(a.rows.size(), b.rows.size()))
                .toArray(Term[]::new);
        int n = 0;
        int seen = 0;
        for (Term term : known) {
            seen += term.rows.size();
            if (seen > MOST_SEEN) {
                break;
            }
            n = addUp(term, n);
        }
        int[] best = Arrays.stream(touched, 0, n)
                .boxed()
                .sorted((a, b) -> {
                    int c = Float.compare(sum[b] / length[b], sum[a] / length[a]);
                    return c != 0 ? c : Integer.compare(a, b);
                })
                .limit(most)
                .mapToInt(row -> row)
                .toArray();
        for (int i = 0; i < n; i++) {
            sum[touched[i]] = 0;
        }
        return best;
    }

    private TimeList list(long term) {
        TimeList list = rows.find(term);
        return list == null ? new TimeList() : list;
    }

    private int addUp(Term term, int before) {
        int n = before;
        TimeList.Cursor from = term.rows.new Cursor(Double.NEGATIVE_INFINITY, never);
        for (int row = from.next(); row >= 0; row = from.next()) {
            if (sum[row] == 0) {
                touched = n == touched.length ? Arrays.copyOf(touched, 2 * n) : touched;
                touched[n++] = row;
            }
            sum[row] += (float) (term.rarity * term.rarity);
        }
        return n;
    }
}
