package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old servers: refused with what they offer, let in with what was switched on and no more. */
class WeakTest {
    @TempDir
    Path work;

    private final Visitor visitor = new Visitor();

    @AfterEach
    void leave() {
        visitor.close();
    }

    @SuppressWarnings("deprecation") // They are what old servers have.
    private EmbeddedServer only(String weak) throws Exception {
        return EmbeddedServer.over(work, Keys.make("ssh-rsa"), (SshServer mina) -> {
            switch (weak) {
                case "aes128-cbc" -> mina.setCipherFactories(List.of(BuiltinCiphers.aes128cbc));
                case "3des-cbc" -> mina.setCipherFactories(List.of(BuiltinCiphers.tripledescbc));
                case "hmac-sha1" -> {
                    mina.setMacFactories(List.of(BuiltinMacs.hmacsha1));
                    mina.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
                }
                case "diffie-hellman-group14-sha1" ->
                    mina.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                            false, List.of(BuiltinDHFactories.dhg14), ServerBuilder.DH2KEX));
                case "ssh-rsa" -> mina.setSignatureFactories(List.of(BuiltinSignatures.rsa));
                default -> throw new IllegalArgumentException(weak);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes128-cbc", "3des-cbc", "hmac-sha1", "diffie-hellman-group14-sha1", "ssh-rsa"})
    void whatAnOldServerOffersIsToldAndWorksOnceItIsSwitchedOn(String weak) throws Exception {
        try (EmbeddedServer server = only(weak)) {
            Map<String, String> settings = server.settings();
            TransportException refusal = refusalOf(server, settings);
            assertThat(refusal.reason()).isEqualTo(Reason.ACCESS_DENIED);
            assertThat(refusal).hasMessageContaining("it offers " + weak).hasMessageContaining("allow: " + weak);
            settings.put("allow", weak);
            String log = logOf(() -> visitor.visit(server.uri("/"), settings));
            assertThat(log).containsOnlyOnce("which is weak").contains(weak);
        }
    }

    /** A server that ends the connection may do so before what it offers was read; then the next attempt tells. */
    private static TransportException refusalOf(EmbeddedServer server, Map<String, String> settings) {
        @Nullable TransportException refusal = null;
        for (int attempts = 0; attempts < 10; attempts++) {
            try (Visitor fresh = new Visitor()) {
                refusal = catchThrowableOfType(TransportException.class, () -> fresh.visit(server.uri("/"), settings));
            }
            if (refusal.reason() != Reason.UNAVAILABLE) {
                return refusal;
            }
        }
        return Objects.requireNonNull(refusal);
    }

    @Test
    void aKeyWhoseSignatureIsWeakIsTold() throws Exception {
        java.security.KeyPair key = Keys.make("ssh-rsa");
        try (EmbeddedServer server = EmbeddedServer.over(work, mina -> {
            // The server's own key is ECDSA; of users' signatures it knows RSA with SHA-1 alone.
            mina.setSignatureFactories(List.of(BuiltinSignatures.nistp256, BuiltinSignatures.rsa));
        })) {
            server.authorize(EmbeddedServer.USER, key.getPublic());
            Map<String, String> settings = server.settings();
            settings.remove("password");
            settings.put("private-key", Keys.text(key));
            TransportException refusal =
                    catchThrowableOfType(TransportException.class, () -> visitor.visit(server.uri("/"), settings));
            assertThat(refusal).hasMessageContaining("allow: ssh-rsa");
            settings.put("allow", "ssh-rsa");
            assertThat(logOf(() -> visitor.visit(server.uri("/"), settings))).containsOnlyOnce("which is weak");
        }
    }

    @Test
    void aServerThatHasBetterIsNotWarnedOf() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            Map<String, String> settings = server.settings();
            settings.put("allow", "ssh-rsa, hmac-sha1, aes128-cbc, diffie-hellman-group14-sha1");
            assertThat(logOf(() -> visitor.visit(server.uri("/"), settings))).doesNotContain("which is weak");
        }
    }

    private interface Visit {
        void run() throws Exception;
    }

    /** What is logged meanwhile: slf4j-simple writes to the standard error stream. */
    private static String logOf(Visit visit) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            visit.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
