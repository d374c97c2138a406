package dev.tandem.link;

import java.util.function.Consumer;

/** Finds recordings that may be parts of one call: of the same people, and one soon after the other. */
abstract class Runs {
    /** How many parts a call has at most. */
    static final int MOST = 7;

    private static final double GAP = 120;

    /** Seconds since 1970. */
    abstract double start(int row);

    /** In seconds; NaN where missing. */
    abstract double length(int row);

    /** The same for the same people. */
    abstract long party(int row);

    /** Whether nothing says that two recordings are of different colleagues. */
    abstract boolean compatible(int a, int b);

    private boolean follows(int first, int next) {
        double gap = start(next) - start(first) - length(first);
        return party(first) == party(next) && gap >= -2 && gap <= GAP && compatible(first, next);
    }

    /**
     * Tells the parts that begin with a row.
     *
     * @param rows in order of party, then of time; those around the row are enough
     * @param at the place of the row
     */
    void grow(int[] rows, int at, Consumer<Parts.Part> parts) {
        int first = rows[at];
        int last = at;
        while (last + 1 < rows.length && last - at + 1 < MOST && follows(rows[last], rows[last + 1])) {
            last++;
        }
        boolean begins = at == 0 || !follows(rows[at - 1], first);
        boolean ends = last + 1 == rows.length || !follows(rows[last], rows[last + 1]);
        double sum = length(first);
        for (int i = at + 1; i <= last; i++) {
            int[] members = new int[i - at + 1];
            System.arraycopy(rows, at, members, 0, members.length);
            sum += length(rows[i]);
            double span = start(rows[i]) + length(rows[i]) - start(first);
            if (!Double.isNaN(span)) {
                int kind = !begins ? Parts.STRETCH : i == last && ends ? Parts.RUN : Parts.BEGINNING;
                parts.accept(new Parts.Part(members, span, sum, kind));
            }
        }
    }

    /** Some recordings that share a code, in order of time, as one call. */
    Parts.Part sharing(int[] members) {
        int last = members[members.length - 1];
        double sum = 0;
        for (int member : members) {
            sum += length(member);
        }
        return new Parts.Part(members, start(last) + length(last) - start(members[0]), sum, Parts.CODE);
    }

    /** What one value adds to a party, so that it is the same in whatever order the values come. */
    static long party(String value) {
        return 0x9E3779B97F4A7C15L * (value.hashCode() * 31L + value.length());
    }
}
