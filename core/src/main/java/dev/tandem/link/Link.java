package dev.tandem.link;

/**
 * A left and a right row that are, or may be, about the same thing.
 *
 * @param probability that they are, from 0 to 1; calibrated: of links claimed with p, a share of p is true
 * @param margin how much likelier this one is than the next candidate of either row: the difference of the probabilities
 */
public record Link(String leftId, String rightId, double probability, double margin, Decision decision) {
    /** What to do with a link. */
    public enum Decision {
        /** Sure enough to be claimed. */
        LINK,
        /** For a person to look at. */
        REVIEW
    }
}
