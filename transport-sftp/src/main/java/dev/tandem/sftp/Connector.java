package dev.tandem.sftp;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.nio2.Nio2Connector;
import org.apache.sshd.common.io.nio2.Nio2Session;

/** Makes the connections that sessions run over: directly, through a proxy, or through the session with a jump host. */
final class Connector extends Nio2Connector {
    private final FactoryManager manager;
    private final Readers readers;
    private final ThreadFactory threads;

    Connector(
            FactoryManager manager, IoHandler handler, Readers readers, ExecutorService tasks, ThreadFactory threads) {
        super(null, manager, handler, readers.next(), tasks);
        this.readers = readers;
        this.manager = manager;
        this.threads = threads;
    }

    /** Returns when the connection was made or could not be; the context holds the {@link Handshake} that it is for. */
    @Override
    public IoConnectFuture connect(SocketAddress address, AttributeRepository context, SocketAddress local) {
        Handshake handshake = Objects.requireNonNull(context.getAttribute(Handshake.KEY));
        IoConnectFuture future = new DefaultIoConnectFuture(address, null);
        try {
            if (handshake.jump() != null) {
                tunnel(handshake, context, future);
            } else {
                AsynchronousSocketChannel socket = Dial.connect(handshake, this::open);
                createConnectionCompletionHandler(future, socket, context, propertyResolver, getIoHandler())
                        .completed(null, null);
            }
        } catch (Exception e) {
            future.setException(e);
        }
        return future;
    }

    private AsynchronousSocketChannel open() throws IOException {
        return setSocketOptions(AsynchronousSocketChannel.open(readers.next()));
    }

    private void tunnel(Handshake handshake, AttributeRepository context, IoConnectFuture future) throws Exception {
        Tunnel tunnel = Tunnel.open(
                this,
                getIoHandler(),
                Objects.requireNonNull(handshake.jump()),
                handshake.login().server(),
                handshake.left());
        try {
            tunnel.setAttribute(AttributeRepository.class, context);
            getIoHandler().sessionCreated(tunnel);
            tunnel.start(threads);
            future.setSession(tunnel);
        } catch (Exception e) {
            tunnel.close(true);
            throw e;
        }
    }

    @Override
    protected Nio2Session createSession(
            PropertyResolver properties, IoHandler handler, AsynchronousSocketChannel socket) throws IOException {
        return new WatchedSocket(this, manager, handler, socket);
    }
}
