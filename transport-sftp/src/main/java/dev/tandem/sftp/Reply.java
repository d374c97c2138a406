package dev.tandem.sftp;

/** One packet of the server's. Reads from it go on from one another and never beyond its end. */
final class Reply {
    private static final int HEAD = 5;
    private static final int MOST_NAMES = 100_000;

    private static final int MOST_TRAILING = 16;

    /** Handles are at most this long, says the protocol. */
    private static final int LONGEST_HANDLE = 256;

    /** Part of a packet's bytes. */
    static final class Slice {
        private final byte[] bytes;
        private final int offset;
        private final int length;

        Slice(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        /** The packet's own bytes, not a copy. */
        byte[] bytes() {
            return bytes;
        }

        int offset() {
            return offset;
        }

        int length() {
            return length;
        }
    }

    private final byte[] packet;
    private int at = HEAD;
    private boolean link;

    /** @param packet at least five bytes, without its length */
    Reply(byte[] packet) {
        this.packet = packet;
    }

    int type() {
        return packet[0] & 0xFF;
    }

    /** The number of the request that this answers; for the first packet of all, the server's version. */
    int id() {
        return uint32At(1);
    }

    boolean isStatus() {
        return type() == Protocol.STATUS;
    }

    /** The code of a status, which is the only thing that this may be. */
    int status() throws Broken {
        expect(Protocol.STATUS);
        return uint32();
    }

    byte[] handle() throws Broken {
        expect(Protocol.HANDLE);
        Slice handle = string();
        if (handle.length() > LONGEST_HANDLE) {
            throw Broken.nonsense("a handle of " + handle.length() + " bytes, expected at most " + LONGEST_HANDLE);
        }
        byte[] copy = new byte[handle.length()];
        System.arraycopy(handle.bytes(), handle.offset(), copy, 0, copy.length);
        return copy;
    }

    Slice data(int asked) throws Broken {
        expect(Protocol.DATA);
        Slice data = string();
        if (data.length() > asked) {
            throw Broken.nonsense("more bytes of a file than were asked for");
        }
        if (packet.length - at > MOST_TRAILING) {
            // Slices are kept: a few bytes must not keep a large packet.
            throw Broken.nonsense("a packet that goes on after what it holds");
        }
        return data;
    }

    Attributes attributes() throws Broken {
        expect(Protocol.ATTRS);
        Attributes told = nextAttributes();
        return link ? told.ofLink() : told;
    }

    /** This answer, whose attributes are taken for those of a link whatever they say. */
    Reply ofLink() {
        link = true;
        return this;
    }

    /** How many names follow. */
    int names() throws Broken {
        expect(Protocol.NAME);
        int count = uint32();
        if (count < 0 || count > MOST_NAMES) {
            throw Broken.nonsense(Integer.toUnsignedString(count) + " names in one packet");
        }
        return count;
    }

    Attributes nextAttributes() throws Broken {
        int flags = uint32();
        boolean hasSize = (flags & Protocol.HAS_SIZE) != 0;
        long size = hasSize ? uint64() : 0;
        if ((flags & Protocol.HAS_OWNER) != 0) {
            uint64();
        }
        boolean hasPermissions = (flags & Protocol.HAS_PERMISSIONS) != 0;
        int permissions = hasPermissions ? uint32() : 0;
        boolean hasTimes = (flags & Protocol.HAS_TIMES) != 0;
        if (hasTimes) {
            uint32();
        }
        long modified = hasTimes ? Integer.toUnsignedLong(uint32()) : 0;
        if ((flags & Protocol.HAS_EXTENDED) != 0) {
            skipPairs();
        }
        // A size beyond 63 bits is as unreadable as the largest below.
        long told = size < 0 ? Long.MAX_VALUE : size;
        return new Attributes(hasSize, told, hasPermissions, permissions, hasTimes, modified);
    }

    private void skipPairs() throws Broken {
        int count = uint32();
        // Each pair is of two strings and a string has a length: a count that cannot fit ends at the packet's end.
        for (int i = 0; i != count; i++) {
            string();
            string();
        }
    }

    boolean hasMore() {
        return at < packet.length;
    }

    int uint32() throws Broken {
        need(Integer.BYTES);
        int value = uint32At(at);
        at += Integer.BYTES;
        return value;
    }

    private int uint32At(int index) {
        int high = ((packet[index] & 0xFF) << 24) | ((packet[index + 1] & 0xFF) << 16);
        return high | ((packet[index + 2] & 0xFF) << 8) | (packet[index + 3] & 0xFF);
    }

    long uint64() throws Broken {
        long high = uint32();
        return (high << 32) | Integer.toUnsignedLong(uint32());
    }

    Slice string() throws Broken {
        int length = uint32();
        if (length < 0) {
            throw Broken.nonsense("a text longer than its packet");
        }
        need(length);
        Slice slice = new Slice(packet, at, length);
        at += length;
        return slice;
    }

    void expect(int type) throws Broken {
        if (type() != type) {
            throw Broken.nonsense("an answer of type " + type() + ", expected " + type);
        }
    }

    private void need(int bytes) throws Broken {
        if (bytes > packet.length - at) {
            throw Broken.nonsense("a packet that ends before what it holds");
        }
    }
}
