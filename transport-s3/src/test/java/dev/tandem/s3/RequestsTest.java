package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.s3.server.CephServer;
import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.S3MockServer;
import dev.tandem.s3.server.S3Server;
import dev.tandem.s3.server.SeenRequest;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What settings make of requests, and links that need no settings. */
class RequestsTest extends FaultyStore {
    @Test
    void whoPaysIsSaidWithEachRequest() throws Exception {
        put("a.wav", "sound");
        Transport paying = open(Map.of("requester-pays", "true"));
        paying.list("", entry -> {});
        paying.read("a.wav").close();
        paying.move("a.wav", "processed/a.wav");
        paying.delete("processed/a.wav");
        paying.write("reason.json", new byte[] {1});
        assertThat(proxy.requests())
                .extracting(SeenRequest::operation)
                .contains(
                        Operation.LIST, Operation.GET, Operation.HEAD, Operation.COPY, Operation.PUT, Operation.DELETE);
        assertThat(proxy.requests())
                .allSatisfy(request ->
                        assertThat(request.header("x-amz-request-payer")).isEqualTo("requester"));
    }

    @Test
    void everyRangeIsAskedForOfOneVersion() throws Exception {
        put("a.wav", new byte[LARGE]);
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        transport.copyAll(List.of(new Copy("a.wav", LARGE, copied))).get(0).get();
        assertThat(copied.size()).isEqualTo(LARGE);
        assertThat(proxy.requests())
                .filteredOn(request -> request.operation() == Operation.GET)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("if-match"))
                        .isEqualTo(head("a.wav").eTag()));
    }

    @Test
    void aLinkSaysWhoPaysByItself() throws Exception {
        put("a.wav", "sound");
        URI link = open(Map.of("requester-pays", "true"))
                .link("a.wav", Duration.ofMinutes(5))
                .orElseThrow();
        assertThat(link.getQuery()).contains("x-amz-request-payer=requester", "X-Amz-SignedHeaders=host&");
        assertThat(fetch(link).body()).isEqualTo("sound");
    }

    @Test
    void whatIsWrittenIsEncryptedByTheKeyOfTheSettings() throws Exception {
        put("a.wav", "sound");
        Transport encrypting = open(Map.of("kms-key", "alias/calls"));
        encrypting.move("a.wav", "processed/a.wav");
        encrypting.write("reason.json", new byte[] {1});
        List<SeenRequest> writes = proxy.requests().stream()
                .filter(request -> request.method().equals("PUT"))
                .toList();
        assertThat(writes).hasSize(2).allSatisfy(request -> {
            assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
            assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .isEqualTo("alias/calls");
        });
    }

    @Test
    void s3MockEncryptsWhatIsWrittenAndWhatMoves() throws Exception {
        writesEncrypted(S3MockServer.shared(), true);
    }

    /** Version 16 copies nothing that is encrypted. */
    @Test
    void cephEncryptsWhatIsWritten() throws Exception {
        writesEncrypted(CephServer.shared(), false);
    }

    private static void writesEncrypted(S3Server server, boolean copies) throws Exception {
        String bucket = server.newBucket();
        Map<String, String> settings = server.settings();
        settings.put("kms-key", S3Server.KMS_KEY);
        S3TransportProvider provider = new S3TransportProvider();
        try (S3Client client = server.client()) {
            Transport transport = provider.open(URI.create("s3://" + bucket), Settings.of(settings));
            transport.write("a.wav", "sound".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.headObject(head -> head.bucket(bucket).key("a.wav"))
                            .serverSideEncryption())
                    .isEqualTo(ServerSideEncryption.AWS_KMS);
            if (copies) {
                String version = transport.stat("a.wav").version();
                transport.move("a.wav", "processed/a.wav");
                HeadObjectResponse moved =
                        client.headObject(head -> head.bucket(bucket).key("processed/a.wav"));
                assertThat(moved.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
                assertThat(transport.stat("processed/a.wav").version()).isEqualTo(version);
                assertThat(transport.read("processed/a.wav").readAllBytes())
                        .asString()
                        .isEqualTo("sound");
            }
        } finally {
            provider.close();
        }
    }

    @Test
    void requestsGoThroughTheProxyThatIsSet() throws Exception {
        String page = "<ListBucketResult><Name>calls</Name><Prefix></Prefix><KeyCount>1</KeyCount>"
                + "<IsTruncated>false</IsTruncated><Contents><Key>a.wav</Key><Size>5</Size><ETag>\"1\"</ETag>"
                + "<LastModified>2026-03-01T12:00:00.000Z</LastModified></Contents></ListBucketResult>";
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        HttpServer through = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        through.createContext("/", exchange -> {
            String who = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if (who == null) {
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(407, -1);
            } else {
                seen.add(
                        new String(Base64.getDecoder().decode(who.substring("Basic ".length())), StandardCharsets.UTF_8)
                                + " " + exchange.getRequestHeaders().getFirst("Host"));
                exchange.sendResponseHeaders(200, page.length());
                exchange.getResponseBody().write(page.getBytes(StandardCharsets.US_ASCII));
            }
            exchange.close();
        });
        through.start();
        try {
            Transport far = provider.open(
                    URI.create("s3://calls"),
                    Settings.of(Map.of(
                            "endpoint", "http://s3.example:9000",
                            "access-key-id", "id",
                            "secret-access-key", "secret",
                            "proxy",
                                    "http://user@127.0.0.1:"
                                            + through.getAddress().getPort(),
                            "proxy-password", "word")));
            List<String> names = new ArrayList<>();
            far.list("", entry -> names.add(entry.name()));
            assertThat(names).containsExactly("a.wav");
            assertThat(seen).containsExactly("user:word s3.example:9000");
        } finally {
            through.stop(0);
        }
    }

    private static HttpResponse<String> fetch(URI link) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aLinkIsReadWithoutCredentialsUntilItExpires() throws Exception {
        put("a b+c.wav", "sound");
        URI link = transport.link("a b+c.wav", Duration.ofMinutes(5)).orElseThrow();
        assertThat(fetch(link).body()).isEqualTo("sound");
        URI other = URI.create(link.toString().replaceFirst("\\.wav", ".mp3"));
        assertThat(fetch(other).statusCode()).isEqualTo(403);
        URI brief = transport.link("a b+c.wav", Duration.ofSeconds(1)).orElseThrow();
        await(() -> {
            try {
                return fetch(brief).statusCode() == 403;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aLinkForLongerThanStoresAllowIsRefused() {
        assertThatThrownBy(() -> transport.link("a.wav", Duration.ofDays(8)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("s3:GetObject");
    }

    @Test
    void aSinkGetsALinkToTheRecording() throws Exception {
        put("20260301-120000_1.wav", "sound");
        put("20260301-120000_1.json", "{\"a\": \"1\"}");
        List<Optional<URI>> links = new ArrayList<>();
        Feed feed = Feed.builder("acme", source())
                .sourceSettings(Settings.of(proxy.settings()))
                .settle(Duration.ZERO)
                .afterDelivery(AfterDelivery.KEEP)
                .build();
        try (Tandem tandem = Tandem.builder()
                .feed(feed)
                .sink(delivery -> links.add(delivery.link(Duration.ofMinutes(5))))
                .build()) {
            tandem.sweep();
        }
        assertThat(links).hasSize(1);
        assertThat(fetch(links.get(0).orElseThrow()).body()).isEqualTo("sound");
    }
}
