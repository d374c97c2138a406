package dev.tandem.link;

import java.util.Arrays;

/** A document that is compared with those of {@link LiveTerms}, as they are now. */
final class LiveQuery {
    private final LiveTerms terms;

    /** The terms that the others have, ascending. */
    final int[] known;

    private final double[] weight;
    private final double length;

    /** The sum of the rarities of its terms. */
    private final double rarities;

    LiveQuery(LiveTerms terms, long[] document) {
        this.terms = terms;
        long[] sorted = document.clone();
        Arrays.sort(sorted);
        int[] numbers = new int[sorted.length];
        int[] times = new int[sorted.length];
        int n = 0;
        double squares = 0;
        double rare = 0;
        for (int i = 0; i < sorted.length; ) {
            int from = i;
            while (i < sorted.length && sorted[i] == sorted[from]) {
                i++;
            }
            int number = terms.find(sorted[from]);
            double rarity = number < 0 ? terms.rarityOfNew() : terms.rarity(number);
            rare += rarity;
            squares += Math.pow(LiveTerms.frequency(i - from) * rarity, 2);
            if (number >= 0) {
                numbers[n] = number;
                times[n++] = i - from;
            }
        }
        rarities = rare;
        length = Math.sqrt(squares);
        long[] order = new long[n];
        Arrays.setAll(order, i -> (long) numbers[i] << Integer.SIZE | times[i]);
        Arrays.sort(order);
        known = new int[n];
        weight = new double[n];
        for (int i = 0; i < n; i++) {
            known[i] = (int) (order[i] >>> Integer.SIZE);
            weight[i] = LiveTerms.frequency((int) order[i]) * terms.rarity(known[i]);
        }
    }

    /** The cosine with a document that {@link LiveTerms#add} gave. */
    double cosine(int[] document) {
        double sum = 0;
        int i = 0;
        for (int at = 0; at < document.length && i < known.length; ) {
            int number = document[at];
            int from = at;
            while (at < document.length && document[at] == number) {
                at++;
            }
            while (i < known.length && known[i] < number) {
                i++;
            }
            if (i < known.length && known[i] == number) {
                sum += weight[i] * LiveTerms.frequency(at - from) * terms.rarity(number);
            }
        }
        return sum == 0 ? 0 : Math.min(1, sum / length / terms.length(document));
    }

    double rarities() {
        return rarities;
    }

    /** The rarities of the terms that a document has too. */
    double common(int[] document) {
        double sum = 0;
        for (int i = 0; i < document.length; i++) {
            if ((i == 0 || document[i] != document[i - 1]) && Arrays.binarySearch(known, document[i]) >= 0) {
                sum += terms.rarity(document[i]);
            }
        }
        return sum;
    }
}
