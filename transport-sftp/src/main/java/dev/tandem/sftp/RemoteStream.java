package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file. More and more of them are asked for ahead, so that who wants few costs little. After a cut it goes on
 * over another connection if the file is still the same.
 */
final class RemoteStream extends InputStream {
    private static final long FIRST = 256 << 10;
    private static final long MOST = 8 << 20;

    private final CopyRun.Channels channels;
    private final byte[] path;
    private final Cuts cuts = new Cuts();
    private final Attributes expected;
    private ReadAhead.Budget budget = new ReadAhead.Budget(FIRST);
    private long grown;

    private SftpChannel channel;
    private byte[] handle;
    private ReadAhead reading;
    private Reply.@Nullable Slice part;
    private int used;
    private boolean closed;

    private RemoteStream(CopyRun.Channels channels, byte[] path, Opened opened) {
        this.channels = channels;
        this.path = path;
        expected = opened.attributes;
        channel = opened.channel;
        handle = opened.handle;
        reading = readFrom(0);
    }

    private static final class Opened {
        private final SftpChannel channel;
        private final byte[] handle;
        private final Attributes attributes;

        Opened(SftpChannel channel, byte[] handle, Attributes attributes) {
            this.channel = channel;
            this.handle = handle;
            this.attributes = attributes;
        }
    }

    static RemoteStream open(CopyRun.Channels channels, byte[] path) throws TransportException, Broken {
        return new RemoteStream(channels, path, open(channels.channel(), path));
    }

    private static Opened open(SftpChannel channel, byte[] path) throws TransportException, Broken {
        Attributes attributes = Opening.regular(channel.get(then -> channel.lstat(path, then)));
        Reply opened = channel.get(then -> channel.open(path, Protocol.OPEN_READ, then));
        if (opened.isStatus()) {
            throw Status.refusal("read", opened.status());
        }
        byte[] handle = opened.handle();
        try {
            Opening.verify(channel.get(then -> channel.fstat(handle, then)), attributes);
            return new Opened(channel, handle, attributes);
        } catch (TransportException e) {
            channel.forget(handle);
            channel.flush();
            throw e;
        }
    }

    private ReadAhead readFrom(long position) {
        return new ReadAhead(channel, handle, new ReadAhead.Part(position, expected.size(), true), budget);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("read: the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        Reply.Slice from = part();
        if (from == null) {
            return -1;
        }
        int n = Math.min(length, from.length() - used);
        System.arraycopy(from.bytes(), from.offset() + used, bytes, offset, n);
        used += n;
        return n;
    }

    /** Bytes that were not read yet; null at the end of the file. */
    private Reply.@Nullable Slice part() throws IOException {
        Reply.Slice current = part;
        if (current != null && used < current.length()) {
            return current;
        }
        try {
            part = next();
        } catch (TransportException e) {
            throw new IOException(e.getMessage(), e);
        }
        used = 0;
        return part;
    }

    private Reply.@Nullable Slice next() throws TransportException {
        while (true) {
            try {
                return nextOnThis();
            } catch (Broken e) {
                if (!e.isCut() || !cuts.mayGoOn(reading.position())) {
                    throw e.during("read");
                }
                reopen();
            }
        }
    }

    private Reply.@Nullable Slice nextOnThis() throws TransportException, Broken {
        while (true) {
            TransportException failure = reading.failure();
            if (failure != null) {
                throw failure;
            }
            Reply.Slice next = reading.poll();
            if (next != null || reading.isDone()) {
                grow();
                return next;
            }
            ask();
            channel.pump();
        }
    }

    private void ask() throws Broken {
        boolean more = true;
        while (more && budget.hasRoom()) {
            more = reading.ask(() -> {});
        }
    }

    /** Reads further ahead once all that was read ahead was used. */
    private void grow() {
        if (reading.position() - grown >= budget.most()) {
            grown = reading.position();
            budget.allow(Math.min(budget.most() * 2, MOST));
        }
    }

    private void reopen() throws TransportException {
        try {
            Opened again = open(channels.channel(), path);
            channel = again.channel;
            handle = again.handle;
            Opening.unchanged(expected, again.attributes);
            grown = reading.position();
            budget = new ReadAhead.Budget(FIRST);
            reading = readFrom(reading.position());
        } catch (Broken e) {
            throw e.during("read");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        reading.abandon();
        part = null;
        try {
            if (!channel.isBroken()) {
                channel.forget(handle);
                channel.flush();
            }
        } catch (Broken e) {
            // Then the handle went with its channel.
            channel.close();
        }
    }
}
