package dev.tandem.sftp.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The network between a client and a server on loopback: it can fall silent and be cut. */
public final class Wire implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong downloaded = new AtomicLong();
    private final Object gate = new Object();
    private volatile boolean frozen;
    private volatile long freezeAt = Long.MAX_VALUE;

    private Wire(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start("accept", this::accept);
    }

    /** A wire to a port on loopback. */
    public static Wire to(int port) throws IOException {
        return new Wire(port);
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were ever made. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are there now. */
    public int open() {
        return sockets.size() / 2;
    }

    /** How many bytes the server sent, over all connections. */
    public long downloaded() {
        return downloaded.get();
    }

    /** No byte passes from now on, either way; connections stay open. New ones are accepted and silent. */
    public void freeze() {
        frozen = true;
    }

    /** Falls silent once the server has sent so many bytes in all. */
    public void freezeAfter(long bytes) {
        freezeAt = bytes;
    }

    /** Bytes pass again. */
    public void thaw() {
        freezeAt = Long.MAX_VALUE;
        synchronized (gate) {
            frozen = false;
            gate.notifyAll();
        }
    }

    /** Breaks all connections; new ones can be made. */
    public void cut() {
        sockets.forEach(Wire::closeQuietly);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        cut();
        thaw();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                connect(client);
            } catch (IOException e) {
                // The listener was closed, or the server is not there: the client sees its connection end.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            closeQuietly(server);
            closeQuietly(client);
            throw e;
        }
        sockets.add(client);
        sockets.add(server);
        start("up", () -> pump(client, server, new AtomicLong()));
        start("down", () -> pump(server, client, downloaded));
    }

    private void pump(Socket from, Socket to, AtomicLong count) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (count.addAndGet(n) >= freezeAt && count == downloaded) {
                    frozen = true;
                }
                awaitThaw();
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side went away; the other is closed with it.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitThaw() throws IOException {
        synchronized (gate) {
            while (frozen) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static void start(String what, Runnable task) {
        Thread thread = new Thread(task, "wire-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
