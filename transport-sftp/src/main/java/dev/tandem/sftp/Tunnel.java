package dev.tandem.sftp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.channel.StreamingChannel.Streaming;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection through a jump host: a channel of the session there, instead of a socket. No port of this machine is
 * opened for it, as a forwarding would.
 *
 * <p>What arrives is handed on by a thread of its own: the session inside may wait for the one outside, which must then
 * not wait for the one inside. The channel's window bounds what waits.
 */
final class Tunnel extends AbstractCloseable implements IoSession, Watched {
    private static final AtomicLong IDS = new AtomicLong();
    private static final byte[] END = {};

    private final long id = IDS.decrementAndGet();
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final IoService service;
    private final IoHandler handler;
    private final InetSocketAddress server;
    private final Far channel;
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private @Nullable BufferedIoOutputStream out;
    private volatile long heard = System.nanoTime();
    private volatile boolean handling;

    private Tunnel(IoService service, IoHandler handler, HostAndPort server) {
        this.service = service;
        this.handler = handler;
        this.server = InetSocketAddress.createUnresolved(server.host(), server.port());
        this.channel = new Far(server);
    }

    /** Asks a jump host for a connection to a server. */
    static Tunnel open(IoService service, IoHandler handler, ClientSession jump, HostAndPort server, Duration patience)
            throws IOException {
        Tunnel tunnel = new Tunnel(service, handler, server);
        try {
            jump.getService(ConnectionService.class).registerChannel(tunnel.channel);
            OpenFuture opened = tunnel.channel.open();
            if (!opened.await(patience)) {
                throw new SocketTimeoutException();
            }
            Throwable refused = opened.getException();
            if (refused != null) {
                throw new Failures.Refusal(
                        "the jump host did not connect to it; see that it may forward there and that the address is right",
                        refused);
            }
            tunnel.out = new BufferedIoOutputStream(
                    "tunnel", tunnel.channel.getChannelId(), tunnel.channel.getAsyncIn(), jump);
            tunnel.channel.addCloseFutureListener(closed -> tunnel.arrived.add(END));
            return tunnel;
        } catch (IOException | RuntimeException e) {
            tunnel.channel.close(true);
            throw e;
        }
    }

    /** Begins to hand on what arrives. */
    void start(java.util.concurrent.ThreadFactory threads) {
        threads.newThread(this::handOn).start();
    }

    private void handOn() {
        try {
            for (byte[] bytes = arrived.take(); bytes != END; bytes = arrived.take()) {
                handling = true;
                handler.messageReceived(this, Readable.readable(ByteBuffer.wrap(bytes)));
                heard = System.nanoTime();
                handling = false;
                channel.getLocalWindow().release(bytes.length);
            }
        } catch (Exception e) {
            tell(e);
        }
        close(true);
    }

    private void tell(Exception e) {
        try {
            handler.exceptionCaught(this, e);
        } catch (Exception again) {
            // The session is closed next, which is all that could be done.
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        if (out == null) {
            throw new IOException("not open");
        }
        // A copy: the channel would take a buffer of the session inside for a packet of its own, and write its header
        // in.
        return out.writeBuffer(ByteArrayBuffer.getCompactClone(buffer.array(), buffer.rpos(), buffer.available()));
    }

    @Override
    protected void doCloseImmediately() {
        channel.close(false);
        arrived.clear();
        arrived.add(END);
        super.doCloseImmediately();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            // There may be no session yet.
        }
    }

    @Override
    public long silentNanos() {
        return handling ? 0 : System.nanoTime() - heard;
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return server;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return SshdSocketAddress.LOCALHOST_ADDRESS.toInetSocketAddress();
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() {
        close(false);
    }

    /** Not used: the channel's window holds a server back. */
    @Override
    public void suspendRead() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resumeRead() {
        throw new UnsupportedOperationException();
    }

    /** The channel that leads to the server. */
    private final class Far extends ChannelDirectTcpip {
        Far(HostAndPort server) {
            super(SshdSocketAddress.LOCALHOST_ADDRESS, new SshdSocketAddress(server.host(), server.port()));
            setStreaming(Streaming.Async);
        }

        @Override
        protected void doWriteData(byte[] data, int offset, long length) {
            byte[] copy = new byte[(int) length];
            System.arraycopy(data, offset, copy, 0, copy.length);
            if (copy.length > 0) {
                arrived.add(copy);
            }
        }

        @Override
        public void handleEof() throws IOException {
            super.handleEof();
            arrived.add(END);
        }
    }
}
