package dev.tandem.sftp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes packets of a stream of bytes. Holds at most one that is not whole yet. */
final class PacketAssembler {
    /** What OpenSSH sends at most is 256 KiB; the rest is for servers that count the head apart. */
    static final int LONGEST = (256 << 10) + 1024;

    /** A type and a request's number. */
    private static final int SHORTEST = 5;

    private static final int LENGTH_BYTES = 4;

    private int lengthBytes;
    private int length;
    private int filled;
    private byte @Nullable [] packet;

    /** Takes bytes and hands over each packet that they complete, without its length. */
    void take(byte[] bytes, int offset, int count, Consumer<byte[]> whole) throws Broken {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            byte[] open = packet;
            if (open == null) {
                at = takeLength(bytes, at, end);
                continue;
            }
            int n = Math.min(end - at, open.length - filled);
            System.arraycopy(bytes, at, open, filled, n);
            at += n;
            filled += n;
            if (filled == open.length) {
                packet = null;
                whole.accept(open);
            }
        }
    }

    private int takeLength(byte[] bytes, int offset, int end) throws Broken {
        int at = offset;
        while (at < end && lengthBytes < LENGTH_BYTES) {
            length = (length << 8) | (bytes[at++] & 0xFF);
            lengthBytes++;
        }
        if (lengthBytes == LENGTH_BYTES) {
            if (length < SHORTEST || length > LONGEST) {
                throw Broken.nonsense("a packet of " + Integer.toUnsignedString(length) + " bytes, expected " + SHORTEST
                        + " to " + LONGEST + "; if the login's start-up files print text, make them silent");
            }
            packet = new byte[length];
            lengthBytes = 0;
            length = 0;
            filled = 0;
        }
        return at;
    }
}
