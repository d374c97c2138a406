package dev.tandem.ingest;

import dev.tandem.internal.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what is written to it. */
class Measure extends OutputStream {
    private final MessageDigest digest = Sha256.digest();
    private long count;

    @Override
    public final void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        count += length;
    }

    final long count() {
        return count;
    }

    /** Of all that was written; asked for once. */
    final String sha256() {
        return Sha256.hex(digest);
    }
}
