package dev.tandem.s3.event;

import dev.tandem.spi.Lookout;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The queues that are read. Feeds that name the same queue with the same credentials share a reader, which is one thread
 * and one connection; whoever's credentials it was read with, a message wakes every feed that names its queue and whose
 * bucket and prefix one of its objects lies under, in folders below the prefix too. Messages are deleted once the feeds
 * are woken, and so are those that are not understood, which wake nobody.
 *
 * <p>Used by several threads at once.
 */
public final class Queues implements AutoCloseable {
    private final Timing timing;
    private final Map<Key, Reader> readers = new HashMap<>();
    private final List<Post> posts = new CopyOnWriteArrayList<>();

    /**
     * How a queue is reached.
     *
     * @param credentials feeds share a reader if this is the same object; stays open while the queue is read
     * @param http makes an HTTP client that lets a server be silent for the given time, and whose closing breaks off a
     *     request under way, as that of {@code Apache5HttpClient} does; the reader closes it
     */
    public record Access(AwsCredentialsProvider credentials, Function<Duration, SdkHttpClient> http) {}

    /**
     * Where a feed's objects lie.
     *
     * @param bucket its name, as messages tell it, and not an access point's
     * @param prefix empty, or up to and with its last slash
     */
    public record Place(String bucket, String prefix) {}

    /**
     * How often a queue is asked.
     *
     * @param firstRest how long one that failed is left alone for the first time
     * @param longPoll how long the queue waits for a message, in whole seconds
     */
    record Timing(Duration firstRest, Duration longPoll) {}

    private record Key(URI url, String region, URI endpoint, AwsCredentialsProvider credentials) {}

    /** Reads nothing yet. */
    public Queues() {
        // SQS waits no longer.
        this(new Timing(Duration.ofSeconds(1), Duration.ofSeconds(20)));
    }

    Queues(Timing timing) {
        this.timing = timing;
    }

    /** Has a queue read until the lookout is closed. Asks nobody before it returns. */
    public synchronized Lookout watch(QueueSettings settings, Access access, Place place, Runnable changed) {
        Key key = new Key(settings.url(), settings.region(), settings.endpoint(), access.credentials());
        Reader reader = readers.get(key);
        boolean first = reader == null;
        if (reader == null) {
            reader = new Reader(settings, access, timing, new Office(settings.url()));
            readers.put(key, reader);
        }
        Post post = new Post(reader, settings, place, changed, this::end);
        posts.add(post);
        if (first) {
            reader.start();
        }
        return post;
    }

    /** Ends a reader when nobody needs it any more. */
    private void end(Post post) {
        Reader reader = post.reader();
        synchronized (this) {
            if (!posts.remove(post) || posts.stream().anyMatch(other -> other.reader() == reader)) {
                return;
            }
            readers.values().remove(reader);
        }
        reader.close();
    }

    /** Ends all of it, without waiting for a message. To go on afterwards works. */
    @Override
    public void close() {
        new ArrayList<>(posts).forEach(Post::close);
    }

    /** Where the messages of one queue are handed out. */
    private final class Office implements Reader.Listener {
        private final URI queue;

        Office(URI queue) {
            this.queue = queue;
        }

        @Override
        public boolean came(Notice notice) {
            boolean any = false;
            for (Post post : posts) {
                if (post.reader().reads(queue) && post.isMeant(notice)) {
                    post.hint();
                    any = true;
                }
            }
            return any;
        }

        @Override
        public void changed(Reader reader) {
            posts.stream().filter(post -> post.reader() == reader).forEach(Post::hint);
        }
    }
}
