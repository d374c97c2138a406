package dev.tandem.link.value;

/**
 * Which letters each of some texts has, and how many: enough to say of most pairs of texts that they are not alike without
 * comparing them, or even reading them.
 */
final class Letters {
    private static final int MOST_PREFIX = 4;
    private static final double INCREASE = 0.1;

    /** What rounding may take from the bound. */
    private static final double SLACK = 1e-9;

    private final int[] lengths;

    /** The first four characters, eight bits of each. */
    private final int[] heads;

    /** For each kind of letter a bit if there is one, and another if there are two; then for three and for four. */
    private final long[] few;

    private final long[] many;

    Letters(String[] texts) {
        lengths = new int[texts.length];
        heads = new int[texts.length];
        few = new long[texts.length];
        many = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            read(i, texts[i]);
        }
    }

    private void read(int at, String text) {
        long once = 0;
        long twice = 0;
        long thrice = 0;
        long often = 0;
        for (int i = 0; i < text.length(); i++) {
            long bit = 1L << (text.charAt(i) & 31);
            often |= thrice & bit;
            thrice |= twice & bit;
            twice |= once & bit;
            once |= bit;
            heads[at] |= i < MOST_PREFIX ? (text.charAt(i) & 255) << (8 * i) : 0;
        }
        lengths[at] = text.length();
        few[at] = twice << 32 | once;
        many[at] = often << 32 | thrice;
    }

    /** No less than the similarity of Jaro and Winkler of two texts: letters that one lacks agree with none. */
    double mostAlike(int text, Letters others, int other) {
        int a = lengths[text];
        int b = others.lengths[other];
        int onlyA = Long.bitCount(few[text] & ~others.few[other]) + Long.bitCount(many[text] & ~others.many[other]);
        int onlyB = Long.bitCount(others.few[other] & ~few[text]) + Long.bitCount(others.many[other] & ~many[text]);
        int agreeing = Math.min(a - onlyA, b - onlyB);
        double jaro = (agreeing / (double) a + agreeing / (double) b + 1) / 3;
        int prefix = Math.min(MOST_PREFIX, Integer.numberOfTrailingZeros(heads[text] ^ others.heads[other]) / 8);
        return jaro + INCREASE * prefix * (1 - jaro) + SLACK;
    }
}
