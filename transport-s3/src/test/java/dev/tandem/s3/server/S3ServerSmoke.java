package dev.tandem.s3.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What every server for tests must be able to do, or tests on it mean nothing. */
abstract class S3ServerSmoke {
    private S3Server server;
    private S3Client client;
    private String bucket;

    abstract S3Server server() throws Exception;

    @BeforeEach
    final void begin() throws Exception {
        server = server();
        client = server.client();
        bucket = server.newBucket();
    }

    @AfterEach
    final void end() throws Exception {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            release(server);
        }
    }

    /** A server that is shared stays open. */
    void release(S3Server used) throws Exception {
        used.close();
    }

    private void put(String key, String text) {
        client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private String text(String key) {
        return client.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    @Test
    void whatWasPutIsReadInWholeAndInPart() {
        put("a.txt", "hello world");
        assertThat(text("a.txt")).isEqualTo("hello world");
        byte[] part = client.getObjectAsBytes(b -> b.bucket(bucket).key("a.txt").range("bytes=6-8"))
                .asByteArray();
        assertThat(new String(part, StandardCharsets.UTF_8)).isEqualTo("wor");
    }

    @Test
    void oddKeysComeInThreePagesAndAreReadByTheirNames() {
        List<String> keys = List.of("a+b", "a%2Fb", "a b", "é/ü", "&<>", "plain", "\uD83D\uDE00");
        keys.forEach(key -> put(key, key));
        List<String> listed = new ArrayList<>();
        client.listObjectsV2Paginator(b -> b.bucket(bucket).maxKeys(3).encodingType(EncodingType.URL)).stream()
                .forEach(page -> {
                    assertThat(page.contents()).hasSizeLessThanOrEqualTo(3);
                    page.contents().stream().map(S3Object::key).forEach(listed::add);
                });
        assertThat(new TreeSet<>(listed)).isEqualTo(new TreeSet<>(keys)).hasSameSizeAs(listed);
        assertThat(listed).allSatisfy(key -> assertThat(text(key)).isEqualTo(key));
    }

    @Test
    void aCopyIsThereAndADeletedObjectIsNot() {
        put("from", "content");
        client.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("to"));
        client.deleteObject(b -> b.bucket(bucket).key("from"));
        assertThat(text("to")).isEqualTo("content");
        assertThatThrownBy(() -> text("from")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void anObjectThatWasReplacedIsNotReadUnderItsOldTag() {
        put("a.txt", "before");
        String tag = client.headObject(b -> b.bucket(bucket).key("a.txt")).eTag();
        assertThat(client.getObjectAsBytes(b -> b.bucket(bucket).key("a.txt").ifMatch(tag))
                        .asUtf8String())
                .isEqualTo("before");
        put("a.txt", "after");
        assertThatThrownBy(() -> client.getObjectAsBytes(
                        b -> b.bucket(bucket).key("a.txt").ifMatch(tag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @ParameterizedTest
    @EnumSource
    void itHonoursWhatItSaysAndNoMore(Feature feature) {
        assertThat(new FeatureProbe(server, client, bucket).has(feature)).isEqualTo(server.honours(feature));
    }
}
