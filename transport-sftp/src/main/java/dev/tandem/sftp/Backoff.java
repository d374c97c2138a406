package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a failure for a growing time, in which it is given again at once. What may pass by itself is remembered for
 * one second at first and a minute at most; what someone must change, such as a refused log-in, for half a minute at first
 * and a quarter of an hour at most, since servers lock accounts. Not safe for use by several threads.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FIRST_REFUSED = Duration.ofSeconds(30);
    private static final Duration LONGEST_REFUSED = Duration.ofMinutes(15);

    private final LongSupplier clock;
    private final DoubleSupplier dice;
    private int failures;
    private long until;
    private @Nullable TransportException last;

    /**
     * @param clock nanoseconds that never run back
     * @param dice numbers from 0 to below 1, so that many do not come back at the same moment
     */
    Backoff(LongSupplier clock, DoubleSupplier dice) {
        this.clock = clock;
        this.dice = dice;
    }

    /** Throws the failure that is remembered, if one is. */
    void check() throws TransportException {
        TransportException failure = last;
        long left = until - clock.getAsLong();
        if (failure != null && left > 0) {
            throw again(failure, "next attempt in " + ((left + 999_999_999) / 1_000_000_000) + " s");
        }
    }

    /** The last failure, if the last attempt failed, with a word on what happens next. */
    @Nullable
    TransportException failure(String next) {
        TransportException failure = last;
        return failure == null ? null : again(failure, next);
    }

    private static TransportException again(TransportException failure, String next) {
        return new TransportException(failure.reason(), failure.getMessage() + " (" + next + ")", failure.getCause());
    }

    /** Remembers a failure, from now on. */
    void failed(TransportException failure) {
        boolean passes = failure.reason().retryable();
        if (last != null && last.reason().retryable() != passes) {
            failures = 0;
        }
        Duration first = passes ? FIRST : FIRST_REFUSED;
        Duration longest = passes ? LONGEST : LONGEST_REFUSED;
        long nanos = Math.min(first.toNanos() << Math.min(failures, 20), longest.toNanos());
        failures++;
        until = clock.getAsLong() + (long) (nanos * (1 - dice.getAsDouble() / 2));
        last = failure;
    }

    /** Forgets all failures. */
    void clear() {
        failures = 0;
        last = null;
    }
}
