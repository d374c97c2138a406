package dev.tandem.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until it is told otherwise: time passes by {@link #advance}, and the clock is set, as an
 * administrator sets it, by {@link #jump}. In UTC; used by several threads at once.
 */
public final class SettableClock extends Clock {
    private Instant now;
    private long ticks;

    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Lets time pass, for the wall clock and for {@link #ticks}. */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not pass backwards; to set the clock back, jump");
        }
        now = now.plus(time);
        ticks += time.toNanos();
    }

    /** Sets the wall clock forward or, by a negative duration, back; no time passes. */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }

    /** Sets the wall clock; no time passes. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Nanoseconds that only go forward, and go on unmoved when the clock is set. */
    public LongSupplier ticks() {
        return () -> {
            synchronized (this) {
                return ticks;
            }
        };
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Not offered: it would be another clock that does not follow this one. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a SettableClock is in UTC");
    }
}
