package dev.tandem.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    @TempDir
    Path work;

    @Test
    void theEmbeddedServerServesItsFolder() throws Exception {
        Files.writeString(work.resolve("a.txt"), "hello");
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            assertThat(read(server.uri("/a.txt"), EmbeddedServer.PASSWORD, null))
                    .isEqualTo("hello");
        }
    }

    @Test
    void aWireCarriesAndCounts() throws Exception {
        Files.writeString(work.resolve("a.txt"), "hello");
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port())) {
            assertThat(read(server.uri(wire, "/a.txt"), EmbeddedServer.PASSWORD, null))
                    .isEqualTo("hello");
            assertThat(wire.connections()).isEqualTo(1);
            assertThat(wire.downloaded()).isPositive();
        }
    }

    @Test
    void openSshServesItsHome() throws Exception {
        try (OpenSshServer server = OpenSshServer.in(work)) {
            Files.writeString(server.home().resolve("a.txt"), "hello");
            assertThat(read(server.uri("/a.txt"), null, server.userKey())).isEqualTo("hello");
        }
    }

    @Test
    void proFtpdServesItsHomeToAPasswordAndToAKey() throws Exception {
        try (ProFtpdServer server = ProFtpdServer.in(work)) {
            Files.writeString(server.home().resolve("a.txt"), "hello");
            assertThat(read(server.uri("/a.txt"), ProFtpdServer.PASSWORD, null)).isEqualTo("hello");
            assertThat(read(server.uri("/a.txt"), null, server.userKey())).isEqualTo("hello");
        }
    }

    /** Reads a file of the folder in which a session starts. */
    private static String read(URI uri, @Nullable String password, @Nullable KeyPair key) throws Exception {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
            try (ClientSession session = client.connect(uri.getUserInfo(), uri.getHost(), uri.getPort())
                    .verify(Duration.ofSeconds(10))
                    .getSession()) {
                if (password != null) {
                    session.addPasswordIdentity(password);
                }
                if (key != null) {
                    session.addPublicKeyIdentity(key);
                }
                session.auth().verify(Duration.ofSeconds(10));
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
                        java.io.InputStream in = sftp.read(uri.getPath().substring(1))) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
    }
}
