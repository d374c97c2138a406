package dev.tandem.sftp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A far network before a server on loopback: each byte comes half a round trip later, in order, however many there are. At
 * most 64 MiB are on their way in one direction.
 */
public final class DelayProxy implements AutoCloseable {
    private static final int READ = 64 << 10;
    private static final int CHUNKS_ON_THE_WAY = 1024;

    private final ServerSocket listener;
    private final int target;
    private final long oneWay;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private DelayProxy(int target, Duration roundTrip) throws IOException {
        this.target = target;
        oneWay = roundTrip.toNanos() / 2;
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start("accept", this::accept);
    }

    /** A far way to a port on loopback. */
    public static DelayProxy to(int port, Duration roundTrip) throws IOException {
        return new DelayProxy(port, roundTrip);
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Bytes on their way; none of them is the end. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long due;

        Chunk(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // A side went away, which is how each of these ends.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "delay-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = opened(listener.accept());
            Socket server = opened(new Socket(InetAddress.getLoopbackAddress(), target));
            carry(client, server);
            carry(server, client);
        }
    }

    private Socket opened(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> way = new LinkedBlockingQueue<>();
        Semaphore room = new Semaphore(CHUNKS_ON_THE_WAY);
        start("take", () -> take(from.getInputStream(), way, room));
        start("give", () -> {
            try {
                give(to.getOutputStream(), way, room);
            } finally {
                close(from, to);
            }
        });
    }

    private void take(InputStream in, BlockingQueue<Chunk> way, Semaphore room)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[READ];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                room.acquire();
                byte[] bytes = new byte[n];
                System.arraycopy(buffer, 0, bytes, 0, n);
                way.add(new Chunk(bytes, System.nanoTime() + oneWay));
            }
        } finally {
            way.add(new Chunk(new byte[0], 0));
        }
    }

    private static void give(OutputStream out, BlockingQueue<Chunk> way, Semaphore room)
            throws IOException, InterruptedException {
        for (Chunk next = way.take(); next.bytes.length > 0; next = way.take()) {
            long left = next.due - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            out.write(next.bytes);
            room.release();
        }
    }

    private void close(Socket... pair) {
        for (Socket socket : pair) {
            sockets.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                // It was closed by its other side.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        close(sockets.toArray(Socket[]::new));
    }
}
