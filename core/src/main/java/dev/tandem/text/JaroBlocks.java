package dev.tandem.text;

/**
 * The agreeing characters of two texts of any length. The left text is taken in blocks of 64. In each, every character of the
 * right that agrees with none before takes the first free place; since places are tried in ascending order either way, this
 * finds what taking the characters of the right one by one finds.
 */
final class JaroBlocks {
    private static final int WIDTH = CharMasks.WIDTH;

    private final String left;
    private final String right;
    private final int range;
    private final long[] leftAgreeing;
    private final long[] rightAgreeing;

    private JaroBlocks(String left, String right) {
        this.left = left;
        this.right = right;
        this.range = JaroWinkler.range(left, right);
        this.leftAgreeing = new long[words(left)];
        this.rightAgreeing = new long[words(right)];
    }

    static JaroBlocks of(String left, String right) {
        JaroBlocks blocks = new JaroBlocks(left, right);
        CharMasks masks = CharMasks.scratch();
        for (int block = 0; block < blocks.leftAgreeing.length; block++) {
            int from = block * WIDTH;
            int to = from + Math.min(WIDTH, left.length() - from);
            try {
                masks.add(left, from, to);
                blocks.leftAgreeing[block] = blocks.agreeing(masks, from, to);
            } finally {
                masks.clear(left, from, to);
            }
        }
        return blocks;
    }

    private static int words(String text) {
        return text.length() / WIDTH + 1;
    }

    private long agreeing(CharMasks masks, int from, int to) {
        long agreeing = 0;
        int end = (int) Math.min(right.length(), (long) to + range);
        for (int j = Math.max(0, from - range); j < end; j++) {
            long taken = -((rightAgreeing[j / WIDTH] >>> j) & 1);
            long candidates = masks.of(right.charAt(j)) & window(j - from) & ~agreeing & ~taken;
            agreeing |= candidates & -candidates;
            rightAgreeing[j / WIDTH] |= ((candidates | -candidates) >>> 63) << j;
        }
        return agreeing;
    }

    /** The places of a block that are within range of a place given relative to its start. */
    private long window(int place) {
        long notBefore = place <= range ? -1L : -1L << (place - range);
        long notAfter = place + range >= WIDTH - 1 ? -1L : CharMasks.lowest(place + range + 1);
        return notBefore & notAfter;
    }

    /** How many characters of each text agree. */
    int matches() {
        int matches = 0;
        for (long word : leftAgreeing) {
            matches += Long.bitCount(word);
        }
        return matches;
    }

    /** How many of the agreeing characters differ from the one that has the same rank among those of the other text. */
    int displaced() {
        int displaced = 0;
        int block = 0;
        long l = leftAgreeing[0];
        for (int word = 0; word < rightAgreeing.length; word++) {
            for (long r = rightAgreeing[word]; r != 0; r &= r - 1) {
                while (l == 0) {
                    l = leftAgreeing[++block];
                }
                displaced += at(left, block, l) == at(right, word, r) ? 0 : 1;
                l &= l - 1;
            }
        }
        return displaced;
    }

    private static char at(String text, int word, long bits) {
        return text.charAt(word * WIDTH + Long.numberOfTrailingZeros(bits));
    }
}
