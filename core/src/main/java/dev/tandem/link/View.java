package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A table with its rows in the order of their ids and its values numbered as they then come, so that nothing computed
 * from it hangs on the order in which the rows were given.
 */
final class View {
    private final Table table;
    private final int[] order;
    private int[] rows = {};
    private final int[][] codes;
    private final String[][] values;
    private final int[][] counts;

    View(Table table) {
        this.table = table;
        order = order(table);
        int width = table.columns().size();
        codes = new int[width][];
        values = new String[width][];
        counts = new int[width][];
        for (int column = 0; column < width; column++) {
            read(column);
        }
    }

    private static int[] order(Table table) {
        int n = table.size();
        boolean ascending =
                IntStream.range(1, n).allMatch(row -> table.id(row - 1).compareTo(table.id(row)) < 0);
        IntStream rows = IntStream.range(0, n);
        return ascending
                ? rows.toArray()
                : rows.boxed()
                        .sorted(Comparator.comparing(table::id))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private void read(int index) {
        Column column = table.column(index);
        int[] number = new int[column.distinct() + 1];
        int[] rows = new int[order.length];
        String[] texts = new String[column.distinct() + 1];
        int[] count = new int[column.distinct() + 1];
        Arrays.fill(texts, "");
        int next = 1;
        for (int row = 0; row < order.length; row++) {
            int code = column.code(order[row]);
            String value = column.value(code);
            if (value != null) {
                if (number[code] == 0) {
                    texts[next] = value.length() > Words.LONGEST ? value.substring(0, Words.LONGEST) : value;
                    number[code] = next++;
                }
                rows[row] = number[code];
            }
            count[rows[row]]++;
        }
        codes[index] = rows;
        values[index] = texts;
        counts[index] = count;
    }

    int size() {
        return order.length;
    }

    int width() {
        return codes.length;
    }

    String name(int column) {
        return table.columns().get(column);
    }

    String id(int row) {
        return table.id(order[row]);
    }

    /** The place of a row in the table that was given. */
    int place(int row) {
        return order[row];
    }

    /** The row of a place in the table that was given. */
    int row(int place) {
        if (rows.length != order.length) {
            rows = new int[order.length];
            for (int row = 0; row < order.length; row++) {
                rows[order[row]] = row;
            }
        }
        return rows[place];
    }

    /** The code of a value, from 1; 0 if it is missing. */
    int code(int column, int row) {
        return codes[column][row];
    }

    /** The codes of a column by row; not to be changed. */
    int[] codes(int column) {
        return codes[column];
    }

    /** How many codes a column has, that for missing included. */
    int distinct(int column) {
        return values[column].length;
    }

    /** The value of a code, its first characters if it is long; empty for 0. */
    String value(int column, int code) {
        return values[column][code];
    }

    /** How many rows have a code. */
    int count(int column, int code) {
        return counts[column][code];
    }

    /** How many rows have a value. */
    int present(int column) {
        return order.length - counts[column][0];
    }
}
