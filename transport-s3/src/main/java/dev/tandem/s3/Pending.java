package dev.tandem.s3;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * A task that one of a store's threads does, or will do.
 *
 * @param <T> what it gives
 */
final class Pending<T> {
    private final Future<T> future;

    private Pending(Future<T> future) {
        this.future = future;
    }

    /** What is to be done, by requests to a store. */
    interface Task<T> {
        T run() throws TransportException, Replaced;
    }

    static <T> Pending<T> begin(ExecutorService threads, Task<T> task) throws TransportException {
        try {
            return new Pending<>(threads.submit(task::run));
        } catch (RejectedExecutionException e) {
            throw new TransportException(Reason.UNAVAILABLE, "the connection was closed");
        }
    }

    /** Does tasks at once; gives what came of each, in their order. */
    static <T> List<Attempt<T>> all(ExecutorService threads, List<Task<T>> tasks) {
        List<Attempt<Pending<T>>> begun = new ArrayList<>();
        for (Task<T> task : tasks) {
            begun.add(Attempt.at(() -> begin(threads, task)));
        }
        List<Attempt<T>> done = new ArrayList<>();
        for (Attempt<Pending<T>> one : begun) {
            done.add(Attempt.at(() -> {
                try {
                    return one.get().await();
                } catch (Replaced e) {
                    throw new TransportException(Reason.UNAVAILABLE, "the object was replaced meanwhile");
                }
            }));
        }
        return done;
    }

    /** Waits for what it gives. One who is interrupted while waiting stays so, and the task is broken off. */
    T await() throws TransportException, Replaced {
        try {
            return future.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new TransportException(Reason.UNAVAILABLE, "interrupted");
        } catch (CancellationException e) {
            throw new TransportException(Reason.UNAVAILABLE, "the connection was closed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Replaced replaced) {
                throw replaced;
            }
            throw new IllegalStateException("a request failed in an unknown way", e.getCause());
        }
    }

    void cancel() {
        future.cancel(true);
    }
}
