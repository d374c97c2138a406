package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.s3.server.FaultProxy;
import dev.tandem.s3.server.S3Server;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A transport on a bucket of its own, with a proxy between it and the server; what tests do themselves goes around that. */
@Timeout(120)
abstract class FaultyStore {
    static final String PREFIX = "calls/";

    /** More than one request reads. */
    static final int LARGE = 2 * Downloads.PIECE + 5;

    final S3Server server = Servers.embedded();
    FaultProxy proxy;
    String bucket;
    S3TransportProvider provider;
    Transport transport;
    private S3Client direct;

    @BeforeEach
    final void begin() throws Exception {
        proxy = FaultProxy.before(server);
        bucket = proxy.newBucket();
        direct = server.client();
        provider = new S3TransportProvider();
        transport = open(Map.of());
    }

    @AfterEach
    final void end() {
        provider.close();
        proxy.close();
        direct.close();
    }

    /** Another transport on the same bucket. */
    final Transport open(Map<String, String> more) {
        Map<String, String> settings = proxy.settings();
        settings.putAll(more);
        return provider.open(source(), Settings.of(settings));
    }

    final URI source() {
        return URI.create("s3://" + bucket + "/calls");
    }

    final void put(String path, byte[] content) {
        putKey(PREFIX + path, content);
    }

    /** Uploads an object by parts, so that a copy of it has another ETag. */
    final void putInParts(String path, byte[]... parts) {
        String key = PREFIX + path;
        String id = direct.createMultipartUpload(upload -> upload.bucket(bucket).key(key))
                .uploadId();
        List<CompletedPart> done = new ArrayList<>();
        for (byte[] part : parts) {
            int number = done.size() + 1;
            String etag = direct.uploadPart(
                            upload ->
                                    upload.bucket(bucket).key(key).uploadId(id).partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            done.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        direct.completeMultipartUpload(
                end -> end.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(done)));
    }

    final void put(String path, String content) {
        put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    final void putKey(String key, byte[] content) {
        direct.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    final void remove(String path) {
        direct.deleteObject(delete -> delete.bucket(bucket).key(PREFIX + path));
    }

    final HeadObjectResponse head(String path) {
        return direct.headObject(head -> head.bucket(bucket).key(PREFIX + path));
    }

    /** All objects of the bucket: their content by their keys. */
    final Map<String, String> objects() {
        Map<String, String> all = new TreeMap<>();
        for (String key : keys()) {
            all.put(
                    key,
                    direct.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String());
        }
        return all;
    }

    final List<String> keys() {
        return direct
                .listObjectsV2Paginator(list -> list.bucket(bucket).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    final List<RemoteFile> list(String folder) throws TransportException {
        List<RemoteFile> all = new ArrayList<>();
        transport.list(folder, all::add);
        return all;
    }

    final List<String> names() throws TransportException {
        return list("").stream().map(RemoteFile::name).sorted().toList();
    }

    /** One object's bytes, and its entry. */
    static final class Copied {
        private final byte[] bytes;
        private final RemoteFile entry;

        private Copied(byte[] bytes, RemoteFile entry) {
            this.bytes = bytes;
            this.entry = entry;
        }

        byte[] bytes() {
            return bytes;
        }

        RemoteFile entry() {
            return entry;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    final Copied copy(String path, long limit) throws TransportException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Attempt<RemoteFile> done =
                transport.copyAll(List.of(new Copy(path, limit, bytes))).get(0);
        return new Copied(bytes.toByteArray(), done.get());
    }

    /** Says where they differ, and not how. */
    static void assertSame(byte[] actual, byte[] expected) {
        assertThat(Arrays.mismatch(actual, expected)).as("where they differ").isEqualTo(-1);
    }

    static byte[] random(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    static TransportException failure(ThrowingCallable call) {
        TransportException failure = catchThrowableOfType(TransportException.class, call);
        assertThat(failure).as("it should have failed").isNotNull();
        return failure;
    }

    /** Waits for what others do, up to half a minute. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).as("it did not come to pass").isTrue();
    }
}
