package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.s3.server.CephServer;
import dev.tandem.s3.server.FaultProxy;
import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.S3MockServer;
import dev.tandem.s3.server.S3Server;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Tags on objects, which the embedded server has not. */
class TagTest {
    @Nested
    class OnS3Mock extends Tags {
        @Override
        S3Server server() throws IOException {
            return S3MockServer.shared();
        }
    }

    @Nested
    class OnCeph extends Tags {
        @Override
        S3Server server() throws IOException {
            return CephServer.shared();
        }
    }

    abstract static class Tags {
        private final S3TransportProvider provider = new S3TransportProvider();
        private FaultProxy proxy;
        private S3Client client;
        private String bucket;
        private Transport transport;

        abstract S3Server server() throws IOException;

        @BeforeEach
        void open() throws Exception {
            proxy = FaultProxy.before(server());
            client = server().client();
            bucket = server().newBucket();
            transport = provider.open(URI.create("s3://" + bucket + "/calls"), Settings.of(proxy.settings()));
        }

        @AfterEach
        void close() {
            provider.close();
            client.close();
            proxy.close();
        }

        private void put(String content) {
            client.putObject(put -> put.bucket(bucket).key("calls/a.wav"), RequestBody.fromString(content));
        }

        private Map<String, String> tags() {
            Map<String, String> tags = new TreeMap<>();
            client.getObjectTagging(get -> get.bucket(bucket).key("calls/a.wav"))
                    .tagSet()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
            return tags;
        }

        private RemoteFile tag(String version) throws TransportException {
            return transport
                    .tagAll(List.of(new Transport.Tag("a.wav", version, "processed")))
                    .get(0)
                    .get();
        }

        @Test
        void aTagIsAddedToThoseOfOthers() throws Exception {
            client.putObject(
                    put -> put.bucket(bucket).key("calls/a.wav").tagging("team=sales"), RequestBody.fromString("a"));
            RemoteFile before = transport.stat("a.wav");
            assertThat(tag(before.version())).isEqualTo(before);
            assertThat(tags()).isEqualTo(Map.of("team", "sales", "tandem", "processed"));
            tag(before.version());
            assertThat(tags()).hasSize(2);
        }

        @Test
        void whoPaysIsSaidWithEachTag() throws Exception {
            put("a");
            Map<String, String> settings = proxy.settings();
            settings.put("requester-pays", "true");
            transport = provider.open(URI.create("s3://" + bucket + "/calls"), Settings.of(settings));
            tag(transport.stat("a.wav").version());
            assertThat(proxy.requests())
                    .filteredOn(request -> request.operation() == Operation.TAGGING)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(request ->
                            assertThat(request.header("x-amz-request-payer")).isEqualTo("requester"));
        }

        @Test
        void anotherVersionIsNotTagged() throws Exception {
            put("a");
            String version = transport.stat("a.wav").version();
            put("b");
            assertThatThrownBy(() -> tag(version)).isInstanceOf(TransportException.class);
            assertThat(tags()).isEmpty();
        }

        @Test
        void aVersionThatComesInBetweenLosesTheTagAgain() throws Exception {
            put("a");
            String version = transport.stat("a.wav").version();
            proxy.when(Operation.TAGGING)
                    .fits(request -> request.method().equals("PUT"))
                    .before(() -> put("b"));
            assertThatThrownBy(() -> tag(version)).isInstanceOf(TransportException.class);
            assertThat(tags()).isEmpty();
        }

        @Test
        void inABucketWithVersionsTheOneThatIsMeantIsTagged() throws Exception {
            client.putBucketVersioning(
                    put -> put.bucket(bucket).versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
            put("a");
            String version = transport.stat("a.wav").version();
            proxy.when(Operation.TAGGING)
                    .fits(request -> request.method().equals("PUT"))
                    .before(() -> put("b"));
            assertThatThrownBy(() -> tag(version)).isInstanceOf(TransportException.class);
            assertThat(tags()).isEmpty();
        }

        @Test
        void anObjectThatIsNotThereCannotBeTagged() {
            assertThatThrownBy(() -> tag("any"))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.reason()).isEqualTo(TransportException.Reason.NOT_FOUND));
        }
    }
}
