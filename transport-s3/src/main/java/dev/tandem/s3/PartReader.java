package dev.tandem.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object's bytes, or a range of them, into memory; if the connection breaks, the SDK asks once more. */
final class PartReader implements ResponseTransformer<GetObjectResponse, PartReader> {
    private final byte[] buffer;
    private final int length;
    private final long offset;
    private final boolean ranged;
    private final boolean exact;
    private int count;
    private @Nullable GetObjectResponse response;

    /**
     * @param length how many bytes are wanted, at most
     * @param offset where they begin
     * @param ranged whether the request names its range
     * @param exact whether there are as many bytes as are wanted
     */
    PartReader(byte[] buffer, int length, long offset, boolean ranged, boolean exact) {
        this.buffer = buffer;
        this.length = length;
        this.offset = offset;
        this.ranged = ranged;
        this.exact = exact;
    }

    @Override
    public PartReader transform(GetObjectResponse response, AbortableInputStream in) throws IOException {
        if (ranged && !String.valueOf(response.contentRange()).startsWith("bytes " + offset + "-")) {
            in.abort();
            throw new Unexpected("the store gave another range than was asked for");
        }
        if (response.eTag() == null) {
            in.abort();
            throw new Unexpected("the store did not say which version it gave; expected an ETag");
        }
        Long promised = response.contentLength();
        try {
            count = in.readNBytes(buffer, 0, length);
            if (count < length && (exact || (promised != null && count < promised))) {
                throw new IOException("the bytes end too early");
            }
        } catch (IOException e) {
            in.abort();
            throw RetryableException.create("the connection broke off", e);
        }
        if (promised == null || promised > count) {
            in.abort();
        }
        this.response = response;
        return this;
    }

    /** What was said of the object; there is something once bytes were read. */
    GetObjectResponse response() {
        if (response == null) {
            throw new IllegalStateException("nothing was read");
        }
        return response;
    }

    byte[] buffer() {
        return buffer;
    }

    int count() {
        return count;
    }
}
