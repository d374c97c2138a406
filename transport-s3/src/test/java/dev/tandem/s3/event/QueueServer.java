package dev.tandem.s3.event;

import dev.tandem.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** ElasticMQ in this process, with at most one queue. */
final class QueueServer implements AutoCloseable {
    private final SQSRestServer server =
            SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    private final SqsClient client;
    final String url;

    QueueServer() {
        int port = server.waitUntilStarted().localAddress().getPort();
        client = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(access().credentials())
                .httpClient(http(Duration.ofSeconds(30)))
                .build();
        url = make();
        delete();
    }

    /** Anybody's; ElasticMQ asks for none. */
    static Queues.Access access() {
        return new Queues.Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")), QueueServer::http);
    }

    private static SdkHttpClient http(Duration patience) {
        return Apache5HttpClient.builder()
                .socketTimeout(patience)
                .useIdleConnectionReaper(false)
                .build();
    }

    QueueSettings settings() {
        return QueueSettings.of(Settings.of(Map.of("events", url)), null).orElseThrow();
    }

    /** Makes the queue, with messages that come again after a second if nobody deletes them. */
    String make() {
        return client.createQueue(queue ->
                        queue.queueName("calls").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .queueUrl();
    }

    void delete() {
        client.deleteQueue(queue -> queue.queueUrl(url));
    }

    void send(String... bodies) {
        for (String body : bodies) {
            client.sendMessage(message -> message.queueUrl(url).messageBody(body));
        }
    }

    void sendTen(String body) {
        List<SendMessageBatchRequestEntry> ten = IntStream.range(0, 10)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody(body)
                        .build())
                .toList();
        client.sendMessageBatch(batch -> batch.queueUrl(url).entries(ten));
    }

    /** How many messages there are that nobody deleted, whether somebody is reading them or not. */
    int left() {
        return client
                .getQueueAttributes(ask -> ask.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
