package dev.tandem.s3.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultProxyTest {
    private static final String LONG = "0123456789".repeat(30_000);

    private EmbeddedS3 server;
    private FaultProxy proxy;
    private S3Client direct;
    private S3Client client;
    private String bucket;

    @BeforeEach
    void begin() throws Exception {
        server = EmbeddedS3.inMemory();
        proxy = FaultProxy.before(server);
        direct = server.client();
        client = proxy.client();
        bucket = proxy.newBucket();
        put(direct, "a.txt", "hello");
        put(direct, "long", LONG);
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        direct.close();
        proxy.close();
        server.close();
    }

    private void put(S3Client by, String key, String text) {
        by.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private String text(String key) {
        return client.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    private static void isRefused(int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    @Test
    void theNextRequestsThatFitAreRefusedAndNoOthers() {
        Fault fault =
                proxy.when(Operation.GET).key(".*\\.txt").after(1).times(2).answer(Refusal.SLOW_DOWN);
        assertThat(text("a.txt")).isEqualTo("hello");
        assertThat(text("long")).isEqualTo(LONG);
        isRefused(503, "SlowDown", () -> text("a.txt"));
        isRefused(503, "SlowDown", () -> text("a.txt"));
        assertThat(text("a.txt")).isEqualTo("hello");
        assertThat(fault.hits()).isEqualTo(2);
        assertThat(proxy.count(Operation.GET)).isEqualTo(5);
    }

    @Test
    void aRefusedUploadDoesNotReachTheServer() {
        proxy.when(Operation.PUT).answer(Refusal.ACCESS_DENIED);
        isRefused(403, "AccessDenied", () -> put(client, "b", LONG));
        assertThatThrownBy(() -> direct.headObject(b -> b.bucket(bucket).key("b")))
                .isInstanceOf(NoSuchKeyException.class);
        put(client, "b", LONG);
        assertThat(text("b")).isEqualTo(LONG);
    }

    @Test
    void anAnswerIsCutAtAByte() throws Exception {
        Fault fault = proxy.when(Operation.GET).cutAfter(100_000);
        try (ResponseInputStream<GetObjectResponse> in =
                client.getObject(b -> b.bucket(bucket).key("long"))) {
            assertThat(in.readNBytes(100_000)).hasSize(100_000);
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(text("long")).isEqualTo(LONG);
    }

    @Test
    void aTruncatedListingIsWholeAsAnAnswer() {
        proxy.when(Operation.LIST).query("list-type=2").truncate(200);
        assertThatThrownBy(() -> client.listObjectsV2(b -> b.bucket(bucket))).isInstanceOf(SdkClientException.class);
        assertThat(client.listObjectsV2(b -> b.bucket(bucket)).contents()).hasSize(2);
        assertThat(proxy.count(Operation.LIST)).isEqualTo(2);
    }

    @Test
    void aRequestStallsUntilReleased() throws Exception {
        Fault fault = proxy.when(Operation.GET).stall();
        CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> text("a.txt"));
        fault.awaitHits(1);
        assertThat(reading).isNotDone();
        fault.release();
        assertThat(reading.get()).isEqualTo("hello");
    }

    @Test
    void anObjectCanBeReplacedInTheMiddleOfADownload() throws Exception {
        Fault fault = proxy.when(Operation.GET).within(1_000, () -> put(direct, "long", "short"));
        assertThat(text("long")).isEqualTo(LONG);
        assertThat(fault.hits()).isEqualTo(1);
        proxy.when(Operation.GET).before(() -> put(direct, "long", "another"));
        assertThat(text("long")).isEqualTo("another");
    }

    @Test
    void anAnswerIsLostAfterTheServerDidWhatItWasAsked() {
        proxy.when(Operation.DELETE).loseAnswer();
        assertThatThrownBy(() -> client.deleteObject(b -> b.bucket(bucket).key("a.txt")))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> text("a.txt")).isInstanceOf(NoSuchKeyException.class);
        proxy.when(Operation.DELETE).drop();
        assertThatThrownBy(() -> client.deleteObject(b -> b.bucket(bucket).key("long")))
                .isInstanceOf(SdkClientException.class);
        assertThat(text("long")).isEqualTo(LONG);
    }

    @Test
    void requestsAreCountedByWhatTheyAsk() {
        client.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("a.txt")
                .destinationBucket(bucket)
                .destinationKey("c d+é"));
        client.headObject(b -> b.bucket(bucket).key("c d+é"));
        put(client, "e", "e");
        client.deleteObject(b -> b.bucket(bucket).key("e"));
        client.listObjectsV2(b -> b.bucket(bucket));
        proxy.when(Operation.TAGGING).answer(200, java.util.Map.of(), "<Tagging><TagSet/></Tagging>");
        client.getObjectTagging(b -> b.bucket(bucket).key("a.txt"));
        assertThat(proxy.requests())
                .extracting(SeenRequest::operation)
                .containsExactly(
                        Operation.COPY,
                        Operation.HEAD,
                        Operation.PUT,
                        Operation.DELETE,
                        Operation.LIST,
                        Operation.TAGGING);
        assertThat(proxy.requests().get(1).key()).isEqualTo("c d+é");
        assertThat(proxy.count()).isEqualTo(6);
        proxy.forget();
        assertThat(proxy.count()).isZero();
    }

    @Test
    void aDelayIsAtLeastAsLongAsTold() {
        proxy.delay(Duration.ofMillis(50));
        long begin = System.nanoTime();
        text("a.txt");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void closingLeavesNoThreadBehindEvenWhereARequestStalls() throws Exception {
        Fault fault = proxy.when(Operation.GET).stall();
        CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> text("a.txt"));
        fault.awaitHits(1);
        proxy.close();
        assertThatThrownBy(reading::get).hasCauseInstanceOf(SdkClientException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().startsWith("fault-proxy"));
    }
}
