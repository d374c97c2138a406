package dev.tandem.text;

import java.util.Random;

/** Pairs of random texts: unrelated, or the second made of the first by slips and moves; of many alphabets and lengths. */
final class RandomTexts {
    private static final int LONGEST = 300;

    private final Random random;

    RandomTexts(Random random) {
        this.random = random;
    }

    record Two(String left, String right) {}

    Two two() {
        Alphabet[] all = Alphabet.values();
        Alphabet alphabet = all[random.nextInt(all.length)];
        String left = text(alphabet, length());
        return new Two(left, random.nextInt(3) == 0 ? text(alphabet, length()) : near(left, alphabet));
    }

    /** Short ones, those about one and two machine words, and any other. */
    private int length() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(6);
            case 1 -> 60 + random.nextInt(10);
            case 2 -> random.nextInt(40) + (random.nextInt(4) == 0 ? 110 : 0);
            default -> random.nextInt(LONGEST + 1);
        };
    }

    String text(Alphabet alphabet, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(alphabet.any(random));
        }
        text.setLength(length); // may cut a surrogate pair in two
        return text.toString();
    }

    String near(String text, Alphabet alphabet) {
        StringBuilder near = new StringBuilder(text);
        for (int slips = random.nextInt(6); slips > 0; slips--) {
            int at = random.nextInt(near.length() + 1);
            int to = Math.min(near.length(), at + 1 + random.nextInt(random.nextInt(4) == 0 ? 70 : 2));
            switch (random.nextInt(4)) {
                case 0 -> near.insert(at, alphabet.any(random));
                case 1 -> near.delete(at, to);
                case 2 -> near.replace(at, to, alphabet.any(random));
                default -> move(near, at, to);
            }
        }
        return near.toString();
    }

    private void move(StringBuilder text, int from, int to) {
        String moved = text.substring(from, to);
        text.delete(from, to).insert(random.nextInt(text.length() + 1), moved);
    }

    enum Alphabet {
        TWO_LETTERS('a', 2),
        LOWER_CASE('a', 26),
        ASCII(' ', 95),
        LATIN_1(0, 256),
        ABOUT_THE_END_OF_LATIN_1(250, 12),
        GREEK_AND_CYRILLIC(0x370, 0x190),
        CHINESE(0x4E00, 0x5200),
        ANY_CHAR_LONE_SURROGATES_TOO(0, 0x10000),
        EMOJI(0x1F600, 80),
        ANY_CODE_POINT(0, 0x110000),
        /** Letters, and characters that fall together modulo any power of two that a hash table may have. */
        COLLIDING(0, 0) {
            @Override
            String any(Random random) {
                return Character.toString(
                        random.nextInt(4) == 0 ? 'a' + random.nextInt(26) : 0x161 + 0x400 * random.nextInt(60));
            }
        };

        private final int first;
        private final int size;

        Alphabet(int first, int size) {
            this.first = first;
            this.size = size;
        }

        String any(Random random) {
            return Character.toString(first + random.nextInt(size));
        }
    }
}
