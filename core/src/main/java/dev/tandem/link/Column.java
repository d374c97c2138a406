package dev.tandem.link;

import dev.tandem.link.value.TextKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One column of a table, dictionary-encoded: a code for each row, 0 where the value is missing. */
final class Column {
    private final int[] codes;
    private final StoredTexts values;
    private final int[] counts;

    private Column(int[] codes, StoredTexts values) {
        this.codes = codes;
        this.values = values;
        counts = new int[values.size() + 1];
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
        return values.size();
    }

    /** The value of a code, made anew; null for 0. */
    @Nullable
    String value(int code) {
        return code == 0 ? null : text(code);
    }

    /** The value of a code that is not 0, made anew. */
    String text(int code) {
        return values.text(code - 1);
    }

    /** What the values name, for the most part. */
    TextKind kind() {
        return TextKind.of(Readers.sample(this));
    }

    /** The code of each value. */
    Map<String, Integer> codes() {
        Map<String, Integer> codes = new HashMap<>();
        for (int code = 1; code <= values.size(); code++) {
            codes.put(text(code), code);
        }
        return codes;
    }

    /** The same column with its rows in another order, and its codes in the order of their first rows. */
    Column inOrder(int[] rows) {
        int[] renumbered = new int[values.size() + 1];
        int[] newCodes = new int[rows.length];
        int[] kept = new int[values.size()];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            int code = codes[rows[i]];
            if (code != 0 && renumbered[code] == 0) {
                kept[size++] = code - 1;
                renumbered[code] = size;
            }
            newCodes[i] = renumbered[code];
        }
        return new Column(newCodes, values.some(Arrays.copyOf(kept, size)));
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
        /** In place of a code that is not known yet. */
        private static final int WAITS = -1;

        private final TextIndex values = new TextIndex();
        private final int[] numbers = new int[TextIndex.MOST_WAITING];
        private int[] codes = new int[64];
        private int size;

        /** The first row whose code may not be known yet. */
        private int open;

        void add(@Nullable String text) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size * 2);
            }
            String value = text == null ? "" : text.strip();
            if (value.isEmpty()) {
                codes[size++] = 0;
                return;
            }
            codes[size++] = WAITS;
            if (values.push(value) == TextIndex.MOST_WAITING) {
                settle();
            }
        }

        private void settle() {
            values.numbers(numbers);
            int next = 0;
            for (; open < size; open++) {
                if (codes[open] == WAITS) {
                    codes[open] = numbers[next++] + 1;
                }
            }
        }

        Column build() {
            settle();
            return new Column(Arrays.copyOf(codes, size), values.texts());
        }
    }
}
