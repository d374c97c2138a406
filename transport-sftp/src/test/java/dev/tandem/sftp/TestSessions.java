package dev.tandem.sftp;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.sftp.server.ProFtpdServer;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** One session with a server on loopback, made anew when it died; tries once each time. */
final class TestSessions implements Sessions, AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final String user;
    private final int port;
    private final Consumer<ClientSession> identity;
    private @Nullable ClientSession session;
    private int made;

    private TestSessions(String user, int port, Consumer<ClientSession> identity) {
        this.user = user;
        this.port = port;
        this.identity = identity;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        client.start();
    }

    static TestSessions to(EmbeddedServer server) {
        return to(server, server.port());
    }

    /** @param port where something stands before the server */
    static TestSessions to(EmbeddedServer server, int port) {
        return withPassword(EmbeddedServer.USER, port, EmbeddedServer.PASSWORD);
    }

    static TestSessions to(ProFtpdServer server) {
        return withPassword(ProFtpdServer.USER, server.port(), ProFtpdServer.PASSWORD);
    }

    static TestSessions to(OpenSshServer server) {
        return to(server, server.port());
    }

    /** @param port where something stands before the server */
    static TestSessions to(OpenSshServer server, int port) {
        KeyPair key = server.userKey();
        return new TestSessions(OpenSshServer.user(), port, session -> session.addPublicKeyIdentity(key));
    }

    private static TestSessions withPassword(String user, int port, String password) {
        return new TestSessions(user, port, session -> session.addPasswordIdentity(password));
    }

    SshClient client() {
        return client;
    }

    /** How many sessions were made. */
    int made() {
        return made;
    }

    @Override
    public synchronized ClientSession session() throws TransportException {
        ClientSession current = session;
        if (current != null && current.isOpen()) {
            return current;
        }
        try {
            ClientSession fresh =
                    client.connect(user, "127.0.0.1", port).verify(WAIT).getSession();
            identity.accept(fresh);
            fresh.auth().verify(WAIT);
            session = fresh;
            made++;
            return fresh;
        } catch (IOException e) {
            throw new TransportException(
                    Reason.UNAVAILABLE, "connect: " + e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void close() {
        client.close(true);
    }
}
