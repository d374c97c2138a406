package dev.tandem.link;

/** Which values of two columns are equal, and how frequent each is over both. */
final class Agreement {
    private final long[] left;
    private final long[] right;
    private final LongTally tally;
    private final double values;
    private final double chance;
    private final long distinctCharacters;

    /** @param leftTexts the texts of the codes, equal for equal values */
    Agreement(View leftView, int leftColumn, String[] leftTexts, View rightView, int rightColumn, String[] rightTexts) {
        left = hashes(leftTexts);
        right = hashes(rightTexts);
        tally = new LongTally(left.length + right.length);
        add(leftView, leftColumn, left);
        add(rightView, rightColumn, right);
        values = Math.max(1, leftView.present(leftColumn) + rightView.present(rightColumn));
        chance = chance(tally.counts(), values);
        distinctCharacters = length(leftTexts) + length(rightTexts);
    }

    private static double chance(int[] counts, double values) {
        double sum = 0;
        for (int count : counts) {
            sum += count / values * (count / values);
        }
        return sum;
    }

    private static long[] hashes(String[] texts) {
        long[] out = new long[texts.length];
        for (int code = 1; code < out.length; code++) {
            out[code] = Words.hash(texts[code], 0, texts[code].length());
        }
        return out;
    }

    private void add(View view, int column, long[] hashes) {
        for (int code = 1; code < hashes.length; code++) {
            tally.add(hashes[code], view.count(column, code));
        }
    }

    private static long length(String[] texts) {
        long sum = 0;
        for (String text : texts) {
            sum += text.length();
        }
        return sum;
    }

    boolean equal(int leftCode, int rightCode) {
        return left[leftCode] == right[rightCode];
    }

    /** Which share of all values equals a left one. */
    double share(int leftCode) {
        return tally.count(left[leftCode]) / values;
    }

    /** From 0 for a value that all rows have to 1 for one that two of many have. */
    double rarity(int leftCode) {
        return values <= 2 ? 1 : Math.min(1, Math.log(1 / share(leftCode)) / Math.log(values / 2));
    }

    /** How likely two values taken at random are equal. */
    double chance() {
        return chance;
    }

    /** How many characters the distinct values have. */
    long distinctCharacters() {
        return distinctCharacters;
    }
}
