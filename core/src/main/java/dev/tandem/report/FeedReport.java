package dev.tandem.report;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One feed's sweep in sum.
 *
 * @param counts how many files had each outcome; outcomes without any are missing
 * @param failure why the sweep could not be finished; null if it was. What it had done is done.
 * @param sourceDown whether that was because the source could not be reached or listed
 * @param wake when something is next due though no file comes: a file will have settled, or a delivery is to be tried
 *     again; null for never
 */
public record FeedReport(
        String feed,
        Map<Outcome, Integer> counts,
        @Nullable String failure,
        boolean sourceDown,
        @Nullable Instant wake) {
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    public Optional<String> failed() {
        return Optional.ofNullable(failure);
    }
}
