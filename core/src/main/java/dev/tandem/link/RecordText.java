package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows of two tables as texts, whatever their columns: their words, their runs of four characters, their codes. */
final class RecordText {
    /** How many words of a row are looked at. */
    static final int MOST_WORDS = 700;

    static final int GRAM = 4;

    /** How many characters two tables may have for their runs of characters to be looked at. */
    private static final long MOST_CHARACTERS = 10_000_000;

    final TermSpace words;

    /** Null if the tables are too large for it. */
    final @Nullable TermSpace grams;

    /** Code-like words alone, with their rarity as their weight. */
    final Vectors leftCodes;

    final Vectors rightCodes;

    /**
     * @param leftColumns the columns to be read
     * @param characters whether to look at runs of characters; null for as the tables' size allows
     */
    RecordText(View left, int[] leftColumns, View right, int[] rightColumns, @Nullable Boolean characters) {
        Bags leftWords = words(left, leftColumns);
        Bags rightWords = words(right, rightColumns);
        words = new TermSpace(leftWords, null, rightWords, null);
        boolean wanted = characters == null
                ? characters(left, leftColumns) + characters(right, rightColumns) <= MOST_CHARACTERS
                : characters;
        grams = wanted ? new TermSpace(grams(left, leftColumns), null, grams(right, rightColumns), null) : null;
        leftCodes = codes(left, leftColumns, words, leftWords);
        rightCodes = codes(right, rightColumns, words, rightWords);
    }

    private static Bags words(View view, int[] columns) {
        long[][][] wordsOf = new long[columns.length][][];
        for (int i = 0; i < columns.length; i++) {
            wordsOf[i] = new long[view.distinct(columns[i])][];
            for (int code = 0; code < wordsOf[i].length; code++) {
                wordsOf[i][code] = Words.words(view.value(columns[i], code));
            }
        }
        long[] buffer = new long[MOST_WORDS];
        return Bags.of(view.size(), row -> {
            int n = 0;
            for (int i = 0; i < columns.length && n < MOST_WORDS; i++) {
                long[] some = wordsOf[i][view.code(columns[i], row)];
                int m = Math.min(some.length, MOST_WORDS - n);
                System.arraycopy(some, 0, buffer, n, m);
                n += m;
            }
            return Arrays.copyOf(buffer, n);
        });
    }

    private static Bags grams(View view, int[] columns) {
        StringBuilder text = new StringBuilder();
        return Bags.of(view.size(), row -> {
            text.setLength(0);
            for (int column : columns) {
                String flat = Words.flat(view.value(column, view.code(column, row)));
                if (!flat.isEmpty() && text.length() < 2 * Words.LONGEST) {
                    text.append(text.isEmpty() ? "" : " ").append(flat);
                }
            }
            return Words.grams(text.toString(), GRAM);
        });
    }

    private static long characters(View view, int[] columns) {
        long sum = 0;
        for (int column : columns) {
            for (int code = 1; code < view.distinct(column); code++) {
                sum += (long) view.count(column, code)
                        * view.value(column, code).length();
            }
        }
        return sum;
    }

    /** As vectors that hold rarities; the words of both sides only, for no other code can be in common. */
    private static Vectors codes(View view, int[] columns, TermSpace space, Bags words) {
        boolean[][][] isCode = new boolean[columns.length][][];
        for (int i = 0; i < columns.length; i++) {
            isCode[i] = new boolean[view.distinct(columns[i])][];
            for (int code = 0; code < isCode[i].length; code++) {
                isCode[i][code] = Words.codes(view.value(columns[i], code));
            }
        }
        long[] buffer = new long[MOST_WORDS];
        Bags codes = Bags.of(view.size(), row -> {
            int n = 0;
            int at = words.from(row);
            for (int i = 0; i < columns.length; i++) {
                boolean[] some = isCode[i][view.code(columns[i], row)];
                for (int j = 0; j < some.length && at < words.to(row); j++, at++) {
                    if (some[j]) {
                        buffer[n++] = words.term(at);
                    }
                }
            }
            return Arrays.copyOf(buffer, n);
        });
        return space.rarities(codes);
    }

    /** How similar two rows look at first sight, from 0 to 1. */
    double similarity(int leftRow, int rightRow) {
        double cosine = words.cosine(leftRow, rightRow);
        return grams == null ? cosine : (cosine + grams.cosine(leftRow, rightRow)) / 2;
    }
}
