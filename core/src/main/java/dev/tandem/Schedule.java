package dev.tandem;

import dev.tandem.ingest.FeedSweeper;
import dev.tandem.internal.Traces;
import dev.tandem.report.FeedReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps each feed again and again: when something is due, at the latest after the interval, and never twice at once. */
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final int MOST_THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Map<String, FeedSweeper> feeds;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration interval;
    private final BooleanSupplier stopping;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor executor;
    private boolean started;

    Schedule(
            Map<String, FeedSweeper> feeds,
            Clock clock,
            LongSupplier nanos,
            Duration interval,
            BooleanSupplier stopping) {
        this.feeds = feeds;
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.stopping = stopping;
        executor = executor();
    }

    private ScheduledThreadPoolExecutor executor() {
        ScheduledThreadPoolExecutor made =
                new ScheduledThreadPoolExecutor(Math.min(feeds.size(), MOST_THREADS), this::thread);
        made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return made;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tandem-" + (threads.size() + 1));
        threads.add(thread);
        return thread;
    }

    synchronized void start() {
        if (started) {
            throw new IllegalStateException("this Tandem was started before");
        }
        started = true;
        feeds.values().forEach(feed -> sweepIn(feed, Duration.ZERO));
    }

    private void sweepIn(FeedSweeper feed, Duration delay) {
        try {
            Future<?> unused = executor.schedule(() -> sweep(feed), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed in the meantime: there is nothing more to do.
        }
    }

    private void sweep(FeedSweeper feed) {
        long begin = nanos.getAsLong();
        Duration delay = interval;
        try {
            FeedReport report = feed.sweep(stopping);
            // A sweep that takes long leaves the source and the machine in peace for as long again, up to a minute.
            Duration took = min(Duration.ofNanos(nanos.getAsLong() - begin), LONGEST_REST);
            delay = max(interval, took);
            Instant wake = report.wake();
            if (wake != null) {
                delay = min(delay, max(Duration.between(clock.instant(), wake), max(SHORTEST, took)));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A sweep ended in an error and will be tried again", Traces.withoutMessage(e));
        } finally {
            sweepIn(feed, delay);
        }
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Returns when every thread has ended; interrupts a sweep that does not end by itself. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                for (Thread thread : ended ? threads : List.<Thread>of()) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!ended) {
                LOG.warn("A sweep has not ended since the engine was closed; it is being interrupted");
                executor.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
