package dev.tandem.sftp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * Apache MINA's SFTP server on loopback over one folder, which its users see as {@code /}. It knows the user {@value
 * #USER} with the password {@value #PASSWORD} until told otherwise. Put a {@link Wire} before it to freeze or cut the network.
 */
public final class EmbeddedServer implements AutoCloseable {
    public static final String USER = "tandem";
    public static final String PASSWORD = "correct horse";

    private final SshServer server;
    private final KeyPair hostKey;
    private final Path root;
    private final Map<String, String> passwords = new ConcurrentHashMap<>(Map.of(USER, PASSWORD));
    private final Map<String, List<PublicKey>> authorized = new ConcurrentHashMap<>();

    private EmbeddedServer(Path root, KeyPair hostKey, int port, Consumer<SshServer> more) throws IOException {
        this.root = root;
        this.hostKey = hostKey;
        this.server = SshServer.setUpDefaultServer();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setPasswordAuthenticator((user, password, session) -> password.equals(passwords.get(user)));
        server.setPublickeyAuthenticator((user, key, session) ->
                authorized.getOrDefault(user, List.of()).stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(5));
        more.accept(server);
        server.start();
    }

    /** A server over a folder, with a host key of its own. */
    public static EmbeddedServer over(Path root) throws IOException {
        return over(root, server -> {});
    }

    /** A server that is changed before it starts. */
    public static EmbeddedServer over(Path root, Consumer<SshServer> more) throws IOException {
        return new EmbeddedServer(root, Keys.make("ecdsa-sha2-nistp256"), 0, more);
    }

    /** A server with a host key, at a port (0 for any that is free). */
    public static EmbeddedServer over(Path root, KeyPair hostKey, int port) throws IOException {
        return new EmbeddedServer(root, hostKey, port, server -> {});
    }

    /** A server with a host key that is changed before it starts. */
    public static EmbeddedServer over(Path root, KeyPair hostKey, Consumer<SshServer> more) throws IOException {
        return new EmbeddedServer(root, hostKey, 0, more);
    }

    /** Another password of a user, who is made if there is none. */
    public EmbeddedServer password(String user, String password) {
        passwords.put(user, password);
        return this;
    }

    /** Lets a user in who has a key, too. */
    public EmbeddedServer authorize(String user, PublicKey key) {
        List<PublicKey> keys = new ArrayList<>(authorized.getOrDefault(user, List.of()));
        keys.add(key);
        authorized.put(user, keys);
        return this;
    }

    public int port() {
        return server.getPort();
    }

    public Path root() {
        return root;
    }

    public KeyPair hostKey() {
        return hostKey;
    }

    /** The host key's {@code SHA256:...}. */
    public String fingerprint() {
        return Keys.fingerprint(hostKey.getPublic());
    }

    /** The address of a path on the server, through its own port. */
    public URI uri(String path) {
        return uri(port(), path);
    }

    /** The address of a path on the server, through a {@link Wire}. */
    public URI uri(Wire wire, String path) {
        return uri(wire.port(), path);
    }

    private static URI uri(int port, String path) {
        return URI.create("sftp://" + USER + "@127.0.0.1:" + port + path);
    }

    /** Settings with which a client gets in by password. */
    public Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of("password", PASSWORD, "host-key", fingerprint()));
    }

    /** How many clients are connected. */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    /** Ends all connections at once; new ones can be made. */
    public void disconnectAll() {
        Set.copyOf(server.getActiveSessions()).forEach(session -> session.close(true));
    }

    public SshServer mina() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
