package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.Wire;
import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One session a server: made once, lost, made again, given up. */
class ConnectTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path work;

    private final Visitor visitor = new Visitor();

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    void theSameSettingsShareASessionAndOthersDoNot() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            ClientSession session = visitor.visit(server.uri("/a"), server.settings());
            assertThat(visitor.visit(server.uri("/~/b"), server.settings())).isSameAs(session);
            Map<String, String> others = server.settings();
            others.put("patience", "20s");
            assertThat(visitor.visit(server.uri("/a"), others)).isNotSameAs(session);
        }
    }

    @Test
    void threadsThatAskAtOnceGetOneConnection() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            wire.freeze();
            Sessions sessions = visitor.sessions(server.uri(wire, "/"), server.settings());
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<ClientSession>> asked = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    asked.add(threads.submit(sessions::session));
                }
                await(() -> wire.connections() == 1);
                wire.thaw();
                Set<ClientSession> got = new HashSet<>();
                for (Future<ClientSession> one : asked) {
                    got.add(one.get());
                }
                assertThat(got).hasSize(1);
                assertThat(wire.connections()).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aSessionThatDiesIsReplaced() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            ClientSession first = visitor.visit(server.uri(wire, "/"), server.settings());
            wire.cut();
            assertCloses(first);
            ClientSession second = visitor.visit(server.uri(wire, "/"), server.settings());
            assertThat(second).isNotSameAs(first).matches(ClientSession::isAuthenticated);
        }
    }

    @Test
    void aServerThatStartsAgainIsFoundAgain() throws Exception {
        KeyPair key = Keys.make("ecdsa-sha2-nistp256");
        EmbeddedServer server = EmbeddedServer.over(work, key, 0);
        int port = server.port();
        Map<String, String> settings = server.settings();
        URI source = server.uri("/");
        ClientSession first = visitor.visit(source, settings);
        server.close();
        assertCloses(first);
        assertThat(failure(source, settings).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(source, settings)).hasMessageContaining("next attempt in");
        try (EmbeddedServer again = EmbeddedServer.over(work, key, port)) {
            await(() -> {
                try {
                    return visitor.visit(source, settings).isAuthenticated();
                } catch (TransportException e) {
                    return false;
                }
            });
            assertThat(again.sessions()).isEqualTo(1);
        }
    }

    @Test
    void whereNobodyListensThatIsTold() throws Exception {
        URI source = URI.create("sftp://tandem@127.0.0.1:" + closedPort() + "/");
        TransportException failure = failure(source, settings());
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("refused").hasMessageContaining("127.0.0.1:" + source.getPort());
    }

    @Test
    void aNameThatIsUnknownIsTold() {
        TransportException failure = failure(URI.create("sftp://tandem@nowhere.invalid/"), settings());
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("nowhere.invalid:22").hasMessageContaining("name is unknown");
    }

    @Test
    void aServerThatAcceptsAndIsSilentIsLeftInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = settings("connect-timeout", "300ms");
            TransportException failure =
                    failure(URI.create("sftp://tandem@127.0.0.1:" + silent.getLocalPort() + "/"), settings);
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure).hasMessageContaining("silent before it had shown who it is");
        }
    }

    @Test
    void aServerThatFallsSilentDuringTheLogInIsLeftInTime() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            server.mina().setPasswordAuthenticator((user, password, session) -> {
                LockForever.hold();
                return false;
            });
            Map<String, String> settings = server.settings();
            settings.put("patience", "500ms");
            settings.put("connect-timeout", "5s");
            settings.put("heartbeat", "off");
            TransportException failure = failure(server.uri("/"), settings);
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure).hasMessageContaining("silent during the log-in");
            LockForever.release();
        }
    }

    @Test
    void aServerThatSpeaksSomethingElseIsTold() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> {
                try (java.net.Socket client = web.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n"
                                    .repeat(4000)
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The client has heard enough.
                }
            });
            answer.start();
            TransportException failure =
                    failure(URI.create("sftp://tandem@127.0.0.1:" + web.getLocalPort() + "/"), settings());
            answer.join();
            assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(failure).hasMessageNotContaining("Bad Request");
        }
    }

    @Test
    void aNetworkThatFallsSilentEndsTheSessionWithinThePatience() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            Map<String, String> settings = server.settings();
            settings.put("patience", "2s");
            ClientSession session = visitor.visit(server.uri(wire, "/"), settings);
            long from = System.nanoTime();
            wire.freeze();
            assertCloses(session);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aNetworkThatFallsSilentWhileKeysAreExchangedAnewEndsTheSession() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            Map<String, String> settings = server.settings();
            settings.put("patience", "2s");
            ClientSession session = visitor.visit(server.uri(wire, "/"), settings);
            wire.freeze();
            // From here on there are no heartbeats: MINA sends none during an exchange.
            session.reExchangeKeys();
            assertCloses(session);
        }
    }

    @Test
    void aSessionThatIsAskedForWhileTheNetworkIsSilentFails() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            wire.freezeAfter(1);
            Map<String, String> settings = server.settings();
            settings.put("connect-timeout", "500ms");
            assertThat(failure(server.uri(wire, "/"), settings).reason()).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void anInterruptedThreadFailsAtOnceAndTheNextOneTriesAgain() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            wire.freeze();
            Sessions sessions = visitor.sessions(server.uri(wire, "/"), server.settings());
            ExecutorService threads = Executors.newFixedThreadPool(1);
            Future<Boolean> interrupted = threads.submit(() -> {
                assertThat(catchThrowableOfType(TransportException.class, sessions::session))
                        .isNotNull();
                return Thread.currentThread().isInterrupted();
            });
            await(() -> wire.connections() == 1);
            threads.shutdownNow();
            assertThat(interrupted.get()).isTrue();
            wire.thaw();
            assertThat(sessions.session().isAuthenticated()).isTrue();
        }
    }

    @Test
    void aSessionThatNobodyUsesIsEndedAndOneWithAChannelIsNot() throws Exception {
        AtomicLong now = new AtomicLong();
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Connections connections = new Connections(now::get)) {
            SharedSession shared =
                    connections.of(SettingsReader.read(SourceUri.of(server.uri("/")), Settings.of(server.settings())));
            ClientSession session = shared.session();
            try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                now.addAndGet(SharedSession.IDLE.plusSeconds(1).toNanos());
                connections.tend();
                assertThat(sftp.isOpen()).isTrue();
                assertThat(session.isOpen()).isTrue();
            }
            await(() -> {
                now.addAndGet(SharedSession.IDLE.plusSeconds(1).toNanos());
                connections.tend();
                return session.isClosed();
            });
            await(() -> server.sessions() == 0);
            assertThat(shared.session()).isNotSameAs(session);
        }
    }

    @Test
    void manyAccountsOfADeadServerDoNotHammerIt() throws Exception {
        int port = closedPort();
        for (int i = 0; i < 20; i++) {
            URI source = URI.create("sftp://user" + i + "@127.0.0.1:" + port + "/");
            TransportException failure = failure(source, settings());
            if (i > 0) {
                assertThat(failure).hasMessageContaining("next attempt in");
            }
        }
    }

    @Test
    void windowsAndPacketsAreLargeAndNothingIsDelayed() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            ClientSession session = visitor.visit(server.uri("/"), server.settings());
            assertThat(CoreModuleProperties.WINDOW_SIZE.getRequired(session)).isEqualTo(16L << 20);
            assertThat(CoreModuleProperties.MAX_PACKET_SIZE.getRequired(session))
                    .isEqualTo(128L << 10);
            assertThat(((WatchedSocket) session.getIoSession())
                            .getSocket()
                            .getOption(java.net.StandardSocketOptions.TCP_NODELAY))
                    .isTrue();
        }
    }

    private TransportException failure(URI source, Map<String, String> settings) {
        TransportException failure =
                catchThrowableOfType(TransportException.class, () -> visitor.visit(source, settings));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "password",
                "x",
                "host-key",
                Keys.fingerprint(Keys.make("ssh-ed25519").getPublic())));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertCloses(ClientSession session) {
        assertThat(session.waitFor(EnumSet.of(ClientSessionEvent.CLOSED), SOON.toMillis()))
                .contains(ClientSessionEvent.CLOSED);
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Keeps a server's thread until it is let go. */
    private static final class LockForever {
        private static final java.util.concurrent.CountDownLatch LATCH = new java.util.concurrent.CountDownLatch(1);

        static void hold() {
            try {
                LATCH.await(SOON.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        static void release() {
            LATCH.countDown();
        }
    }
}
