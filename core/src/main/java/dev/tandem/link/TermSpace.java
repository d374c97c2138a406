package dev.tandem.link;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The documents of two sides as vectors of length 1, each term weighted by its frequency in the document and its rarity
 * over both sides (TF-IDF; G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval, 1988). Terms that
 * one side alone has count in the lengths and are else left out. Terms are numbered in the order of their hashes.
 */
final class TermSpace {
    /** Stands for all terms that the other side has not. */
    static final int OTHERS = Integer.MAX_VALUE;

    final Vectors left;
    final Vectors right;

    /** The rarity of each term, a natural logarithm. */
    final float[] rarity;

    private final long[] shared;
    private final double documents;
    private final LongTally tally;

    /**
     * @param leftCount how many rows have each left document; null for one each
     * @param rightCount the same for the right
     */
    TermSpace(Bags leftBags, int @Nullable [] leftCount, Bags rightBags, int @Nullable [] rightCount) {
        tally = new LongTally(leftBags.all().length + rightBags.all().length);
        documents = tally.add(leftBags, leftCount, 0) + tally.add(rightBags, rightCount, 1);
        shared = tally.inBoth();
        rarity = new float[shared.length];
        for (int i = 0; i < rarity.length; i++) {
            rarity[i] = (float) rarity(shared[i]);
        }
        tally.number(shared);
        left = vectors(leftBags);
        right = vectors(rightBags);
    }

    private double rarity(long term) {
        return Rarity.ofAll(documents) - Rarity.ofCount(tally.count(term));
    }

    private Vectors vectors(Bags bags) {
        int n = bags.size();
        int[] start = new int[n + 1];
        int[] term = new int[bags.all().length];
        float[] weight = new float[bags.all().length];
        int size = 0;
        for (int doc = 0; doc < n; doc++) {
            size = vector(bags, doc, term, weight, size);
            start[doc + 1] = size;
        }
        return new Vectors(start, Arrays.copyOf(term, size), Arrays.copyOf(weight, size));
    }

    private int vector(Bags bags, int doc, int[] term, float[] weight, int at) {
        long[] terms = Arrays.copyOfRange(bags.all(), bags.from(doc), bags.to(doc));
        Arrays.sort(terms);
        int size = at;
        double squares = 0;
        for (int i = 0; i < terms.length; ) {
            int j = i + 1;
            while (j < terms.length && terms[j] == terms[i]) {
                j++;
            }
            double w = (1 + Math.log(j - i)) * rarity(terms[i]);
            squares += w * w;
            int number = tally.numberOf(terms[i]);
            if (number >= 0) {
                term[size] = number;
                weight[size++] = (float) w;
            }
            i = j;
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        for (int i = at; i < size; i++) {
            weight[i] /= (float) length;
        }
        return size;
    }

    /** Documents as vectors of the rarities of their terms, each term once; the last weight is that of all others. */
    Vectors rarities(Bags bags) {
        int n = bags.size();
        int[] start = new int[n + 1];
        int[] term = new int[bags.all().length + n];
        float[] weight = new float[term.length];
        int size = 0;
        for (int doc = 0; doc < n; doc++) {
            long[] terms = Arrays.copyOfRange(bags.all(), bags.from(doc), bags.to(doc));
            Arrays.sort(terms);
            double others = 0;
            for (int i = 0; i < terms.length; i++) {
                int number = tally.numberOf(terms[i]);
                if (i > 0 && terms[i] == terms[i - 1]) {
                    continue;
                }
                if (number < 0) {
                    others += rarity(terms[i]);
                } else {
                    term[size] = number;
                    weight[size++] = (float) rarity(terms[i]);
                }
            }
            if (others > 0) {
                term[size] = OTHERS;
                weight[size++] = (float) others;
            }
            start[doc + 1] = size;
        }
        return new Vectors(start, Arrays.copyOf(term, size), Arrays.copyOf(weight, size));
    }

    double cosine(int leftDoc, int rightDoc) {
        return Math.min(1, left.dot(leftDoc, right, rightDoc));
    }
}
