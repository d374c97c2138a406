package dev.tandem.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The time, and whether it can be trusted to measure how long a file was left alone. When the clock is set while we run,
 * what was seen before is seen afresh: {@link #floor} says since when ages count.
 */
public final class Watch {
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Clock clock;
    private final LongSupplier nanos;
    private Instant lastNow;
    private long lastNanos;
    private Instant floor = Instant.EPOCH;

    /** @param nanos a clock that only ever goes forward, such as {@link System#nanoTime} */
    public Watch(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        lastNow = now();
        lastNanos = nanos.getAsLong();
    }

    /** In whole milliseconds. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** The earliest instant from which an age may be reckoned, found anew at each sweep. */
    Instant floor() {
        Instant now = now();
        long ticks = nanos.getAsLong();
        Duration drift = Duration.between(lastNow, now).minusNanos(ticks - lastNanos);
        if (drift.abs().compareTo(TOLERANCE) > 0) {
            floor = now;
        }
        lastNow = now;
        lastNanos = ticks;
        return floor;
    }
}
