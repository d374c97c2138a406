package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.sftp.server.ProxyServer;
import dev.tandem.sftp.server.Wire;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through proxies and jump hosts. */
class DetourTest {
    @TempDir
    Path work;

    private final Visitor visitor = new Visitor();
    private EmbeddedServer server;

    @BeforeEach
    void serve() throws Exception {
        server = EmbeddedServer.over(Files.createDirectory(work.resolve("root")));
    }

    @AfterEach
    void leave() throws Exception {
        visitor.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void aProxyIsAskedForTheServerByItsName(String kind) throws Exception {
        try (ProxyServer proxy = ProxyServer.open()) {
            // A name that no DNS knows: it is the proxy that has to.
            URI far = URI.create("sftp://tandem@far.invalid:" + server.port() + "/");
            Map<String, String> settings = server.settings();
            settings.put("proxy", kind + "://127.0.0.1:" + proxy.port());
            visitor.getsIn(far, settings);
            assertThat(proxy.asked()).containsExactly("far.invalid:" + server.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void aProxyIsToldTheUserAndPassword(String kind) throws Exception {
        try (ProxyServer proxy = ProxyServer.of("me", "open sesame")) {
            Map<String, String> settings = server.settings();
            settings.put("proxy", kind + "://me@127.0.0.1:" + proxy.port());
            settings.put("proxy-password", "open sesame");
            visitor.getsIn(server.uri("/"), settings);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void aProxyThatRefusesTheUserIsTold(String kind) throws Exception {
        try (ProxyServer proxy = ProxyServer.of("me", "open sesame")) {
            Map<String, String> settings = server.settings();
            settings.put("proxy", kind + "://me@127.0.0.1:" + proxy.port());
            settings.put("proxy-password", "wrong");
            assertThat(failure(server.uri("/"), settings))
                    .hasMessageContaining("did not take the user and proxy-password")
                    .hasMessageNotContaining("wrong");
            settings.put("proxy", kind + "://127.0.0.1:" + proxy.port());
            settings.remove("proxy-password");
            assertThat(failure(server.uri("/"), settings)).hasMessageContaining("the proxy wants a user");
        }
    }

    @ParameterizedTest
    @CsvSource({"http, status 502", "socks5, connection refused"})
    void aServerThatTheProxyDoesNotReachIsTold(String kind, String word) throws Exception {
        try (ProxyServer proxy = ProxyServer.open()) {
            int port = server.port();
            server.close();
            Map<String, String> settings = server.settings();
            settings.put("proxy", kind + "://127.0.0.1:" + proxy.port());
            TransportException failure = failure(URI.create("sftp://tandem@127.0.0.1:" + port + "/"), settings);
            assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(failure).hasMessageContaining(word).hasMessageContaining("proxy");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, SSH-2.0-hello, does not speak HTTP",
        "http, HTTP/1.1 2, no answer within",
        "socks5, HT, does not speak SOCKS5",
        "socks5, '', no answer within"
    })
    void aProxyThatAnswersNonsenseOrNothingIsTold(String kind, String answer, String word) throws Exception {
        try (ProxyServer proxy = ProxyServer.open()) {
            proxy.answer((answer + (answer.startsWith("SSH") ? "\r\n\r\n" : "")).getBytes(StandardCharsets.US_ASCII));
            Map<String, String> settings = server.settings();
            settings.put("proxy", kind + "://127.0.0.1:" + proxy.port());
            settings.put("connect-timeout", "500ms");
            assertThat(failure(server.uri("/"), settings)).hasMessageContaining(word);
        }
    }

    @Test
    void aProxyWhoseAnswerDoesNotEndIsLeft() throws Exception {
        try (ProxyServer proxy = ProxyServer.open()) {
            byte[] endless = new byte[64 << 10];
            Arrays.fill(endless, (byte) 'x');
            proxy.answer(endless);
            Map<String, String> settings = server.settings();
            settings.put("proxy", "http://127.0.0.1:" + proxy.port());
            assertThat(failure(server.uri("/"), settings)).hasMessageContaining("does not end within 16 KiB");
        }
    }

    @Test
    void aJumpHostIsGoneThrough() throws Exception {
        try (EmbeddedServer jump =
                EmbeddedServer.over(work, mina -> mina.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE))) {
            visitor.getsIn(server.uri("/"), through(jump));
            assertThat(jump.sessions()).isEqualTo(1);
        }
    }

    @Test
    void feedsThroughOneJumpHostShareTheSessionThere() throws Exception {
        try (EmbeddedServer jump = EmbeddedServer.over(
                        work, mina -> mina.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE));
                EmbeddedServer other = EmbeddedServer.over(work)) {
            visitor.visit(server.uri("/"), through(jump));
            Map<String, String> settings = through(jump);
            settings.put("host-key", other.fingerprint());
            visitor.visit(other.uri("/"), settings);
            assertThat(jump.sessions()).isEqualTo(1);
        }
    }

    @Test
    void aJumpHostsKeyIsLookedAtToo() throws Exception {
        try (EmbeddedServer jump = EmbeddedServer.over(work)) {
            Map<String, String> settings = through(jump);
            settings.put("jump-host-key", server.fingerprint());
            TransportException failure = failure(server.uri("/"), settings);
            assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
            assertThat(failure).hasMessageContaining("jump-host-key").hasMessageContaining(jump.fingerprint());
        }
    }

    @Test
    void aJumpHostThatDoesNotForwardIsTold() throws Exception {
        try (EmbeddedServer jump =
                EmbeddedServer.over(work, mina -> mina.setForwardingFilter(RejectAllForwardingFilter.INSTANCE))) {
            assertThat(failure(server.uri("/"), through(jump)))
                    .hasMessageContaining("by way of 127.0.0.1:" + jump.port())
                    .hasMessageContaining("the jump host did not connect");
        }
    }

    @Test
    void aTunnelEndsWithItsJumpHost() throws Exception {
        EmbeddedServer jump =
                EmbeddedServer.over(work, mina -> mina.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE));
        ClientSession session = visitor.visit(server.uri("/"), through(jump));
        jump.close();
        assertThat(session.waitFor(java.util.EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), 10_000))
                .contains(ClientSession.ClientSessionEvent.CLOSED);
    }

    @Test
    void largeFilesPassAJumpHostWhileBothSessionsExchangeKeysAnew() throws Exception {
        byte[] content = new byte[6 << 20];
        new Random(7).nextBytes(content);
        Files.write(server.root().resolve("large"), content);
        try (EmbeddedServer jump = EmbeddedServer.over(work, mina -> {
            mina.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
            CoreModuleProperties.REKEY_BYTES_LIMIT.set(mina, 600L << 10);
        })) {
            CoreModuleProperties.REKEY_BYTES_LIMIT.set(server.mina(), 1L << 20);
            ClientSession session = visitor.visit(server.uri("/"), through(jump));
            try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
                    InputStream in = sftp.read("/large")) {
                assertThat(in).hasSameContentAs(new ByteArrayInputStream(content));
            }
            try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
                    java.io.OutputStream out = sftp.write("/copy")) {
                out.write(content);
            }
            assertThat(server.root().resolve("copy")).hasBinaryContent(content);
        }
    }

