package dev.tandem.link;

/** What it weighs that two values of columns of few values come together as often as they do. */
final class AliasWeights {
    /** How many pairs what is not known yet counts for. */
    private static final double NEW = 0.5;

    /** How likely a value is to come with itself, before anything is known. */
    static final double SAME = 0.9;

    private AliasWeights() {}

    /**
     * How likely a right value is where the left one is.
     *
     * @param both how many likely pairs have both values
     * @param all how many have the left one
     * @param chance which share of the right rows has the right value; of values that are the same, {@link #SAME}
     */
    static double known(double both, double all, double chance) {
        return (Math.max(0, both) + NEW * chance) / (Math.max(0, all) + NEW);
    }

    /**
     * The weight of two values.
     *
     * @param strange which share of the links has two values that do not belong together
     * @param loyal how often two calls of one contact have one value; 0 for rows that have no contact in common
     */
    static double weight(double known, double chance, double strange, double loyal) {
        return Math.log(((1 - strange) * known + strange * chance) / (loyal * known + (1 - loyal) * chance));
    }

    /** Whether two values come together so often that one is looked for by the other. */
    static boolean goTogether(double both, double all) {
        return both >= 0.05 * all + 1;
    }
}
