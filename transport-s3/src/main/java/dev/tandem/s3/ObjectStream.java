package dev.tandem.s3;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** One object's bytes as a stream, which goes on where it was if the connection breaks and the object is still the same. */
final class ObjectStream extends InputStream {
    /** How often in succession, without a byte between, a connection may break. */
    private static final int ATTEMPTS = 4;

    private final Bucket bucket;
    private final String key;
    private final String etag;
    private final long size;
    private @Nullable ResponseInputStream<GetObjectResponse> in;
    private long position;
    private boolean closed;

    private ObjectStream(Bucket bucket, String key, ResponseInputStream<GetObjectResponse> in) {
        this.bucket = bucket;
        this.key = key;
        this.in = in;
        etag = in.response().eTag();
        size = Objects.requireNonNullElse(in.response().contentLength(), Long.MAX_VALUE);
    }

    static ObjectStream open(Bucket bucket, String key) throws TransportException, Replaced {
        ResponseInputStream<GetObjectResponse> in = bucket.get(key, null, null, ResponseTransformer.toInputStream());
        if (in.response().eTag() == null) {
            in.abort();
            throw new TransportException(
                    Reason.UNAVAILABLE, "s3:GetObject: the store did not say which version it gave; expected an ETag");
        }
        return new ObjectStream(bucket, key, in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        for (int attempt = 1; position < size; attempt++) {
            ResponseInputStream<GetObjectResponse> open = stream();
            try {
                int n = open.read(buffer, offset, length);
                if (n >= 0) {
                    position += n;
                    return n;
                }
                if (size == Long.MAX_VALUE) {
                    return -1;
                }
                throw new IOException("the bytes end too early");
            } catch (IOException | SdkException e) {
                drop();
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw new IOException("read: broke off (" + e.getClass().getSimpleName() + ")");
                }
            }
        }
        return -1;
    }

    private ResponseInputStream<GetObjectResponse> stream() throws IOException {
        ResponseInputStream<GetObjectResponse> open = in;
        if (open == null) {
            try {
                open = bucket.get(key, etag, "bytes=" + position + "-", ResponseTransformer.toInputStream());
            } catch (TransportException e) {
                throw new IOException(e.getMessage(), e);
            } catch (Replaced e) {
                throw replaced();
            }
            in = open;
            check(open.response());
        }
        return open;
    }

    private void check(GetObjectResponse resumed) throws IOException {
        if (!etag.equals(resumed.eTag())) {
            drop();
            throw replaced();
        }
        if (!String.valueOf(resumed.contentRange()).startsWith("bytes " + position + "-")) {
            drop();
            throw new Unexpected("s3:GetObject: the store gave another range than was asked for");
        }
    }

    private static IOException replaced() {
        return new IOException("read: the object was replaced meanwhile");
    }

    /** Ends the connection without reading what is left. */
    private void drop() {
        if (in != null) {
            in.abort();
            in = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
