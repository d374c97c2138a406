package dev.tandem.sftp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * An SFTP channel on which many requests are under way at once. Requests are gathered and sent when an answer is waited
 * for. Each answer goes to the one who asked, in whatever order the server gives them, by the thread that calls {@link
 * #pump}. Used by one thread at a time. After a {@link Broken} it is of no more use and answers nobody.
 */
final class SftpChannel implements AutoCloseable {
    /** Takes the answer to one request; asks more if it wants to, and waits for nothing. */
    @FunctionalInterface
    interface Answer {
        void take(Reply reply) throws Broken;
    }

    /** A request whose answer is waited for. */
    @FunctionalInterface
    interface Asking {
        void ask(Answer then) throws Broken;
    }

    private static final int GATHERED_BYTES = 16 << 10;
    private static final int GATHERED = 16;
    private static final int GATHERED_READS = 256 << 10;

    private final ClientSession session;
    private final Subsystem subsystem;
    private final Watchdog watchdog;
    private final Duration patience;
    private final Requests gathered = new Requests();
    private final Map<Integer, Answer> waiting = new HashMap<>();
    private Offers offers = Offers.NONE;
    private int gatheredReads;
    private int lastId;
    private int readLength = Offers.READ;

    private SftpChannel(ClientSession session, Duration patience) throws Broken {
        this.session = session;
        this.patience = patience;
        watchdog = new Watchdog(patience);
        subsystem = Subsystem.open(session, patience);
    }

    /** Opens a channel and agrees on the protocol. No wait for the server lasts longer than the patience. */
    static SftpChannel open(ClientSession session, Duration patience) throws Broken {
        SftpChannel channel = new SftpChannel(session, patience);
        try {
            channel.greet();
            return channel;
        } catch (Broken e) {
            channel.close();
            throw e;
        }
    }

    private void greet() throws Broken {
        gathered.begin(Protocol.INIT, Protocol.VERSION).end();
        flush();
        Reply hello = new Reply(watchdog.await(subsystem::await));
        hello.expect(Protocol.VERSION_REPLY);
        if (hello.id() != Protocol.VERSION) {
            throw Broken.refused("the server speaks version " + Integer.toUnsignedString(hello.id())
                    + " of SFTP, expected " + Protocol.VERSION);
        }
        offers = Offers.read(hello);
        if (offers.limits()) {
            Reply limits = get(then -> extended("limits@openssh.com", then).end());
            offers = offers.within(limits);
            readLength = offers.longestRead();
        }
    }

    Offers offers() {
        return offers;
    }

    /** How many bytes a READ should ask for. */
    int readLength() {
        return readLength;
    }

    /** Notes that a READ brought less though there was more. */
    void noteShortRead(int asked, int got) {
        if (asked >= readLength) {
            readLength = Math.max(got, Offers.SHORTEST_READ);
        }
    }

    boolean isBroken() {
        return subsystem.hasEnded();
    }

    /** Takes one answer in, waiting for it; something must have been asked. */
    void pump() throws Broken {
        if (waiting.isEmpty()) {
            throw new IllegalStateException("nothing was asked");
        }
        try {
            byte[] packet = subsystem.poll();
            if (packet == null || gathered.count() >= GATHERED || gatheredReads >= GATHERED_READS) {
                flush();
            }
            answer(new Reply(packet == null ? watchdog.await(subsystem::await) : packet));
        } catch (Broken e) {
            close();
            throw e;
        }
    }

    private void answer(Reply reply) throws Broken {
        Answer answer = waiting.remove(reply.id());
        if (answer == null) {
            throw Broken.nonsense("an answer to what was not asked");
        }
        answer.take(reply);
    }

    /** Asks and waits for the answer; others' answers come meanwhile. */
    Reply get(Asking asking) throws Broken {
        Reply[] got = new Reply[1];
        asking.ask(reply -> got[0] = reply);
        while (got[0] == null) {
            pump();
        }
        return got[0];
    }

    /** Sends what was gathered, without waiting for answers. */
    void flush() throws Broken {
        if (gathered.count() > 0) {
            subsystem.send(gathered.bytes(), gathered.length(), patience);
            gathered.clear();
            gatheredReads = 0;
        }
    }

    /**
     * Looks at what is there and follows no link. ProFTPD answers LSTAT for what a link leads to: where the server is not
     * known to be better, it is asked for the link's target as well, which only a link has.
     */
    void lstat(byte[] path, Answer then) throws Broken {
        if (offers.limits()) {
            begin(Protocol.LSTAT, then).string(path).end();
            return;
        }
        Look look = new Look(then);
        begin(Protocol.READLINK, look::target).string(path).end();
        begin(Protocol.LSTAT, look::told).string(path).end();
    }

    /** Waits for both answers to a look. */
    private static final class Look {
        private final Answer then;
        private @Nullable Reply told;
        private @Nullable Reply target;

        Look(Answer then) {
            this.then = then;
        }

        void told(Reply reply) throws Broken {
            told = reply;
            end();
        }

        void target(Reply reply) throws Broken {
            target = reply;
            end();
        }

        private void end() throws Broken {
            if (told != null && target != null) {
                then.take(target.isStatus() ? told : told.ofLink());
            }
        }
    }

    void stat(byte[] path, Answer then) throws Broken {
        begin(Protocol.STAT, then).string(path).end();
    }

    void fstat(byte[] handle, Answer then) throws Broken {
        begin(Protocol.FSTAT, then).string(handle).end();
    }

    /** @param how the OPEN bits of {@link Protocol} */
    void open(byte[] path, int how, Answer then) throws Broken {
        begin(Protocol.OPEN, then).string(path).uint32(how).uint32(0).end();
    }

    void read(byte[] handle, long offset, int length, Answer then) throws Broken {
        gatheredReads += length;
        begin(Protocol.READ, then).string(handle).uint64(offset).uint32(length).end();
    }

    /** @param part the bytes that go to the offset */
    void write(byte[] handle, long offset, Reply.Slice part, Answer then) throws Broken {
        begin(Protocol.WRITE, then)
                .string(handle)
                .uint64(offset)
                .string(part.bytes(), part.offset(), part.length())
                .end();
    }

    /** Gives a handle back; whether the server liked that is of no matter. */
    void forget(byte[] handle) throws Broken {
        close(handle, reply -> {});
    }

    void close(byte[] handle, Answer then) throws Broken {
        begin(Protocol.CLOSE, then).string(handle).end();
    }

    void openFolder(byte[] path, Answer then) throws Broken {
        begin(Protocol.OPENDIR, then).string(path).end();
    }

    void readFolder(byte[] handle, Answer then) throws Broken {
        begin(Protocol.READDIR, then).string(handle).end();
    }

    void remove(byte[] path, Answer then) throws Broken {
        begin(Protocol.REMOVE, then).string(path).end();
    }

    void makeFolder(byte[] path, Answer then) throws Broken {
        begin(Protocol.MKDIR, then).string(path).uint32(0).end();
    }

    void rename(byte[] from, byte[] to, Answer then) throws Broken {
        begin(Protocol.RENAME, then).string(from).string(to).end();
    }

    /** Renames over an existing file, which the server must offer. */
    void replace(byte[] from, byte[] to, Answer then) throws Broken {
        extended("posix-rename@openssh.com", then).string(from).string(to).end();
    }

    /** Has a file's bytes put on the disk, which the server must offer. */
    void sync(byte[] handle, Answer then) throws Broken {
        extended("fsync@openssh.com", then).string(handle).end();
    }

    private Requests extended(String name, Answer then) throws Broken {
        return begin(Protocol.EXTENDED, then).string(name.getBytes(StandardCharsets.US_ASCII));
    }

    private Requests begin(int type, Answer then) throws Broken {
        if (gathered.length() >= GATHERED_BYTES) {
            flush();
        }
        waiting.put(++lastId, then);
        return gathered.begin(type, lastId);
    }

    /** Closes the channel; the session stays. Twice is harmless. */
    @Override
    public void close() {
        waiting.clear();
        subsystem.leave(session);
    }
}
