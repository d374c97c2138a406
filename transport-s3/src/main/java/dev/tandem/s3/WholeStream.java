package dev.tandem.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of known length that is read to its very end before its last bytes are handed over: whoever counts bytes, as an
 * HTTP client does, would never learn that the end was in order.
 */
final class WholeStream extends FilterInputStream {
    private long left;

    WholeStream(InputStream in, long size) {
        super(in);
        left = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = super.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new IOException("the recording ends too early");
        }
        left -= n;
        if (left == 0 && super.read() >= 0) {
            throw new IOException("the recording is longer than it was");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(n, 0))];
        return Math.max(read(buffer, 0, buffer.length), 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
