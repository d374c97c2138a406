package dev.tandem.link;

/** How rare values and terms are, of so many rows of two sides that have them: the same for tables and for an index. */
final class Rarity {
    /**
     * Counts that differ by one or two tell nothing of a value but whether the two rows are the only ones that have it,
     * which a row beside a true pair cannot have: what was learned from it would not hold for rows without a partner.
     */
    private static final double FEW_VALUES = 10;

    /** The same of terms: that two rows alone have one is to count little more than that three have it. */
    private static final double FEW_TERMS = 12;

    private Rarity() {}

    /** Which share of all values equals one, for which {@code equal} do; few count as some more. */
    static double share(double equal, double all) {
        return Math.min(1, Math.max(FEW_VALUES, equal) / all);
    }

    /** From 0 for a value that all rows have to 1 for one that two of many have. */
    static double ofValue(double share, double all) {
        return all <= FEW_VALUES ? 1 : Math.min(1, Math.log(1 / share) / Math.log(all / FEW_VALUES));
    }

    /**
     * How much more all documents are than those with a term: the difference of this for all and of {@link #ofCount} for
     * the term, natural logarithms.
     */
    static double ofAll(double documents) {
        return Math.log(documents + FEW_TERMS + 1);
    }

    /** See {@link #ofAll}. */
    static double ofCount(double documents) {
        return Math.log(documents + FEW_TERMS);
    }
}
