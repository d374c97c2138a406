package dev.tandem.s3.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.Feed;
import dev.tandem.s3.server.EmbeddedS3;
import dev.tandem.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket, a queue that tells of it, and an engine that sweeps once an hour unless it is told. */
@Timeout(120)
class WokenByEventsTest {
    private static final int CALLS = 20;

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void aCallIsDeliveredOnceTheQueueTellsOfItsSecondObject() throws Exception {
        try (EmbeddedS3 server = EmbeddedS3.inMemory();
                S3Client client = server.client();
                QueueServer queue = new QueueServer()) {
            queue.make();
            String bucket = server.newBucket();
            put(client, bucket, "warm-up.wav");
            try (Tandem tandem = tandem(server, queue, bucket)) {
                tandem.start();
                assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("warm-up.wav");
                queue.send(Events.test(bucket));
                while (queue.left() > 0) {
                    Thread.sleep(20);
                }
                List<Long> millis = new ArrayList<>();
                for (int i = 1; i <= CALLS; i++) {
                    String name = "20260301-120000_" + i;
                    put(client, bucket, name + ".wav");
                    put(client, bucket, name + ".json");
                    long told = System.nanoTime();
                    queue.send(Events.direct(bucket, "calls/" + name + ".json"));
                    assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo(name + ".wav");
                    millis.add((System.nanoTime() - told) / 1_000_000);
                }
                System.out.println("milliseconds from a message to the sink: " + millis);
            }
        }
    }

    private static void put(S3Client client, String bucket, String name) {
        client.putObject(put -> put.bucket(bucket).key("calls/" + name), RequestBody.fromString("{\"a\": \"1\"}"));
    }

    private Tandem tandem(EmbeddedS3 server, QueueServer queue, String bucket) throws Exception {
        Map<String, String> settings = server.settings();
        settings.put("events", queue.url);
        settings.put("reconcile", "1h");
        Feed feed = Feed.builder("acme", URI.create("s3://" + bucket + "/calls"))
                .sourceSettings(Settings.of(settings))
                .settle(Duration.ZERO)
                .build();
        return Tandem.builder()
                .feed(feed)
                .interval(Duration.ofHours(1))
                .sink(delivery -> taken.add(delivery.call().recording().name()))
                .listener(event -> seen.add(event.path()))
                .build();
    }
}
