package dev.tandem.link;

/** Which letters texts have, as bits: enough to say of most pairs that they are not alike without comparing them. */
final class Letters {
    private static final int MOST_PREFIX = 4;
    private static final double INCREASE = 0.1;
    /** What rounding may make of the bound. */
    private static final double SLACK = 1e-9;

    private Letters() {}

    static long[] of(String[] texts) {
        long[] letters = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            letters[i] = of(texts[i]);
        }
        return letters;
    }

    /** A bit for each letter that a text has, and another for each that it has twice; others share bits. */
    static long of(String text) {
        long once = 0;
        long twice = 0;
        for (int i = 0; i < text.length(); i++) {
            long bit = 1L << (text.charAt(i) & 31);
            twice |= once & bit;
            once |= bit;
        }
        return twice << 32 | once;
    }

    /** No less than the similarity of Jaro and Winkler: letters that one text lacks agree with none. */
    static double mostAlike(String a, long lettersOfA, String b, long lettersOfB) {
        int agreeing = Math.min(
                a.length() - Long.bitCount(lettersOfA & ~lettersOfB),
                b.length() - Long.bitCount(lettersOfB & ~lettersOfA));
        double jaro = (agreeing / (double) a.length() + agreeing / (double) b.length() + 1) / 3;
        int prefix = 0;
        int most = Math.min(MOST_PREFIX, Math.min(a.length(), b.length()));
        while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + INCREASE * prefix * (1 - jaro) + SLACK;
    }
}
