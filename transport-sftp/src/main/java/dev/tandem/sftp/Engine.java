package dev.tandem.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.keys.ClientIdentityLoader;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.AbstractIoServiceFactoryFactory;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/**
 * Apache MINA's client, set up so that nothing of it is used that was not asked for: no files of the user's, no agent, no
 * forwarding, no host key that the handshake does not know. Its threads are daemons and few. Used by several threads at once.
 */
final class Engine implements AutoCloseable {
    static final String THREADS = "tandem-sftp-";

    private static final long WINDOW = 16L << 20;
    private static final long PACKET = 128L << 10;
    private static final int LEAST_GROUP = 2048;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Client client = new Client();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads = this::thread;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
    private final Readers readers;

    Engine() {
        timer.setRemoveOnCancelPolicy(true);
        try {
            readers = new Readers(threads);
        } catch (IOException e) {
            timer.shutdownNow();
            throw new UncheckedIOException(e);
        }
        ClientBuilder builder = ClientBuilder.builder()
                .factory(() -> client)
                .serverKeyVerifier(RejectAllServerKeyVerifier.INSTANCE)
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .clientIdentityLoader(NO_IDENTITIES)
                .filePasswordProvider(FilePasswordProvider.EMPTY)
                .channelFactories(List.of())
                .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, HOST_KEYS))
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE);
        builder.build(true);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServiceFactories(List.of(new LoginFactory(), ClientConnectionServiceFactory.INSTANCE));
        client.setScheduledExecutorService(timer, false);
        client.setIoServiceFactoryFactory(new Services());
        client.addSessionListener(new Setup());
        client.setSessionFactory(new NamelessSessions(client));
        properties();
        client.start();
    }

    private void properties() {
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
        CoreModuleProperties.WINDOW_SIZE.set(client, WINDOW);
        CoreModuleProperties.MAX_PACKET_SIZE.set(client, PACKET);
        // Keys are changed each hour and, as RFC 4344 has it, after 64 GiB of AES or one of a cipher with small blocks.
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(client, 0L);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        CoreModuleProperties.PROP_DHGEX_CLIENT_MIN_KEY.set(client, LEAST_GROUP);
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "Tandem");
        CoreModuleProperties.STOP_WAIT_TIME.set(client, STOP);
    }

    /** OpenSSH tells of all its host keys; nothing is learned from that. */
    private static final RequestHandler<ConnectionService> HOST_KEYS =
            (service, request, wantReply, buffer) -> request.equals("hostkeys-00@openssh.com")
                    ? RequestHandler.Result.ReplyFailure
                    : RequestHandler.Result.Unsupported;

    private static final ClientIdentityLoader NO_IDENTITIES = new ClientIdentityLoader() {
        @Override
        public boolean isValidLocation(org.apache.sshd.common.NamedResource location) {
            return false;
        }

        @Override
        public Iterable<java.security.KeyPair> loadClientIdentities(
                org.apache.sshd.common.session.SessionContext session,
                org.apache.sshd.common.NamedResource location,
                FilePasswordProvider provider) {
            return List.of();
        }
    };

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, THREADS + count.incrementAndGet());
        thread.setDaemon(true);
        made.removeIf(one -> one.getState() == Thread.State.TERMINATED);
        made.add(thread);
        return thread;
    }

    /** Connects in this thread; the future is done when this returns. */
    ConnectFuture connect(Handshake handshake) throws IOException {
        return client.connect(handshake);
    }

    /** For small tasks that never wait. */
    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Ends all sessions at once and waits for the threads to end. */
    @Override
    public void close() {
        client.stop();
        readers.close();
        timer.shutdownNow();
        try {
            long end = System.nanoTime() + STOP.toNanos();
            for (Thread thread : made) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connects without resolving the server's name, which is the connector's or the proxy's to do. */
    private static final class Client extends SshClient {
        ConnectFuture connect(Handshake handshake) throws IOException {
            Login login = handshake.login();
            HostAndPort server = login.server();
            HostConfigEntry entry = new HostConfigEntry("", server.host(), server.port(), login.user());
            entry.setIdentitiesOnly(true);
            return doConnect(
                    login.user(),
                    InetSocketAddress.createUnresolved(server.host(), server.port()),
                    AttributeRepository.ofKeyValuePair(Handshake.KEY, handshake),
                    null,
                    KeyIdentityProvider.EMPTY_KEYS_PROVIDER,
                    entry);
        }
    }

    /** MINA logs sessions as they print themselves, with the user's name. */
    private static final class NamelessSessions extends SessionFactory {
        NamelessSessions(ClientFactoryManager client) {
            super(client);
        }

        @Override
        protected ClientSessionImpl doCreateSession(IoSession connection) throws Exception {
            return new NamelessSession(getClient(), connection);
        }
    }

    private static final class NamelessSession extends ClientSessionImpl {
        NamelessSession(ClientFactoryManager client, IoSession connection) throws Exception {
            super(client, connection);
        }

        @Override
        public String toString() {
            return "Session[" + getIoSession().getRemoteAddress() + "]";
        }
    }

    /** Lets the handshake that a session is for say how it is made. */
    private static final class Setup implements SessionListener {
        @Override
        public void sessionEstablished(Session session) {
            Object context = session.getIoSession().getAttribute(AttributeRepository.class);
            Handshake handshake = context instanceof AttributeRepository all ? all.getAttribute(Handshake.KEY) : null;
            if (handshake == null) {
                throw new IllegalStateException("a session without a handshake");
            }
            session.addSessionListener(handshake);
            session.setAttribute(Handshake.KEY, handshake);
        }
    }

    /** Notes what a server says that a user can log in with. */
    private static final class LoginFactory extends ClientUserAuthServiceFactory {
        @Override
        public Service create(Session session) throws IOException {
            return new ClientUserAuthService(session) {
                @Override
                public void process(int command, Buffer buffer) throws Exception {
                    if (command == SshConstants.SSH_MSG_USERAUTH_FAILURE) {
                        int start = buffer.rpos();
                        Handshake handshake = getSession().getAttribute(Handshake.KEY);
                        if (handshake != null) {
                            handshake.offered(buffer.getString());
                        }
                        buffer.rpos(start);
                    }
                    super.process(command, buffer);
                }
            };
        }
    }

    private final class Services extends AbstractIoServiceFactoryFactory {
        Services() {
            super(null);
        }

        @Override
        public IoServiceFactory create(org.apache.sshd.common.FactoryManager manager) {
            return new ServiceFactory();
        }
    }

    /** Makes connectors alone: this side never listens. */
    private final class ServiceFactory extends AbstractCloseable implements IoServiceFactory {
        private @Nullable IoServiceEventListener listener;

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return new Connector(client, handler, readers, timer, threads);
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
            this.listener = listener;
        }
    }
}
