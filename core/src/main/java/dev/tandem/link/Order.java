package dev.tandem.link;

import java.util.Arrays;
import java.util.Comparator;

/** Puts places in the order of 64-bit keys: by counting, digit by digit from the lowest, so that equal keys stay in order. */
final class Order {
    private static final int BITS = 11;
    private static final int VALUES = 1 << BITS;

    private Order() {}

    /** The places of keys, from the least key to the greatest. */
    static int[] of(long[] keys) {
        int[] order = new int[keys.length];
        Arrays.setAll(order, i -> i);
        return sorted(order, keys);
    }

    /** The places of texts in the order of {@link String#compareTo}. */
    static int[] of(String[] texts) {
        int common = common(texts);
        long[] keys = new long[texts.length];
        Arrays.setAll(keys, i -> key(texts[i], common));
        int[] order = of(keys);
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || keys[order[to]] != keys[order[from]]) {
                if (to - from > 1) {
                    sort(order, from, to, texts);
                }
                from = to;
            }
        }
        return order;
    }

    private static void sort(int[] order, int from, int to, String[] texts) {
        int[] some = Arrays.stream(order, from, to)
                .boxed()
                .sorted(Comparator.comparing(i -> texts[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(some, 0, order, from, some.length);
    }

    /** How many characters all texts begin with. */
    private static int common(String[] texts) {
        int common = texts.length == 0 ? 0 : texts[0].length();
        for (String text : texts) {
            int same = 0;
            while (same < Math.min(common, text.length()) && text.charAt(same) == texts[0].charAt(same)) {
                same++;
            }
            common = same;
        }
        return common;
    }

    /** A key in the order of texts, as far as eight characters below 256 from a place on tell it; else equal. */
    private static long key(String text, int from) {
        long key = 0;
        boolean open = true;
        for (int i = from; i < from + 8; i++) {
            int c = open && i < text.length() ? Math.min(text.charAt(i), 255) : 0;
            open &= c > 0 && c < 255;
            key = key << 8 | c;
        }
        return key ^ Long.MIN_VALUE;
    }

    /** Places in the order of their keys; those of equal keys stay in the order given. */
    static int[] sorted(int[] places, long[] keys) {
        int[] order = places.clone();
        int[] next = new int[order.length];
        long differing = 0;
        for (int place : order) {
            differing |= keys[place] ^ keys[order[0]];
        }
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if ((differing >>> shift & (VALUES - 1)) != 0) {
                pass(order, next, keys, shift);
                int[] sorted = next;
                next = order;
                order = sorted;
            }
        }
        return order;
    }

    private static void pass(int[] order, int[] next, long[] keys, int shift) {
        int[] from = new int[VALUES + 1];
        for (int place : order) {
            from[digit(keys[place], shift) + 1]++;
        }
        for (int value = 0; value < VALUES; value++) {
            from[value + 1] += from[value];
        }
        for (int place : order) {
            next[from[digit(keys[place], shift)]++] = place;
        }
    }

    /** The sign is turned round, so that negative keys come first. */
    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (VALUES - 1);
    }

    /** A key that is in the order of {@link Double#compare}: missing ones come last. */
    static long key(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
