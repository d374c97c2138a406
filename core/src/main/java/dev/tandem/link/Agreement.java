package dev.tandem.link;

import dev.tandem.link.value.Words;

/** Which values of two columns are equal, and how frequent each is over both. */
final class Agreement {
    private final long[] left;
    private final long[] right;

    /** By left code, which share of all values equals it. */
    private final float[] share;

    private final float[] rarity;
    private final double values;
    private final double chance;
    private final long distinctCharacters;

    /** @param leftTexts the texts of the codes, equal for equal values */
    Agreement(View leftView, int leftColumn, String[] leftTexts, View rightView, int rightColumn, String[] rightTexts) {
        left = hashes(leftTexts);
        right = hashes(rightTexts);
        LongTally tally = new LongTally(left.length + right.length);
        add(tally, leftView, leftColumn, left);
        add(tally, rightView, rightColumn, right);
        values = Math.max(1, leftView.present(leftColumn) + rightView.present(rightColumn));
        chance = chance(tally.counts(), values);
        share = new float[left.length];
        rarity = new float[left.length];
        for (int code = 1; code < left.length; code++) {
            share[code] = (float) Rarity.share(tally.count(left[code]), values);
            rarity[code] = (float) Rarity.ofValue(share[code], values);
        }
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

    private static void add(LongTally tally, View view, int column, long[] hashes) {
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
        return share[leftCode];
    }

    /** From 0 for a value that all rows have to 1 for one that two of many have. */
    double rarity(int leftCode) {
        return rarity[leftCode];
    }

    /** How likely two values taken at random are equal. */
    double chance() {
        return chance;
    }

    double meanLength() {
        return (double) distinctCharacters / Math.max(1, left.length + right.length - 2);
    }

    /** How many characters the distinct values have. */
    long distinctCharacters() {
        return distinctCharacters;
    }
}
