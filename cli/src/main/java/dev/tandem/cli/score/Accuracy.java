package dev.tandem.cli.score;

import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Claimed links held against the truth. Links for review are not claimed: a true one among them is missed. A share of nothing
 * is undefined, and empty.
 *
 * @param right how many claimed links are true
 * @param wrong how many claimed links are false
 * @param missed how many true links are not claimed
 */
public record Accuracy(long right, long wrong, long missed) {
    /** Counts; a link that is there twice counts once. */
    public static Accuracy of(Collection<Link> links, Set<Pair> truth) {
        Set<Pair> claimed = new HashSet<>();
        long right = 0;
        for (Link link : links) {
            Pair pair = new Pair(link.leftId(), link.rightId());
            if (link.decision() == Decision.LINK && claimed.add(pair) && truth.contains(pair)) {
                right++;
            }
        }
        return new Accuracy(right, claimed.size() - right, truth.size() - right);
    }

    /** The share of the claimed links that is true. */
    public OptionalDouble precision() {
        return share(right, right + wrong);
    }

    /** The share of the true links that is claimed. */
    public OptionalDouble recall() {
        return share(right, right + missed);
    }

    /** The harmonic mean of precision and recall. */
    public OptionalDouble f1() {
        return share(2 * right, 2 * right + wrong + missed);
    }

    /** The share of the claimed links that is false. */
    public OptionalDouble falseLinkRate() {
        return share(wrong, right + wrong);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
