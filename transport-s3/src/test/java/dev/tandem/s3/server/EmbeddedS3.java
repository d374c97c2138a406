package dev.tandem.s3.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy in this process, in memory or over a folder. It checks signatures of version 4. */
public final class EmbeddedS3 implements S3Server {
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
