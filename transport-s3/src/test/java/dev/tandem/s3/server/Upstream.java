package dev.tandem.s3.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client connection's own connection to the server. Used by one thread; closed by any. */
final class Upstream implements Closeable {
    /** A server is not expected to close what was idle for less. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String host;
    private final int port;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private boolean reusable;
    private long used;

    Upstream(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Where to write a request: the connection of the one before, if that is of use still. */
    OutputStream open() throws IOException {
        OutputStream open = out;
        if (open == null || !reusable || System.nanoTime() - used > FRESH_NANOS) {
            open = connect();
        }
        reusable = false;
        return open;
    }

    private OutputStream connect() throws IOException {
        closeSocket();
        Socket fresh = new Socket(host, port);
        socket = fresh;
        fresh.setTcpNoDelay(true);
        if (closed) {
            closeSocket();
        }
        in = new BufferedInputStream(fresh.getInputStream(), 64 << 10);
        OutputStream buffered = new BufferedOutputStream(fresh.getOutputStream(), 64 << 10);
        out = buffered;
        return buffered;
    }

    /** The head of the answer; its body is to be read whole before the next request. */
    Head answer() throws IOException {
        Head head = Head.read(in());
        while (head != null && head.status() < 200) {
            head = Head.read(in());
        }
        if (head == null) {
            throw new IOException("the server closed the connection");
        }
        reusable = !head.says("connection", "close");
        used = System.nanoTime();
        return head;
    }

    InputStream in() {
        return Objects.requireNonNull(in, "nothing was sent");
    }

    @Override
    public void close() throws IOException {
        closed = true;
        closeSocket();
    }

    private void closeSocket() throws IOException {
        Socket old = socket;
        if (old != null) {
            old.close();
        }
    }
}
