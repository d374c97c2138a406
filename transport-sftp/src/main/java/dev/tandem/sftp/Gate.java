package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The way to one server, which all who log in there share: few are on it at once, since servers turn away whom they do not
 * know yet when these are many; and while it is known to be broken, one at a time tries it. Used by several threads.
 */
final class Gate {
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Backoff backoff;
    private boolean broken;
    private boolean probing;

    Gate(LongSupplier clock, DoubleSupplier dice) {
        this.backoff = new Backoff(clock, dice);
    }

    /** Waits for a place on the way; whoever got one leaves again. */
    void enter(Duration patience) throws TransportException {
        probe();
        boolean entered = false;
        try {
            entered = places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (!entered) {
                throw new TransportException(
                        Reason.TIMED_OUT, "connect: too many connections to this server are being made at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Reason.UNAVAILABLE, "connect: interrupted", e);
        } finally {
            if (!entered) {
                stopProbing();
            }
        }
    }

    private synchronized void probe() throws TransportException {
        if (!broken) {
            return;
        }
        backoff.check();
        TransportException failure = backoff.failure("being tried again");
        if (probing && failure != null) {
            throw failure;
        }
        probing = true;
    }

    private synchronized void stopProbing() {
        probing = false;
    }

    /** Leaves, having reached the server. */
    void reached() {
        synchronized (this) {
            broken = false;
            probing = false;
            backoff.clear();
        }
        places.release();
    }

    /** Leaves, having found the way broken. */
    void broken(TransportException failure) {
        synchronized (this) {
            broken = true;
            probing = false;
            backoff.failed(failure);
        }
        places.release();
    }

    /** Leaves without knowing. */
    void leave() {
        stopProbing();
        places.release();
    }
}
