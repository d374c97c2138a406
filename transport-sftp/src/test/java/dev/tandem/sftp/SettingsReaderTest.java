package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.sftp.server.Keys;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What check refuses; there is no server, so that whatever connects fails. */
class SettingsReaderTest {
    private static final String SECRET = "s3cr3t-canary";
    private static final String PIN = Keys.fingerprint(Keys.make("ssh-ed25519").getPublic());
    private static final String SOURCE = "sftp://bob@sftp.example.com/calls";

    @TempDir
    Path work;

    private static TransportProvider provider() {
        return Plugins.load().get(TransportProvider.class, "sftp");
    }

    private static void check(String source, Map<String, String> settings) {
        provider().check(URI.create(source), Settings.of(settings));
    }

    /** Settings that work, with more or others as pairs; an empty text takes one out. */
    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("password", SECRET, "host-key", PIN));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    @Test
    void settingsThatCanWorkPassWithoutAServer() {
        assertThatCode(() -> check(SOURCE, settings())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "sftp://bob@example.com/calls, bob, example.com:22, /calls",
        "sftp://bob@example.com:2222/calls/in/, bob, example.com:2222, /calls/in",
        "sftp://bob@EXAMPLE.com/~/calls, bob, example.com:22, calls",
        "sftp://bob@example.com/~, bob, example.com:22, ''",
        "sftp://bob@example.com, bob, example.com:22, ''",
        "sftp://bob@example.com/, bob, example.com:22, /",
        "sftp://bob@my_host/a%20b%23, bob, my_host:22, /a b#",
        "sftp://bob%40corp+x@[2001:db8::1]:2022/a, bob@corp+x, [2001:db8::1]:2022, /a",
        "sftp://bob@[::1]/a, bob, [::1]:22, /a"
    })
    void aSourceIsTakenApart(String uri, String user, String server, String root) {
        SourceUri source = SourceUri.of(URI.create(uri));
        assertThat(source.user()).isEqualTo(user);
        assertThat(source.server().orPort(HostAndPort.SSH)).hasToString(server);
        assertThat(source.root()).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "sftp://example.com/calls, names no user",
        "sftp://bob:s3cr3t-canary@example.com/calls, has a password in it",
        "sftp://bob@example.com:0/calls, no port from 1 to 65535",
        "sftp://bob@example.com:99999/calls, no port from 1 to 65535",
        "sftp://bob@/calls, names no host",
        "sftp:///calls, is no sftp address",
        "sftp://bob@example.com/a/../b, .. segment",
        "sftp://bob@example.com/a//b, empty",
        "sftp://bob@example.com/a%00b, control character",
        "sftp://bob@example.com/a?b=c, a ? or a #",
        "sftp://%20@example.com/a, no usable user name"
    })
    void aSourceThatCanNeverWorkIsRefused(String uri, String word) {
        assertThatThrownBy(() -> check(uri, settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(word)
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "passwrd, x, known are",
        "host-key, MD5:aa:bb, is no fingerprint",
        "host-key, SHA256:short, is no fingerprint",
        "host-key, ssh-ed25519 AAAA, is no fingerprint",
        "known-hosts, /nowhere/known_hosts, keep one of them",
        "allow, rot13, can not be switched on; known are ssh-rsa",
        "allow, aes256-ctr, is on already",
        "private-key-file, /nowhere/key, cannot be read",
        "private-key, nonsense, is no private key",
        "passphrase, x, there is no private-key",
        "certificate, x, there is no private-key",
        "connect-timeout, 10, no duration",
        "patience, 0s, no duration",
        "patience, 40m, no duration",
        "heartbeat, 10s, a third of the patience",
        "proxy, ftp://proxy:21, expected http://host:port or socks5://host:port",
        "proxy, http://proxy, has no port",
        "proxy, http://bob:s3cr3t-canary@proxy:3128, has a password in it",
        "proxy, http://bob@proxy:3128, is missing for the proxy's user",
        "proxy-password, x, there is no proxy",
        "jump, example.com, user@host:port",
        "jump, bob@jump.example.com, there is no way to log in",
        "jump-password, x, there is no jump"
    })
    void aSettingThatCanNeverWorkIsRefusedUnderItsName(String setting, String value, String word) {
        ConfigurationException refusal =
                catchThrowableOfType(ConfigurationException.class, () -> check(SOURCE, settings(setting, value)));
        assertThat(refusal).hasMessageContaining(word).hasMessageNotContaining(SECRET);
        assertThat(setting + " proxy-password jump-private-key host-key").contains(refusal.key());
    }

    @Test
    void aServerThatNothingIsKnownOfIsRefused() {
        assertThatThrownBy(() -> check(SOURCE, settings("host-key", "")))
                .hasMessageContaining("nothing to know the server by")
                .hasMessageContaining("known-hosts: FILE");
    }

    @Test
    void noWayToLogInIsRefused() {
        assertThatThrownBy(() -> check(SOURCE, settings("password", ""))).hasMessageContaining("no way to log in");
    }

    @Test
    void aKeyAndItsFileAreNotBothTaken() {
        assertThatThrownBy(() -> check(SOURCE, settings("private-key", "a", "private-key-file", "b")))
                .hasMessageContaining("keep one of them");
    }

    @Test
    void aCertificateForAnotherKeyIsRefused() throws Exception {
        String certificate = certificate("-V", "always:forever");
        assertThatThrownBy(() -> check(
                        SOURCE,
                        settings("private-key", Keys.text(Keys.make("ssh-ed25519")), "certificate", certificate)))
                .hasMessageContaining("is for another key");
    }

    @Test
    void aCertificateThatIsOverIsRefused() throws Exception {
        String certificate = certificate("-V", "20200101:20200102");
        assertThatThrownBy(() -> check(SOURCE, settings("private-key-file", work + "/id", "certificate", certificate)))
                .hasMessageContaining("is not valid now");
    }

    @Test
    void aHostsCertificateIsRefused() throws Exception {
        String certificate = certificate("-h");
        assertThatThrownBy(() -> check(SOURCE, settings("private-key-file", work + "/id", "certificate", certificate)))
                .hasMessageContaining("is a host's certificate");
    }

    private String certificate(String... options) throws Exception {
        String keygen = dev.tandem.sftp.server.Programs.keygen().toString();
        dev.tandem.sftp.server.Programs.run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", work + "/ca");
        dev.tandem.sftp.server.Programs.run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", work + "/id");
        java.util.List<String> command = new java.util.ArrayList<>(
                java.util.List.of(keygen, "-q", "-s", work + "/ca", "-I", "test", "-n", "bob"));
        command.addAll(java.util.List.of(options));
        command.add(work + "/id.pub");
        dev.tandem.sftp.server.Programs.run(command.toArray(String[]::new));
        return Files.readString(work.resolve("id-cert.pub"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host garbage",
                "@unknown-mark host ssh-ed25519 AAAA",
                "|1|x|y ssh-ed25519 AAAA",
                "|1||eWVz ssh-ed25519 AAAA",
                "@revoked |1||eWVz ssh-ed25519 AAAA"
            })
    void aKnownHostsFileThatCannotBeReadIsRefusedWithTheLine(String line) throws Exception {
        String good = "other.example.com " + Keys.line(Keys.make("ssh-ed25519").getPublic()) + "\n# a remark\n\n";
        Path file = Files.writeString(
                work.resolve("known_hosts"),
                good + line.replace("host ", "sftp.example.com ").replace("AAAA", keyOf(good)));
        assertThatThrownBy(() -> check(SOURCE, settings("host-key", "", "known-hosts", file.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 4");
    }

    private static String keyOf(String line) {
        return line.split("\\s", -1)[2];
    }

    @Test
    void severalPinsAreTakenAsFingerprintsAndAsKeys() {
        String key = Keys.line(Keys.make("ssh-rsa").getPublic());
        assertThatCode(() -> check(SOURCE, settings("host-key", PIN + ", " + key + " a comment?")))
                .hasMessageContaining("a comment?");
        assertThatCode(() -> check(SOURCE, settings("host-key", PIN + "=, " + key + "\n" + PIN)))
                .doesNotThrowAnyException();
    }

    @Test
    void noSecretIsShownBySettingsThatWereRead() {
        ConnectionSettings read = SettingsReader.read(
                SourceUri.of(URI.create(SOURCE)),
                Settings.of(settings(
                        "private-key",
                        SECRET,
                        "passphrase",
                        SECRET,
                        "proxy",
                        "http://me@p:1",
                        "proxy-password",
                        SECRET)));
        assertThat(read.toString()).doesNotContain(SECRET);
    }
}
