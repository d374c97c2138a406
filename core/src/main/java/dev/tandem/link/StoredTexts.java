package dev.tandem.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts by number, from 0, as bytes in a few large blocks: millions of them are few objects to the collector. A text is made
 * anew each time it is asked for. Immutable.
 */
final class StoredTexts {
    /** The bytes of a length and of how a text is written, at most. */
    static final int LONGEST_HEAD = 5;

    private static final int SEVEN_BITS = 0x7F;
    private static final int LATIN_1 = 0xFF;

    private final byte[][] blocks;

    /** Where each text begins: the block in the upper half, the place in it in the lower. */
    private final long[] places;

    StoredTexts(byte[][] blocks, long[] places) {
        this.blocks = blocks;
        this.places = places;
    }

    int size() {
        return places.length;
    }

    String text(int number) {
        return read(blocks[block(places[number])], (int) places[number]);
    }

    /** All texts by number. */
    String[] texts() {
        String[] texts = new String[places.length];
        Arrays.setAll(texts, this::text);
        return texts;
    }

    /** Some of the texts, numbered in the order given; they share their bytes with these. */
    StoredTexts some(int[] numbers) {
        return new StoredTexts(
                blocks,
                Arrays.stream(numbers).mapToLong(number -> places[number]).toArray());
    }

    static long place(int block, int at) {
        return (long) block << Integer.SIZE | at;
    }

    static int block(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    /**
     * Writes a text: its length and whether a character takes two bytes, as a number of seven bits a byte; then its
     * characters. There must be room for two bytes a character and {@link #LONGEST_HEAD}. Equal bytes are equal texts.
     *
     * @return where the text ends
     */
    static int write(String text, byte[] bytes, int at) {
        int length = text.length();
        int characters = head(length << 1, bytes, at);
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            seen |= c;
            bytes[characters + i] = (byte) c;
        }
        return seen <= LATIN_1 ? characters + length : writeWide(text, bytes, at);
    }

    private static int writeWide(String text, byte[] bytes, int at) {
        int end = head(text.length() << 1 | 1, bytes, at);
        for (int i = 0; i < text.length(); i++) {
            bytes[end++] = (byte) (text.charAt(i) >> Byte.SIZE);
            bytes[end++] = (byte) text.charAt(i);
        }
        return end;
    }

    private static int head(int head, byte[] bytes, int at) {
        int end = at;
        int rest = head;
        while (rest >>> 7 != 0) {
            bytes[end++] = (byte) (rest | ~SEVEN_BITS);
            rest >>>= 7;
        }
        bytes[end++] = (byte) rest;
        return end;
    }

    private static String read(byte[] bytes, int at) {
        int head = 0;
        int from = at;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[from++];
            head |= (b & SEVEN_BITS) << shift;
            if (b >= 0) {
                break;
            }
        }
        int length = head >>> 1;
        return (head & 1) == 0 ? narrow(bytes, from, length) : wide(bytes, from, length);
    }

    private static String narrow(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static String wide(byte[] bytes, int from, int length) {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (char) (bytes[from + 2 * i] << Byte.SIZE | (bytes[from + 2 * i + 1] & LATIN_1));
        }
        return new String(characters);
    }
}
