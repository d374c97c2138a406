package dev.tandem.sftp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes one connection, through the proxy if there is one, in the thread that asks: so a server that is not there keeps
 * that thread and no other.
 */
final class Dial implements ProxyHandshake.Line {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Handshake handshake;
    private final Opener opener;
    private AsynchronousSocketChannel socket;

    /** Makes sockets that are not connected yet. */
    interface Opener {
        AsynchronousSocketChannel open() throws IOException;
    }

    private Dial(Handshake handshake, Opener opener, AsynchronousSocketChannel socket) {
        this.handshake = handshake;
        this.opener = opener;
        this.socket = socket;
    }

    /** A connection over which the server is to be heard; whoever asked closes it. */
    static AsynchronousSocketChannel connect(Handshake handshake, Opener opener) throws IOException {
        Dial dial = new Dial(handshake, opener, opener.open());
        try {
            Proxy proxy = handshake.settings().proxy();
            HostAndPort server = handshake.login().server();
            dial.connect(proxy == null ? server : proxy.address());
            if (proxy != null) {
                new ProxyHandshake(proxy, dial).connect(server);
            }
            return dial.socket;
        } catch (IOException | RuntimeException e) {
            dial.socket.close();
            throw e;
        }
    }

    /** Tries the addresses of a name one after the other; each gets an equal part of the time that is left. */
    private void connect(HostAndPort to) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(to.host());
        for (int i = 0; i < addresses.length; i++) {
            long part = handshake.left().toNanos() / (addresses.length - i);
            try {
                await(socket.connect(new InetSocketAddress(addresses[i], to.port())), Math.max(part, LEAST_NANOS));
                return;
            } catch (InterruptedIOException e) {
                if (!(e instanceof SocketTimeoutException) || i == addresses.length - 1) {
                    throw e;
                }
            } catch (IOException e) {
                if (i == addresses.length - 1) {
                    throw e;
                }
            }
            socket.close();
            socket = opener.open();
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            await(socket.write(buffer), handshake.left().toNanos());
        }
    }

    @Override
    public void read(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (await(socket.read(buffer), handshake.left().toNanos()) < 0) {
                throw new EOFException();
            }
        }
    }

    private static <T> T await(Future<T> future, long nanos) throws IOException {
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
