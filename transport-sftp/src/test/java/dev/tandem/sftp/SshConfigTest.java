package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshConfigTest {
    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({
        "sftp://acme/in, bob@sftp.example.com:2222",
        "sftp://other/in, bob@other.example.net:22",
        "sftp://acme:23/in, bob@sftp.example.com:23",
        "sftp://eve@acme/in, eve@sftp.example.com:2222",
        "sftp://unnamed/in, everyone@unnamed:22"
    })
    void aHostIsLookedUpAndWhatTheSourceSaysWins(String source, String expected) throws IOException {
        config("""
                Host acme
                    HostName sftp.example.com
                    Port=2222
                Host acme other
                    User bob
                    HostName %h.example.net
                Host *
                    User everyone
                    IdentityFile W/key
                    Ciphers none
                """);
        Login login = read(source).login();
        assertThat(login.user() + "@" + login.server()).isEqualTo(expected);
    }

    @Test
    void keysAndKnownHostsAreThoseOfTheHost() throws IOException {
        Files.writeString(work.resolve("second"), "a key");
        Files.writeString(work.resolve("second-cert.pub"), "a certificate");
        config("""
                Host acme
                    User bob
                    IdentityFile W/first
                    IdentityFile W/second
                    UserKnownHostsFile W/hosts /nowhere
                """);
        Files.writeString(work.resolve("hosts"), "");
        Login login = read("sftp://acme/in").login();
        assertThat(login.credentials().key()).isEqualTo(file("second"));
        assertThat(login.credentials().certificate()).isEqualTo(file("second-cert.pub"));
        assertThat(login.trust().knownHosts()).isEqualTo(file("hosts"));
    }

    @Test
    void settingsWinOverTheConfiguration() throws IOException {
        config("""
                Host acme
                    User bob
                    IdentityFile W/key
                    CertificateFile W/certificate
                    UserKnownHostsFile W/hosts
                    ProxyJump hop.example.com
                """);
        ConnectionSettings read = read(
                "sftp://acme/in",
                "private-key",
                "mine",
                "known-hosts",
                "mine",
                "jump",
                "eve@other.example.com",
                "jump-password",
                "x");
        assertThat(Objects.requireNonNull(read.login().credentials().key()).text())
                .isEqualTo("mine");
        assertThat(read.login().credentials().certificate()).isNull();
        assertThat(read.login().trust().knownHosts()).hasToString("known-hosts");
        assertThat(read.route()).hasToString("acme:22 by way of other.example.com:22");
    }

    @Test
    void withoutAFileOfItsOwnAHostIsKnownByThatOfWhoeverRunsThis() throws IOException {
        config("User bob\nIdentityFile W/key\n");
        Path usual = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        assertThat(Objects.requireNonNull(read("sftp://acme/in").login().trust().knownHosts())
                        .file())
                .isEqualTo(usual);
    }

    @Test
    void hostsToGoThroughHaveTheirOwnPartsAndMayBeBehindOthers() throws IOException {
        config("""
                Host *.inner
                    ProxyJump near, eve@far:2200
                Host near
                    HostName near.example.com
                    ProxyJump gate
                Host gate
                    ProxyJump none
                Host *
                    User bob
                    IdentityFile W/%h
                """);
        ConnectionSettings read = read("sftp://vault.inner/in");
        assertThat(read.route()).hasToString("vault.inner:22 by way of gate:22 and near.example.com:22 and far:2200");
        assertThat(read.jumps()).extracting(Login::user).containsExactly("bob", "bob", "eve");
        assertThat(read.jumps().get(1).credentials().key()).isEqualTo(file("near.example.com"));
    }

    @Test
    void aWayInACircleIsRefused() throws IOException {
        config("Host a\nProxyJump b\nHost b\nProxyJump a\nHost *\nUser bob\nIdentityFile W/key\n");
        assertThatThrownBy(() -> read("sftp://a/in")).hasMessageContaining("leads in a circle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Match host acme\nUser bob",
                "Host acme\nInclude other",
                "Include other",
                "Host acme\nProxyCommand nc %h %p",
                "Host acme\nHostKeyAlias other",
                "Host acme\nPort many",
                "Host acme\nHostName a b/c"
            })
    void whatIsNotFollowedIsRefused(String text) throws IOException {
        config(text + "\nHost *\nUser bob\nIdentityFile W/key\n");
        assertThatThrownBy(() -> read("sftp://acme/in"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(SshConfig.SETTING));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> read("sftp://acme/in"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void oneGetsInThroughTwoHosts() throws Exception {
        KeyPair key = Keys.make("ssh-ed25519");
        Files.writeString(work.resolve("key"), Keys.text(key));
        try (EmbeddedServer near = forwarding().authorize("bob", key.getPublic());
                EmbeddedServer far = forwarding().authorize("eve", key.getPublic());
                EmbeddedServer server = forwarding().authorize("bob", key.getPublic());
                Visitor visitor = new Visitor()) {
            config("""
                    Host vault
                        HostName 127.0.0.1
                        Port %d
                        ProxyJump near,eve@127.0.0.1:%d
                    Host near
                        HostName 127.0.0.1
                        Port %d
                    Host *
                        User bob
                        IdentityFile W/key
                        UserKnownHostsFile W/hosts
                    """.formatted(server.port(), far.port(), near.port()));
            StringBuilder hosts = new StringBuilder();
            for (EmbeddedServer one : new EmbeddedServer[] {near, far, server}) {
                hosts.append("[127.0.0.1]:")
                        .append(one.port())
                        .append(' ')
                        .append(Keys.line(one.hostKey().getPublic()))
                        .append('\n');
            }
            Files.writeString(work.resolve("hosts"), hosts);
            visitor.getsIn(URI.create("sftp://vault/"), settings());
            assertThat(near.sessions()).isEqualTo(1);
            assertThat(far.sessions()).isEqualTo(1);
            assertThat(server.sessions()).isEqualTo(1);
        }
    }

    private EmbeddedServer forwarding() throws IOException {
        return EmbeddedServer.over(work, mina -> mina.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE));
    }

    /** A W is the test's folder. */
    private void config(String text) throws IOException {
        Files.writeString(work.resolve("config"), text.replace("W/", work + "/"));
    }

    private TextOrFile file(String name) {
        return TextOrFile.file(SshConfig.SETTING, work.resolve(name).toString());
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings =
                new HashMap<>(Map.of(SshConfig.SETTING, work.resolve("config").toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private ConnectionSettings read(String source, String... more) {
        return SettingsReader.read(SourceUri.of(URI.create(source)), Settings.of(settings(more)));
    }
}
