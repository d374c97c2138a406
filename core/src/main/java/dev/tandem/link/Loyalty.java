package dev.tandem.link;

import java.util.Arrays;
import java.util.List;

/**
 * Right rows, two and two, that have a telephone number or a value in common, for one to see how often they then are alike
 * in something else too: calls of one person agree on name, company and address whether or not they are one call.
 */
final class Loyalty {
    private static final int MOST_LISTS = 10_000;
    private static final int MOST_OF_ONE = 20;

    private int[] rows = new int[64];
    private int size;

    /** Of rows that have a number in common. */
    static Loyalty ofContacts(List<KeyLists> contacts) {
        Loyalty loyalty = new Loyalty();
        for (KeyLists lists : contacts) {
            int every = 1 + lists.size() / MOST_LISTS;
            for (int list = 0; list < lists.size(); list += every) {
                int to = Math.min(lists.to(list), lists.from(list) + MOST_OF_ONE);
                for (int i = lists.from(list) + 1; i < to; i++) {
                    loyalty.add(lists.row(i - 1), lists.row(i));
                }
            }
        }
        return loyalty;
    }

    /**
     * Of rows that have a value in common.
     *
     * @param codes by row, 0 for none
     * @param distinct the greatest code
     */
    static Loyalty ofValues(int[] codes, int distinct) {
        Loyalty loyalty = new Loyalty();
        int every = 1 + codes.length / MOST_LISTS;
        int[] last = new int[distinct + 1];
        int[] count = new int[distinct + 1];
        Arrays.fill(last, -1);
        for (int row = 0; row < codes.length; row++) {
            int code = codes[row];
            if (code == 0 || code % every != 0) {
                continue;
            }
            if (last[code] >= 0 && count[code]++ < MOST_OF_ONE) {
                loyalty.add(last[code], row);
            }
            last[code] = row;
        }
        return loyalty;
    }

    private void add(int one, int other) {
        if (size + 2 > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        rows[size++] = one;
        rows[size++] = other;
    }

    /** Compares two right rows. */
    interface Likeness {
        /** Greater than 0 if they are alike, 0 if they are not, less if a value is missing. */
        int of(int one, int other);
    }

    /** The share of the pairs that are alike. */
    double share(Likeness likeness) {
        double alike = 1;
        double all = 4;
        for (int i = 0; i < size; i += 2) {
            int of = likeness.of(rows[i], rows[i + 1]);
            alike += of > 0 ? 1 : 0;
            all += of >= 0 ? 1 : 0;
        }
        return alike / all;
    }

    /**
     * What a weight is worth among rows that have something in common.
     *
     * @param weight of a value, had nothing agreed before: the logarithm of match over chance
     * @param loyal how often such rows are one person's, or another thing's to which the value belongs
     */
    static double given(double weight, double loyal) {
        return loyal == 0 ? weight : -Math.log(loyal + (1 - loyal) * Math.exp(-weight));
    }
}
