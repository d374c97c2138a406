package dev.tandem.sftp;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What a server offers beyond the protocol's third version.
 *
 * @param longestRead how many bytes one READ may ask for
 * @param mostHandles how many files may be open at once
 */
record Offers(boolean replace, boolean sync, boolean limits, int longestRead, int mostHandles) {
    /** What every server can answer, says the protocol. */
    static final int READ = 32 << 10;

    /** Asking for less would be too many requests; a server may always give less. */
    static final int SHORTEST_READ = 4 << 10;

    private static final int LONGEST_READ = 255 << 10;
    private static final int HANDLES = 64;
    private static final int MOST_OFFERS = 256;

    static final Offers NONE = new Offers(false, false, false, READ, HANDLES);

    /** Reads the rest of the server's first packet. */
    static Offers read(Reply hello) throws Broken {
        Set<String> offered = new HashSet<>();
        for (int i = 0; hello.hasMore() && i < MOST_OFFERS; i++) {
            String name = text(hello.string());
            String version = text(hello.string());
            offered.add(name + " " + version);
        }
        return new Offers(
                offered.contains("posix-rename@openssh.com 1"),
                offered.contains("fsync@openssh.com 1"),
                offered.contains("limits@openssh.com 1"),
                READ,
                HANDLES);
    }

    private static String text(Reply.Slice slice) {
        return new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.ISO_8859_1);
    }

    /** These offers with the limits that the server tells; zero is none. */
    Offers within(Reply answer) throws Broken {
        if (answer.isStatus()) {
            return this;
        }
        answer.expect(Protocol.EXTENDED_REPLY);
        answer.uint64();
        long read = answer.uint64();
        answer.uint64();
        long handles = answer.uint64();
        return new Offers(
                replace,
                sync,
                limits,
                read <= 0 ? READ : (int) Math.max(SHORTEST_READ, Math.min(read, LONGEST_READ)),
                handles <= 0 ? HANDLES : (int) Math.min(handles, HANDLES));
    }
}
