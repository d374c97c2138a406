package dev.tandem.spi;

import java.time.Duration;

/**
 * Tells that something may have come to a source, so that it need not be listed often. It gives hints only: they may be
 * lost, late, repeated, in any order or wrong, and nothing is lost if none comes, since the source is listed all the same.
 *
 * <p>The {@code Runnable} that it was opened with is run for each hint, and each time {@link #isWatching} has changed, by
 * any thread; several may run it at once. It returns soon and throws nothing. It may still be run once while {@link
 * #close} is under way, and not afterwards.
 */
public interface Lookout extends AutoCloseable {
    /**
     * Whether hints can be expected now. Not yet, when it was just opened; no more, while what they come by cannot be
     * reached. Used by several threads at once; returns at once.
     */
    boolean isWatching();

    /** How long after a sweep the next begins at the latest while it is watching. More than zero, always the same. */
    Duration reconcile();

    /** Ends it without waiting for a hint; no thread or connection of it is left. Twice is harmless. */
    @Override
    void close();
}
