package dev.tandem.sftp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a server may be waited for: it must answer something within the patience, and more than a trickle within many
 * times of it. Only waiting counts; a taker may be as slow as it likes.
 */
final class Watchdog {
    private static final int LONG_WAIT = 8;
    private static final long TRICKLE = 1024;

    private final Duration patience;
    private long waited;
    private long received;

    Watchdog(Duration patience) {
        this.patience = patience;
    }

    /** Where packets come from; null if none came in time. */
    @FunctionalInterface
    interface Source {
        byte @Nullable [] await(long nanos) throws Broken;
    }

    byte[] await(Source source) throws Broken {
        long begin = System.nanoTime();
        byte[] packet = source.await(patience.toNanos());
        if (packet == null) {
            throw Broken.silent(patience);
        }
        waited += System.nanoTime() - begin;
        received += packet.length;
        if (waited >= LONG_WAIT * patience.toNanos()) {
            if (received < TRICKLE) {
                throw Broken.crawling(received, Duration.ofNanos(waited));
            }
            waited = 0;
            received = 0;
        }
        return packet;
    }
}
