package dev.tandem.s3.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * S3Proxy in this process, in memory or over a folder. It checks signatures of version 4.
 *
 * <p>It honours {@code If-Match} on GET, HEAD, PUT, DELETE and at the source of a copy, and {@code If-None-Match: *} on PUT
 * and on the end of a multipart upload. It ignores who pays and who is expected to own a bucket, keeps checksums that were
 * sent in a header and not those in a trailer, and refuses tags, lifecycle rules and policies; over a folder also versions
 * and encryption. In memory it takes any encryption key and encrypts nothing. A key with an empty segment fails its check
 * of the signature; one with {@code ..} is refused; there is no object {@code a} beside an object {@code a/b}; a segment of
 * a key over a folder has at most 255 bytes. It lists keys in the order of UTF-16, not of UTF-8.
 */
public final class EmbeddedS3 implements S3Server {
    private static final Set<Feature> OF_BOTH = EnumSet.of(
            Feature.AUTHENTICATION,
            Feature.CHECKSUMS,
            Feature.COPY_SOURCE_IF_MATCH,
            Feature.DELETE_IF_MATCH,
            Feature.MULTIPART_IF_NONE_MATCH);
    private static final Set<Feature> OF_MEMORY = EnumSet.of(Feature.VERSIONING, Feature.SSE_KMS);

    private final BlobStore store;
    private final S3Proxy proxy;
    private final String accessKeyId = "AKIATANDEMTEST";
    private final String secretAccessKey = UUID.randomUUID().toString();
    private boolean closed;

    private EmbeddedS3(BlobStore store) throws IOException {
        this.store = store;
        this.proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IOException("S3Proxy did not start", e);
        }
    }

    /** A server whose objects are in memory, and gone with it. */
    public static EmbeddedS3 inMemory() throws IOException {
        return new EmbeddedS3(new TransientNio2BlobStore());
    }

    /** A server whose objects are files below an empty folder, for objects too large for memory. */
    public static EmbeddedS3 over(Path folder) throws IOException {
        return new EmbeddedS3(new FilesystemNio2BlobStore(folder.toString()));
    }

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public String accessKeyId() {
        return accessKeyId;
    }

    @Override
    public String secretAccessKey() {
        return secretAccessKey;
    }

    @Override
    public boolean honours(Feature feature) {
        return OF_BOTH.contains(feature) || (store instanceof TransientNio2BlobStore && OF_MEMORY.contains(feature));
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            proxy.stop();
            store.close();
        } catch (Exception e) {
            throw new IOException("S3Proxy did not stop", e);
        }
    }
}
