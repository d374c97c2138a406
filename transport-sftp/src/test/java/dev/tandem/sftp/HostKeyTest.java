package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.sftp.server.Programs;
import dev.tandem.spi.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is trusted by its key alone, and what it is known by is never changed. */
class HostKeyTest {
    @TempDir
    Path work;

    private final Visitor visitor = new Visitor();

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    void anUnknownKeyStopsTheFeedAndIsShown() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            TransportException refusal =
                    visitor.refusal(server.uri("/"), knownHosts("other.example.com " + line(server)));
            assertThat(refusal)
                    .hasMessageContaining(server.fingerprint())
                    .hasMessageContaining("is unknown")
                    .hasMessageContaining("add it");
            assertThat(Files.readString(work.resolve("known_hosts"))).doesNotContain("127.0.0.1");
        }
    }

    @Test
    void aChangedKeyStopsTheFeedAndIsShown() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            String other = Keys.line(Keys.make("ecdsa-sha2-nistp256").getPublic());
            TransportException refusal = visitor.refusal(server.uri("/"), knownHosts(name(server) + " " + other));
            assertThat(refusal)
                    .hasMessageContaining(server.fingerprint())
                    .hasMessageContaining("has changed")
                    .hasMessageContaining("replace it");
        }
    }

    @Test
    void aKeyOtherThanThePinnedStopsTheFeed() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            String other = Keys.fingerprint(Keys.make("ecdsa-sha2-nistp256").getPublic());
            assertThat(visitor.refusal(server.uri("/"), Map.of("password", EmbeddedServer.PASSWORD, "host-key", other)))
                    .hasMessageContaining(server.fingerprint())
                    .hasMessageContaining("host-key");
        }
    }

    @Test
    void oneOfSeveralPinsLetsPass() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            String other = Keys.fingerprint(Keys.make("ssh-ed25519").getPublic());
            visitor.getsIn(
                    server.uri("/"),
                    Map.of("password", EmbeddedServer.PASSWORD, "host-key", other + ", " + server.fingerprint()));
        }
    }

    @Test
    void aWholeKeyIsAPin() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            visitor.getsIn(server.uri("/"), Map.of("password", EmbeddedServer.PASSWORD, "host-key", line(server)));
        }
    }

    @Test
    void aNameWithItsPortIsFound() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            visitor.getsIn(server.uri("/"), knownHosts(name(server) + " " + line(server)));
        }
    }

    @Test
    void aNameWithoutItsPortIsAnotherServer() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            assertThat(visitor.refusal(server.uri("/"), knownHosts("127.0.0.1 " + line(server))))
                    .hasMessageContaining("is unknown");
        }
    }

    @Test
    void aHashedNameIsFound() throws Exception {
        String keygen = Programs.keygen().toString();
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            Map<String, String> settings = knownHosts(name(server) + " " + line(server));
            Programs.run(keygen, "-q", "-H", "-f", work.resolve("known_hosts").toString());
            assertThat(Files.readString(work.resolve("known_hosts"))).startsWith("|1|");
            visitor.getsIn(server.uri("/"), settings);
        }
    }

    @Test
    void aRevokedKeyIsRefusedThoughItIsKnown() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            String both = name(server) + " " + line(server) + "\n@revoked * " + line(server);
            String either = both.replace("@revoked * ", "@revoked " + name(server) + " ");
            assertThat(visitor.refusal(server.uri("/"), knownHosts(either))).hasMessageContaining("is revoked");
            assertThat(visitor.refusal(server.uri("/"), knownHosts(both))).hasMessageContaining("is revoked");
        }
    }

    @Test
    void knownHostsThatCannotBeReadKeepNobodyElseOut() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            // More often than there may be log-ins at once, and each time other settings, which have not failed before.
            for (int i = 0; i < 6; i++) {
                Map<String, String> settings = new HashMap<>(knownHosts("# a remark\n|1||eWVz " + line(server)));
                settings.put("patience", (20 + i) + "s");
                assertThat(visitor.refusal(server.uri("/"), settings)).hasMessageContaining("line 2 cannot be read");
            }
            visitor.getsIn(server.uri("/"), knownHosts(name(server) + " " + line(server)));
        }
    }

    @Test
    void ofServersWithSeveralKeysTheKnownKindIsAskedFor() throws Exception {
        KeyPair rsa = Keys.make("ssh-rsa");
        Keys.write(rsa, work.resolve("rsa"));
        try (OpenSshServer server = OpenSshServer.in(work, "HostKey " + work.resolve("rsa"))) {
            Map<String, String> settings = server.settings();
            settings.put("host-key", Keys.line(rsa.getPublic()));
            visitor.getsIn(server.uri("/~/"), settings);
            settings.remove("host-key");
            settings.putAll(knownHosts("[127.0.0.1]:" + server.port() + " " + Keys.line(rsa.getPublic())));
            settings.remove("password");
            visitor.getsIn(server.uri("/~/"), settings);
        }
    }

    @Test
    void aFingerprintOfAnyOfTheServersKeysLetsPass() throws Exception {
        KeyPair rsa = Keys.make("ssh-rsa");
        Keys.write(rsa, work.resolve("rsa"));
        try (OpenSshServer server = OpenSshServer.in(work, "HostKey " + work.resolve("rsa"))) {
            Map<String, String> settings = server.settings();
            settings.put("host-key", Keys.fingerprint(rsa.getPublic()));
            visitor.getsIn(server.uri("/~/"), settings);
        }
    }

    @Test
    void aCertificateOfAKnownAuthorityLetsPass() throws Exception {
        String line = "@cert-authority [127.0.0.1]:%d " + certify();
        try (OpenSshServer server = certified()) {
            visitor.getsIn(server.uri("/~/"), certifiedBy(server, line));
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        certify();
        String line = "@cert-authority [127.0.0.1]:%d "
                + Keys.line(Keys.make("ssh-ed25519").getPublic());
        try (OpenSshServer server = certified()) {
            assertThat(visitor.refusal(server.uri("/~/"), certifiedBy(server, line)))
                    .hasMessageContaining("signed by SHA256:");
        }
    }

    @Test
    void aCertificateOfARevokedAuthorityIsRefused() throws Exception {
        String authority = certify();
        String line = "@cert-authority [127.0.0.1]:%1$d " + authority + "\n@revoked [127.0.0.1]:%1$d " + authority;
        try (OpenSshServer server = certified()) {
            assertThat(visitor.refusal(server.uri("/~/"), certifiedBy(server, line)))
                    .hasMessageContaining("is revoked");
        }
    }

    /** Signs a host key for 127.0.0.1; the public key of the authority. */
    private String certify() throws Exception {
        String keygen = Programs.keygen().toString();
        Programs.run(keygen, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", work + "/ca");
        Programs.run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", work + "/signed");
        Programs.run(keygen, "-q", "-s", work + "/ca", "-I", "host", "-h", "-n", "127.0.0.1", work + "/signed.pub");
        return Files.readString(work.resolve("ca.pub")).strip();
    }

    private OpenSshServer certified() throws Exception {
        return OpenSshServer.in(work, "HostKey " + work + "/signed", "HostCertificate " + work + "/signed-cert.pub");
    }

    private Map<String, String> certifiedBy(OpenSshServer server, String line) throws Exception {
        Map<String, String> settings = server.settings();
        settings.remove("host-key");
        settings.putAll(knownHosts(line.formatted(server.port())));
        settings.remove("password");
        return settings;
    }

    private Map<String, String> knownHosts(String lines) throws Exception {
        Path file = Files.writeString(work.resolve("known_hosts"), lines + "\n");
        return Map.of("password", EmbeddedServer.PASSWORD, "known-hosts", file.toString());
    }

    private static String name(EmbeddedServer server) {
        return "[127.0.0.1]:" + server.port();
    }

    private static String line(EmbeddedServer server) {
        return Keys.line(server.hostKey().getPublic());
    }
}
