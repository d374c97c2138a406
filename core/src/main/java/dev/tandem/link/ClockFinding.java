package dev.tandem.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the clocks of the two tables go, found from the data alone.
 *
 * @param columns the two time columns
 * @param offsets from when on the left clock was how far ahead of the right; in order of time, never empty
 * @param stamps what the left table's stamps are, with their shares, which add up to 1
 */
public record ClockFinding(FieldPair columns, List<Offset> offsets, List<Stamp> stamps) {
    public ClockFinding {
        offsets = List.copyOf(offsets);
        stamps = List.copyOf(stamps);
    }

    /**
     * How far apart the clocks are from a time on.
     *
     * @param from by the right table's clock
     * @param ahead how far the left clock is ahead; negative if it is behind
     */
    public record Offset(Instant from, Duration ahead) {}

    /**
     * What some of the stamps are.
     *
     * @param name for a person: {@code start of the call}
     */
    public record Stamp(String name, double share) {}
}
