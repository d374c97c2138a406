package dev.tandem;

import dev.tandem.ingest.FeedSweeper;
import dev.tandem.internal.Traces;
import dev.tandem.report.FeedReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps each feed again and again: when something is due or it is woken, at the latest after the interval, and never
 * twice at once. A feed whose source is down is asked less and less often; one that is told when something comes is
 * swept seldom.
 */
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final int MOST_THREADS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private static final double JITTER = .25;

    final Map<String, Turns> feeds = new LinkedHashMap<>();
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration interval;
    private final BooleanSupplier stopping;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<FeedWatch> watches = new ArrayList<>();
    final ScheduledThreadPoolExecutor executor;
    private boolean started;

    Schedule(
            Map<String, FeedSweeper> feeds,
            Clock clock,
            LongSupplier nanos,
            Duration interval,
            BooleanSupplier stopping) {
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.stopping = stopping;
        feeds.forEach((name, feed) -> this.feeds.put(name, new Turns(feed)));
        executor = new ScheduledThreadPoolExecutor(Math.min(feeds.size(), MOST_THREADS), this::thread);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
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
        feeds.values().forEach(turns -> turns.plan(Duration.ZERO));
    }

    /** Has a feed swept at once, or once more if it is being swept. Does nothing unless started. */
    void wake(String feed) {
        Objects.requireNonNull(feeds.get(feed)).wake();
    }

    /** From now on the watch says how often a feed is swept that nobody wakes. It is closed with the schedule. */
    synchronized void attach(String feed, FeedWatch watch) {
        if (executor.isShutdown()) {
            watch.close();
        } else {
            watches.add(watch);
            Objects.requireNonNull(feeds.get(feed)).watch = watch;
        }
    }

    /** As {@link #wake}, but a feed whose source is down is left alone until its turn comes. */
    void hint(String feed) {
        Objects.requireNonNull(feeds.get(feed)).hint();
    }

    /** One feed's sweeps, one after the other; guarded by itself. */
    final class Turns {
        private final FeedSweeper feed;
        private @Nullable Future<?> next;
        private int turn;
        private boolean sweeping;
        private boolean woken;
        private boolean hinted;
        private int failures;
        private volatile @Nullable FeedWatch watch;

        Turns(FeedSweeper feed) {
            this.feed = feed;
        }

        synchronized void plan(Duration delay) {
            int planned = ++turn;
            try {
                next = executor.schedule(() -> sweep(planned), delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Closed in the meantime: there is nothing more to do.
            }
        }

        synchronized void wake() {
            woken = sweeping;
            if (!sweeping && next != null && next.cancel(false)) {
                plan(Duration.ZERO);
            }
        }

        synchronized void hint() {
            // What comes while it is listed may not be in the listing.
            hinted = sweeping;
            if (!sweeping && !isResting()) {
                wake();
            }
        }

        /** Whether the source failed so often that it is left alone for longer each time. */
        private boolean isResting() {
            return failures > 1;
        }

        private void sweep(int planned) {
            if (!begin(planned)) {
                return;
            }
            long begin = nanos.getAsLong();
            Duration delay = interval;
            try {
                FeedReport report = feed.sweep(stopping);
                count(report);
                delay = delay(report, Duration.ofNanos(nanos.getAsLong() - begin));
            } catch (RuntimeException | Error e) {
                LOG.error("A sweep ended in an error and will be tried again", Traces.withoutMessage(e));
            } finally {
                end(delay);
            }
        }

        /** Whether this turn is still wanted: one that was about to begin cannot be cancelled, and another comes instead. */
        private synchronized boolean begin(int planned) {
            if (planned != turn) {
                return false;
            }
            sweeping = true;
            woken = false;
            hinted = false;
            return true;
        }

        private synchronized void count(FeedReport report) {
            failures = report.sourceDown() ? failures + 1 : 0;
        }

        private synchronized void end(Duration delay) {
            sweeping = false;
            plan(woken || (hinted && !isResting()) ? SHORTEST : delay);
        }

        /** A sweep that takes long leaves the source and the machine in peace for as long again, up to a minute. */
        private Duration delay(FeedReport report, Duration sweep) {
            if (isResting()) {
                return backoff(failures, interval, ThreadLocalRandom.current().nextDouble());
            }
            Duration took = min(sweep, LONGEST_REST);
            Instant wake = report.wake();
            FeedWatch watch = this.watch;
            Duration delay = max(watch == null ? interval : watch.interval(report, interval), took);
            return wake == null ? delay : min(delay, max(Duration.between(clock.instant(), wake), max(SHORTEST, took)));
        }
    }

    /**
     * How long a source that is down is left alone.
     *
     * @param failures how many sweeps in a row found it down, from 2
     * @param chance from 0 to 1, so that feeds that failed together do not come back together
     */
    static Duration backoff(int failures, Duration interval, double chance) {
        Duration doubled = interval.multipliedBy(1L << Math.min(failures - 1, 16));
        double factor = 1 - JITTER + 2 * JITTER * chance;
        return Duration.ofMillis(
                Math.round(min(doubled, max(LONGEST_BACKOFF, interval)).toMillis() * factor));
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
        synchronized (this) {
            executor.shutdown();
        }
        watches.forEach(FeedWatch::close);
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