    @Test
    void openSshIsAJumpHostBehindAProxy() throws Exception {
        try (OpenSshServer jump = OpenSshServer.in(work);
                ProxyServer proxy = ProxyServer.open()) {
            Map<String, String> settings = server.settings();
            settings.put("jump", OpenSshServer.user() + "@127.0.0.1:" + jump.port());
            settings.put("jump-private-key", Keys.text(jump.userKey()));
            settings.put("jump-host-key", jump.fingerprint());
            settings.put("proxy", "socks5://127.0.0.1:" + proxy.port());
            visitor.getsIn(server.uri("/"), settings);
            assertThat(proxy.asked()).containsExactly("127.0.0.1:" + jump.port());
        }
    }

    @Test
    void aSilentServerBehindAJumpHostIsLeftWithinThePatience() throws Exception {
        try (EmbeddedServer jump = EmbeddedServer.over(
                        work, mina -> mina.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE));
                Wire wire = Wire.to(server.port())) {
            Map<String, String> settings = through(jump);
            settings.put("patience", "2s");
            ClientSession session = visitor.visit(server.uri(wire, "/"), settings);
            wire.freeze();
            assertThat(session.waitFor(java.util.EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), 10_000))
                    .contains(ClientSession.ClientSessionEvent.CLOSED);
        }
    }

    private Map<String, String> through(EmbeddedServer jump) {
        Map<String, String> settings = server.settings();
        settings.put("jump", EmbeddedServer.USER + "@127.0.0.1:" + jump.port());
        settings.put("jump-password", EmbeddedServer.PASSWORD);
        settings.put("jump-host-key", jump.fingerprint());
        return settings;
    }

    private TransportException failure(URI source, Map<String, String> settings) {
        TransportException failure =
                catchThrowableOfType(TransportException.class, () -> visitor.visit(source, settings));
        assertThat(failure).isNotNull();
        return failure;
    }
}
