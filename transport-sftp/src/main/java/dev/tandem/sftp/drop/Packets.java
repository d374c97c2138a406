package dev.tandem.sftp.drop;

import java.util.function.Consumer;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Puts SFTP packets together from the pieces in which SSH brings them. Used by one thread at a time. */
final class Packets {
    /** The largest packet taken, without its length field; what OpenSSH takes. */
    static final int LARGEST = 256 << 10;

    /** The smallest: a type and an id. */
    private static final int SMALLEST = 5;

    /** Room for a reply in a small request's buffer. */
    private static final int SPARE = 256;

    private final byte[] length = new byte[Integer.BYTES];
    private int lengthBytes;
    private @Nullable Buffer packet;
    private int missing;
    private boolean wrong;

    /** Whether all was well so far; after a packet of an impossible length, nothing is taken any more. */
    boolean add(byte[] bytes, int start, int count, Consumer<? super Buffer> each) {
        int at = start;
        int end = start + count;
        while (at < end && !wrong) {
            Buffer current = packet;
            if (current == null) {
                length[lengthBytes++] = bytes[at++];
                if (lengthBytes == length.length) {
                    begin();
                }
                continue;
            }
            int n = Math.min(missing, end - at);
            current.putRawBytes(bytes, at, n);
            at += n;
            missing -= n;
            if (missing == 0) {
                packet = null;
                lengthBytes = 0;
                each.accept(current);
            }
        }
        return !wrong;
    }

    private void begin() {
        int size = (length[0] & 0xff) << 24 | (length[1] & 0xff) << 16 | (length[2] & 0xff) << 8 | (length[3] & 0xff);
        if (size < SMALLEST || size > LARGEST) {
            wrong = true;
            return;
        }
        Buffer fresh = new ByteArrayBuffer(size + Integer.BYTES + SPARE, false);
        fresh.putInt(size);
        packet = fresh;
        missing = size;
    }
}
