package dev.tandem.link;

import dev.tandem.link.value.Durations;
import dev.tandem.link.value.Stamps;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a column tells how long calls were: by their durations, or by the times at which they ended. Immutable.
 *
 * @param ends null for durations
 * @param lengths null for times
 */
record LengthFormat(@Nullable Stamps ends, @Nullable Durations lengths) {
    static LengthFormat of(Table table, String column) {
        Iterable<String> sample = Readers.sample(table.column(column));
        Stamps ends = Stamps.detect(column, sample);
        return new LengthFormat(ends, ends == null ? Durations.detect(sample) : null);
    }

    Map<String, Object> toMap() {
        if (ends != null) {
            return Map.of("ends", SavedStamps.toMap(ends));
        }
        return Map.of("millis", lengths != null && lengths.inMillis());
    }

    static LengthFormat fromMap(Map<?, ?> map) {
        Object ends = map.get("ends");
        return ends == null
                ? new LengthFormat(null, new Durations(Saved.flag(map, "millis")))
                : new LengthFormat(SavedStamps.fromMap((Map<?, ?>) ends), null);
    }

    /**
     * A duration in seconds, at most a day; NaN if the text tells none.
     *
     * @param begin the time at which the call began, by the same clock; NaN if it is not known
     */
    double seconds(String text, double begin) {
        if (lengths != null) {
            return Readers.length(lengths, text);
        }
        long end = ends == null ? Stamps.NONE : ends.seconds(text);
        boolean told = ends != null && end != Stamps.NONE && !ends.dateOnly(text);
        return told ? Readers.between(begin, (double) end) : Double.NaN;
    }
}
