package dev.tandem.link;

import dev.tandem.link.value.TextKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One column of a table, dictionary-encoded: a code for each row, 0 where the value is missing. */
final class Column {
    private final int[] codes;
    private final String[] values;
    private final int[] counts;

    private Column(int[] codes, String[] values) {
        this.codes = codes;
        this.values = values;
        counts = new int[values.length + 1];
        for (int code : codes) {
            counts[code]++;
        }
    }

    int size() {
        return codes.length;
    }

    /** The code of a row's value, from 1 to {@link #distinct}; 0 if it is missing. */
    int code(int row) {
        return codes[row];
    }

    /** How many different values there are; missing is none. */
    int distinct() {
        return values.length;
    }

    /** The value of a code; null for 0. */
    @Nullable
    String value(int code) {
        return code == 0 ? null : values[code - 1];
    }

    /** The value of a code that is not 0. */
    String text(int code) {
        return values[code - 1];
    }

    /** What the values name, for the most part. */
    TextKind kind() {
        return TextKind.of(values);
    }

    /** The code of each value. */
    Map<String, Integer> codes() {
        Map<String, Integer> codes = new HashMap<>();
        for (int code = 1; code <= values.length; code++) {
            codes.put(values[code - 1], code);
        }
        return codes;
    }

    /** The same column with its rows in another order, and its codes in the order of their first rows. */
    Column inOrder(int[] rows) {
        int[] renumbered = new int[values.length + 1];
        int[] newCodes = new int[rows.length];
        String[] newValues = new String[values.length];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            int code = codes[rows[i]];
            if (code != 0 && renumbered[code] == 0) {
                newValues[size++] = values[code - 1];
                renumbered[code] = size;
            }
            newCodes[i] = renumbered[code];
        }
        return new Column(newCodes, Arrays.copyOf(newValues, size));
    }

    /** How many rows have the value of a code. */
    int count(int code) {
        return counts[code];
    }

    /** How many rows have a value. */
    int present() {
        return codes.length - counts[0];
    }

    /** Takes values in the order of the rows. */
    static final class Builder {
        private final TextIndex values = new TextIndex();
        private int[] codes = new int[64];
        private int size;

        void add(@Nullable String text) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size * 2);
            }
            String value = text == null ? "" : text.strip();
            codes[size++] = value.isEmpty() ? 0 : values.add(value) + 1;
        }

        Column build() {
            return new Column(Arrays.copyOf(codes, size), values.texts());
        }
    }
}
