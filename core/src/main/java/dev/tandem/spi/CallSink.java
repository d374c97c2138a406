package dev.tandem.spi;

import java.io.IOException;

/**
 * Where whole calls go. May be used by several threads at once, one a feed; the revisions of one call come one after the
 * other, and a revision may come again until it was taken.
 */
@FunctionalInterface
public interface CallSink extends AutoCloseable {
    /**
     * Takes one revision of a call. Returning means that it is safe: the source may be moved and purged after that. An
     * IOException is treated as {@link SinkException.Reason#UNAVAILABLE}.
     */
    void deliver(Delivery delivery) throws SinkException, IOException;

    /** Frees what is held; twice is harmless. */
    @Override
    default void close() throws IOException {}
}
