package dev.tandem.s3.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Something that is to happen to requests, as {@link FaultProxy#when} was told. For use by any thread. */
public final class Fault {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** What happens to one request. */
    interface Action {
        void on(Exchange exchange, Fault fault) throws Exception;
    }

    private final Predicate<SeenRequest> which;
    private final Action action;
    private final CountDownLatch released = new CountDownLatch(1);
    private int pass;
    private int left;
    private int hits;

    Fault(Predicate<SeenRequest> which, int pass, int times, Action action) {
        this.which = which;
        this.pass = pass;
        this.left = times;
        this.action = action;
    }

    /** How many requests met it; where it lies within an answer's body, how many came so far. */
    public synchronized int hits() {
        return hits;
    }

    /** Waits until so many requests met it in all; those that stall are among them. */
    public synchronized void awaitHits(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (hits < count) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new AssertionError("after 30 seconds " + hits + " requests met the fault, not " + count);
            }
            wait(millis);
        }
    }

    /** Lets go of what stalls, now and from now on. */
    public void release() {
        released.countDown();
    }

    /** No request meets it from now on; what stalls is let go. */
    public synchronized void end() {
        left = 0;
        release();
    }

    synchronized boolean takes(SeenRequest request) {
        if (left == 0 || !which.test(request)) {
            return false;
        }
        if (pass > 0) {
            pass--;
            return false;
        }
        left--;
        return true;
    }

    void run(Exchange exchange) throws Exception {
        action.on(exchange, this);
    }

    synchronized void hit() {
        hits++;
        notifyAll();
    }

    void awaitRelease() throws InterruptedException {
        released.await();
    }
}
