package dev.tandem.link;

/**
 * How pairs of rows compare, column by column: all that is to be known of them to weigh them, which is done again as often
 * as something new is learned. Different pairs may be filled by different threads.
 */
final class Comparisons {
    private final Weigher weigher;
    private final RightRows rows;
    private final int phones;
    private final int lengths;
    private final int width;
    private final int[] times;
    private final byte[] levels;

    /** @param size how many pairs there is room for */
    Comparisons(Weigher weigher, int size) {
        this.weigher = weigher;
        rows = weigher.rightRows();
        phones = weigher.phones.size();
        lengths = weigher.lengths.size();
        width = phones + lengths + weigher.values.size();
        times = new int[size];
        levels = new byte[Math.multiplyExact(size, width)];
    }

    /** Compares two rows. */
    void compare(int at, int l, int r) {
        compareMost(at, l, r);
        for (int i = 0; i < weigher.values.size(); i++) {
            compareValue(at, i, l, r);
        }
    }

    /** Compares all but the values, which take longest. */
    void compareMost(int at, int l, int r) {
        times[at] = weigher.time.compare(l, r);
        int to = at * width;
        for (int i = 0; i < phones; i++) {
            levels[to++] = (byte) weigher.phones.get(i).level(l, r, rows);
        }
        for (int i = 0; i < lengths; i++) {
            levels[to++] = (byte) weigher.lengths.get(i).level(l, r);
        }
    }

    /** Compares the values of one pair of columns; their level. */
    int compareValue(int at, int column, int l, int r) {
        int level = weigher.values.get(column).level(l, r);
        levels[at * width + phones + lengths + column] = (byte) level;
        return level;
    }

    /** Finds out whether the values of one pair of columns are equal; their level, or that they are not. */
    int compareEqual(int at, int column, int l, int r) {
        int level = weigher.values.get(column).equal(l, rows.value(r, column));
        levels[at * width + phones + lengths + column] = (byte) level;
        return level;
    }

    /** The lowest level that values which are not equal may have, by their letters. */
    int atBest(int column, int l, int r) {
        return weigher.values.get(column).atBest(l, rows.value(r, column));
    }

    int time(int at) {
        return times[at];
    }

    int phone(int at, int column) {
        return levels[at * width + column];
    }

    int length(int at, int column) {
        return levels[at * width + phones + column];
    }

    int value(int at, int column) {
        return levels[at * width + phones + lengths + column];
    }
}
