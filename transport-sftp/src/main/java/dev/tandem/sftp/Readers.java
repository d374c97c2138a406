package dev.tandem.sftp;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that hear what servers send. Each connection is heard by one: of several, each would wake another to wait for
 * the next few kilobytes while it takes in the last. Used by several threads at once.
 */
final class Readers implements AutoCloseable {
    private static final int LEAST = 2;
    private static final int MOST = 4;

    private final List<AsynchronousChannelGroup> groups = new ArrayList<>();
    private final AtomicInteger given = new AtomicInteger();

    Readers(ThreadFactory threads) throws IOException {
        int count = Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().availableProcessors() + 1));
        try {
            for (int i = 0; i < count; i++) {
                groups.add(AsynchronousChannelGroup.withFixedThreadPool(1, threads));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** What the next connection is heard by. */
    AsynchronousChannelGroup next() {
        return groups.get(Math.floorMod(given.getAndIncrement(), groups.size()));
    }

    /** Closes all connections and tells the threads to end. */
    @Override
    public void close() {
        for (AsynchronousChannelGroup group : groups) {
            try {
                group.shutdownNow();
            } catch (IOException e) {
                // What could not be closed is closed already.
            }
        }
    }
}
