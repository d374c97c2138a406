package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one open file: asked for ahead of their use, put in order, and counted. A file that ends before its size,
 * or goes on after it, is a failure.
 */
final class ReadAhead {
    /** How many bytes of several files were asked for and are not taken yet. */
    static final class Budget {
        private long most;
        private long held;

        Budget(long most) {
            this.most = most;
        }

        boolean hasRoom() {
            return held < most;
        }

        long most() {
            return most;
        }

        void allow(long more) {
            most = more;
        }
    }

    /**
     * What of a file is read.
     *
     * @param from the first byte
     * @param to the byte after the last
     * @param whole whether the file must end there
     */
    record Part(long from, long to, boolean whole) {}

    /** Answers that wait for those before them; 8 MiB in pieces of 1 KiB. */
    private static final int MOST_PIECES = 8192;

    private final SftpChannel channel;
    private final byte[] handle;
    private final Part part;
    private final Budget budget;
    private final TreeMap<Long, Reply.Slice> arrived = new TreeMap<>();
    private long asked;
    private long taken;
    private boolean endSeen;
    private boolean abandoned;
    private @Nullable TransportException failure;

    ReadAhead(SftpChannel channel, byte[] handle, Part part, Budget budget) {
        this.channel = channel;
        this.handle = handle;
        this.part = part;
        this.budget = budget;
        asked = part.from();
        taken = part.from();
        endSeen = !part.whole();
    }

    /**
     * Asks for the next bytes.
     *
     * @param then runs after each answer
     * @return whether there is more to ask for
     */
    boolean ask(Runnable then) throws Broken {
        // One byte more than there should be, which tells whether the file goes on.
        long end = part.whole() && part.to() < Long.MAX_VALUE ? part.to() + 1 : part.to();
        if (abandoned || failure != null || asked >= end) {
            return false;
        }
        int length = (int) Math.min(channel.readLength(), end - asked);
        long at = asked;
        asked += length;
        budget.held += length;
        ask(at, length, then);
        return asked < end;
    }

    private void ask(long at, int length, Runnable then) throws Broken {
        channel.read(handle, at, length, reply -> {
            if (!abandoned && failure == null) {
                take(at, length, reply, then);
                then.run();
            }
        });
    }

    private void take(long at, int length, Reply reply, Runnable then) throws Broken {
        if (reply.isStatus()) {
            takeEnd(at, reply.status());
            return;
        }
        Reply.Slice data = reply.data(length);
        if (data.length() == 0) {
            takeEnd(at, Status.EOF);
            return;
        }
        long after = at + data.length();
        if (data.length() > part.to() - at) {
            fail("the file is longer than its size says; it may be growing");
            return;
        }
        arrived.put(at, data);
        if (arrived.size() > MOST_PIECES) {
            throw Broken.nonsense("a file in ever smaller pieces");
        }
        if (after < part.to() && data.length() < length) {
            channel.noteShortRead(length, data.length());
            ask(after, length - data.length(), then);
        } else if (length > part.to() - at) {
            endSeen = true;
        }
    }

    private void takeEnd(long at, int code) {
        if (code == Status.EOF && at >= part.to()) {
            endSeen = true;
        } else if (code == Status.EOF) {
            fail("the file ends before its size; it may have been cut");
        } else {
            failure = Status.refusal("read", code);
        }
    }

    private void fail(String what) {
        failure = new TransportException(Reason.UNAVAILABLE, "read: " + what);
    }

    /** The next bytes in their order; null if they did not arrive yet. */
    Reply.@Nullable Slice poll() {
        if (arrived.isEmpty() || arrived.firstKey() != taken) {
            return null;
        }
        Reply.Slice next = arrived.pollFirstEntry().getValue();
        taken += next.length();
        budget.held -= next.length();
        return next;
    }

    /** Where the next bytes begin. */
    long position() {
        return taken;
    }

    @Nullable
    TransportException failure() {
        return failure;
    }

    /** Whether all bytes were taken and the file ended where it should. */
    boolean isDone() {
        return taken == part.to() && endSeen;
    }

    /** Drops what arrived and what still will. */
    void abandon() {
        if (!abandoned) {
            abandoned = true;
            budget.held -= asked - taken;
            arrived.clear();
        }
    }
}
