package dev.tandem.link.value;

/**
 * Which letters each of some texts has, and how many: enough to say of most pairs of texts that they are not alike without
 * comparing them, or even reading them.
 */
public final class Letters {
    private static final int MOST_PREFIX = 4;
    private static final double INCREASE = 0.1;

    /** What rounding may take from the bound. */
    private static final double SLACK = 1e-9;

    /** What is known of a text lies together, in four words: those three, and one that keeps it on one line of memory. */
    private static final int WORDS = 4;

    /** For each kind of letter a bit if there is one, and another if there are two; then for three and for four. */
    private static final int FEW = 0;

    private static final int MANY = 1;

    /** The first four characters, eight bits of each, and the length above them. */
    private static final int HEAD = 2;

    private final long[] words;

    /** Reads each text. */
    public Letters(String[] texts) {
        words = new long[Math.multiplyExact(texts.length, WORDS)];
        for (int i = 0; i < texts.length; i++) {
            read(i * WORDS, texts[i]);
        }
    }

    private void read(int at, String text) {
        long once = 0;
        long twice = 0;
        long thrice = 0;
        long often = 0;
        long head = 0;
        for (int i = 0; i < text.length(); i++) {
            long bit = 1L << (text.charAt(i) & 31);
            often |= thrice & bit;
            thrice |= twice & bit;
            twice |= once & bit;
            once |= bit;
            head |= i < MOST_PREFIX ? (long) (text.charAt(i) & 255) << (8 * i) : 0;
        }
        words[at + FEW] = twice << 32 | once;
        words[at + MANY] = often << 32 | thrice;
        words[at + HEAD] = (long) text.length() << 32 | head;
    }

    /** No less than the similarity of Jaro and Winkler of two texts: letters that one lacks agree with none. */
    public double mostAlike(int text, Letters others, int other) {
        int i = text * WORDS;
        int j = other * WORDS;
        long[] theirs = others.words;
        long few = words[i + FEW] ^ theirs[j + FEW];
        long many = words[i + MANY] ^ theirs[j + MANY];
        int a = (int) (words[i + HEAD] >>> 32);
        int b = (int) (theirs[j + HEAD] >>> 32);
        int onlyA = Long.bitCount(few & words[i + FEW]) + Long.bitCount(many & words[i + MANY]);
        int onlyB = Long.bitCount(few & theirs[j + FEW]) + Long.bitCount(many & theirs[j + MANY]);
        int agreeing = Math.min(a - onlyA, b - onlyB);
        double jaro = (agreeing / (double) a + agreeing / (double) b + 1) / 3;
        int differing = Integer.numberOfTrailingZeros((int) words[i + HEAD] ^ (int) theirs[j + HEAD]);
        return jaro + INCREASE * Math.min(MOST_PREFIX, differing / 8) * (1 - jaro) + SLACK;
    }
}
