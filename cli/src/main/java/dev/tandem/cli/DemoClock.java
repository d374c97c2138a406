package dev.tandem.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until it is set forward. */
final class DemoClock extends Clock {
    private final ZoneId zone;
    private final Instant begin;
    private Instant now;

    DemoClock(Instant begin, ZoneId zone) {
        this.begin = begin;
        this.zone = zone;
        now = begin;
    }

    void forward(Duration by) {
        now = now.plus(by);
    }

    /** Nanoseconds since it was made. */
    long ticks() {
        return Duration.between(begin, now).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        throw new UnsupportedOperationException();
    }
}
