package dev.tandem.s3.event;

import dev.tandem.spi.Lookout;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what comes to one feed's prefix. */
final class Post implements Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final Reader reader;
    private final Duration reconcile;
    private final Queues.Place place;
    private final Runnable changed;
    private final Consumer<Post> ended;
    private boolean closed;

    Post(Reader reader, QueueSettings settings, Queues.Place place, Runnable changed, Consumer<Post> ended) {
        this.reader = reader;
        reconcile = settings.reconcile();
        this.place = place;
        this.changed = changed;
        this.ended = ended;
    }

    Reader reader() {
        return reader;
    }

    boolean isMeant(Notice notice) {
        return notice.objects().stream().anyMatch(object -> object.liesUnder(place.bucket(), place.prefix()));
    }

    /** Under the lock, so that nothing is heard after the end. */
    synchronized void hint() {
        if (closed) {
            return;
        }
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.error("A feed could not be woken: {}", e.getClass().getName());
        }
    }

    @Override
    public boolean isWatching() {
        return reader.isUp();
    }

    @Override
    public Duration reconcile() {
        return reconcile;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        ended.accept(this);
    }
}
