package dev.tandem.s3.event;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Reads one queue in a thread of its own. A queue that fails is tried again, at last once a minute. */
final class Reader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final AtomicInteger THREADS = new AtomicInteger();

    /** SQS gives no more at once. */
    private static final int MOST_MESSAGES = 10;

    /** How long an answer may take beside the wait for a message. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final QueueSettings settings;
    private final Queues.Timing timing;
    private final Listener listener;
    private final SdkHttpClient http;
    private final SqsClient client;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Tally notUnderstood = new Tally();
    private final Tally forNobody = new Tally();
    private volatile boolean up;
    private List<String> taken = List.of();
    private int failures;

    /** Hears what comes; by the reader's thread. */
    interface Listener {
        /** Something came; tells whether it was for anybody. */
        boolean came(Notice notice);

        /** Whether the queue can be read has changed. */
        void changed(Reader reader);
    }

    Reader(QueueSettings settings, Queues.Access access, Queues.Timing timing, Listener listener) {
        this.settings = settings;
        this.timing = timing;
        this.listener = listener;
        Duration patience = timing.longPoll().plus(PATIENCE);
        http = access.http().apply(patience);
        client = SqsClient.builder()
                .region(Region.of(settings.region()))
                .endpointOverride(settings.endpoint())
                .credentialsProvider(access.credentials())
                .httpClient(http)
                // A message is no more than a hint, and not every store that speaks SQS's language sends its checksum.
                .checksumValidationEnabled(false)
                .overrideConfiguration(all ->
                        all.retryStrategy(DefaultRetryStrategy.doNotRetry()).apiCallTimeout(patience))
                .build();
        thread = new Thread(this::run, "tandem-s3-events-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean reads(URI queue) {
        return settings.url().equals(queue);
    }

    /** Whether the queue could be read the last time. */
    boolean isUp() {
        return up;
    }

    private void run() {
        try {
            while (!isClosed()) {
                round();
            }
        } finally {
            up = false;
            client.close();
            http.close();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void round() {
        try {
            delete();
            long begin = System.nanoTime();
            List<Message> messages = receive();
            messages.forEach(this::take);
            taken = messages.stream().map(Message::receiptHandle).toList();
            delete();
            boolean waited = up;
            succeeded();
            if (waited && messages.isEmpty() && System.nanoTime() - begin < SHORTEST_POLL.toNanos()) {
                // A server that does not wait is not asked without a pause.
                rest(SHORTEST_POLL);
            }
        } catch (RuntimeException | LinkageError e) {
            if (!isClosed()) {
                failed(e);
            }
        }
    }

    /** Waits for messages only once it is known that the queue can be read. */
    private List<Message> receive() {
        return client.receiveMessage(ask -> ask.queueUrl(settings.url().toString())
                        .maxNumberOfMessages(MOST_MESSAGES)
                        .waitTimeSeconds(up ? (int) timing.longPoll().toSeconds() : 0))
                .messages();
    }

    private void take(Message message) {
        Notice notice = Notices.read(message.body());
        if (notice.kind() == Notice.Kind.UNKNOWN && notUnderstood.isRound()) {
            LOG.warn(
                    "Queue {}: {} messages so far were no notifications of S3's and are deleted; see that nothing else"
                            + " sends to it",
                    settings.name(),
                    notUnderstood);
        } else if (notice.kind() == Notice.Kind.OBJECTS && !listener.came(notice) && forNobody.isRound()) {
            LOG.info(
                    "Queue {}: {} messages so far were about objects of no feed that names it; see that the bucket"
                            + " notifies of the feeds' prefixes alone, and that nobody else needs this queue",
                    settings.name(),
                    forNobody);
        }
    }

    /** What cannot be deleted comes again and wakes the feeds again, which is harmless. */
    private void delete() {
        if (taken.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, taken.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(taken.get(i))
                        .build())
                .toList();
        client.deleteMessageBatch(all -> all.queueUrl(settings.url().toString()).entries(entries));
        taken = List.of();
    }

    private void succeeded() {
        boolean again = failures > 0;
        failures = 0;
        if (!up) {
            up = true;
            if (again) {
                LOG.warn("Queue {}: can be read again", settings.name());
            }
            listener.changed(this);
        }
    }

    private void failed(Throwable failure) {
        if (!QueueFailures.isRefusal(failure)) {
            // Who may not delete is not to receive more and more; in any other case the messages may come again.
            taken = List.of();
        }
        if (failures == 0) {
            LOG.warn(
                    "Queue {}: {}. Its feeds are listed as often as others until it can be read",
                    settings.name(),
                    QueueFailures.describe(failure));
        }
        failures++;
        if (up) {
            up = false;
            listener.changed(this);
        }
        rest(backoff(timing, failures, ThreadLocalRandom.current().nextDouble()));
    }

    /**
     * How long a queue is left alone.
     *
     * @param failures how many there were in a row, from 1
     * @param chance from 0 to 1, so that those who failed together do not come back together
     */
    static Duration backoff(Queues.Timing timing, int failures, double chance) {
        Duration doubled = timing.firstRest().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration most = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
        return Duration.ofMillis(Math.round(most.toMillis() * (1 + chance) / 2));
    }

    private void rest(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only by close(), which the loop sees.
        }
    }

    /** Breaks off what is under way, and returns when the thread has ended. */
    @Override
    public void close() {
        closed.countDown();
        // An interrupt does not reach a thread that waits for an answer; the end of its connection does.
        http.close();
        thread.interrupt();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(FAREWELL.toMillis());
            if (thread.isAlive()) {
                LOG.warn("Queue {}: its thread has not ended yet", settings.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts, and says when the count is round, so that a flood fills no log. */
    private static final class Tally {
        private long count;
        private long round = 1;

        boolean isRound() {
            count++;
            if (count < round) {
                return false;
            }
            round *= 10;
            return true;
        }

        @Override
        public String toString() {
            return Long.toString(count);
        }
    }
}
