package dev.tandem.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values of two columns come together, as {@link AliasEvidence} learned it, for rows that come one by one. Immutable. */
final class KnownAliases {
    private final Map<String, Known> byLeft = new HashMap<>();
    private final double strange;
    private final double loyal;
    private final boolean people;

    KnownAliases(Map<String, ?> learned) {
        strange = Saved.number(learned, "strange");
        loyal = Saved.number(learned, "loyal");
        people = Saved.flag(learned, "people");
        for (Object row : Saved.list(learned, "together")) {
            List<?> triple = (List<?>) row;
            String left = CallReader.kind((String) triple.get(0));
            String right = CallReader.kind((String) triple.get(1));
            byLeft.computeIfAbsent(left, Known::new).add(right, ((Number) triple.get(2)).doubleValue());
        }
    }

    /** What is known of one left value. */
    static final class Known {
        private final String folded;
        private final Map<String, Double> together = new HashMap<>();
        private double all;

        private Known(String left) {
            folded = ValueLevels.folded(left);
        }

        private void add(String right, double count) {
            together.merge(right, count, Double::sum);
            all += count;
        }

        boolean goesWith(String right) {
            return AliasWeights.goTogether(together.getOrDefault(right, 0.0), all);
        }

        /** The right values that rows are looked for by. */
        List<String> partners() {
            List<String> partners = new ArrayList<>();
            together.forEach((right, count) -> {
                if (goesWith(right)) {
                    partners.add(right);
                }
            });
            partners.sort(null);
            return partners;
        }
    }

    Known of(@Nullable String left) {
        Known known = left == null ? null : byLeft.get(left);
        return known == null ? new Known(left == null ? "" : left) : known;
    }

    /** Whether the columns name people, so that rows may be looked for by them. */
    boolean namesPeople() {
        return people;
    }

    /**
     * A right value.
     *
     * @param folded the value in the form in which values are compared
     * @param share which share of the right rows has it
     */
    record Right(String text, String folded, double share) {}

    /** @param contact whether the two rows have a contact in common */
    double weight(Known left, Right right, boolean contact) {
        double before = left.folded.equals(right.folded) ? AliasWeights.SAME : right.share;
        double known = AliasWeights.known(left.together.getOrDefault(right.text, 0.0), left.all, before);
        return AliasWeights.weight(known, right.share, strange, contact ? loyal : 0);
    }
}
