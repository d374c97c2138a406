package dev.tandem.ingest;

import dev.tandem.internal.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts, and at the end compares, what goes through it; never hands over more than was expected. */
final class VerifiedStream extends FilterInputStream {
    private final long size;
    private final String expected;
    private final MessageDigest digest = Sha256.digest();
    private long count;

    VerifiedStream(InputStream in, long size, String expected) {
        super(in);
        this.size = size;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n < 0) {
            requireUnchanged();
            return n;
        }
        count += n;
        if (count > size) {
            throw new IOException("the recording has grown since it was taken");
        }
        digest.update(buffer, offset, n);
        if (count == size) {
            requireUnchanged();
        }
        return n;
    }

    private void requireUnchanged() throws IOException {
        if (count != size || !Sha256.hex(copy(digest)).equals(expected)) {
            throw new IOException("the recording has changed since it was taken");
        }
    }

    /** A digest can be finished once only, and a stream may be read at its end again. */
    private static MessageDigest copy(MessageDigest digest) throws IOException {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Reads what it skips, so that all is compared. */
    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(n, 0))];
        int read = buffer.length == 0 ? 0 : read(buffer, 0, buffer.length);
        return Math.max(read, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
