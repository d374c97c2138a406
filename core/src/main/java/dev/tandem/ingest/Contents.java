package dev.tandem.ingest;

import dev.tandem.internal.Sha256;
import dev.tandem.ledger.FileEntry;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Reads files that may change while they are read: a version is read whole, or not at all. */
final class Contents {
    private final Transport transport;

    Contents(Transport transport) {
        this.transport = transport;
    }

    /** At most {@code limit + 1} bytes of a file; null if it is no longer the version that the row tells of. */
    byte @Nullable [] bytes(FileEntry file, int limit) throws TransportException {
        try (InputStream in = transport.read(file.location())) {
            byte[] content = in.readNBytes(limit + 1);
            boolean whole = content.length == Math.min(file.size(), limit + 1L);
            return whole && isStill(file) ? content : null;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The SHA-256 of a whole file; null if it is no longer the version that the row tells of. */
    @Nullable
    String sha256(FileEntry file) throws TransportException {
        try (VerifiedStream in = new VerifiedStream(transport.read(file.location()), file.size(), null)) {
            String sha256 = Sha256.of(in);
            return in.count == file.size() && isStill(file) ? sha256 : null;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A recording's bytes, which end in an IOException if they are not those with this SHA-256. */
    InputStream verified(FileEntry file, String sha256) throws TransportException {
        return new VerifiedStream(transport.read(file.location()), file.size(), sha256);
    }

    /** Whether there is a file, of whatever version. */
    boolean isThere(FileEntry file) throws TransportException {
        try {
            transport.stat(file.location());
            return true;
        } catch (TransportException e) {
            if (e.reason() == TransportException.Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private boolean isStill(FileEntry file) throws TransportException {
        RemoteFile now = transport.stat(file.location());
        return now.kind() == RemoteFile.Kind.FILE && file.isVersion(now.size(), now.version());
    }

    private static TransportException broken(IOException e) {
        return new TransportException(
                TransportException.Reason.UNAVAILABLE,
                "read: broke off (" + e.getClass().getSimpleName() + ")");
    }

    /** Counts, and at the end compares, what goes through it; never hands over more than was expected. */
    private static final class VerifiedStream extends FilterInputStream {
        private final long size;
        private final @Nullable String expected;
        private final @Nullable MessageDigest digest;
        private long count;

        VerifiedStream(InputStream in, long size, @Nullable String expected) {
            super(in);
            this.size = size;
            this.expected = expected;
            digest = expected == null ? null : Sha256.digest();
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
            if (digest != null) {
                digest.update(buffer, offset, n);
            }
            if (count == size) {
                requireUnchanged();
            }
            return n;
        }

        private void requireUnchanged() throws IOException {
            if (digest != null && (count != size || !Sha256.hex(copy(digest)).equals(expected))) {
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
}
