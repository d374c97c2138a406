package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Wire;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network that falls silent or is cut, before an honest server. */
@Timeout(60)
class BadNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] CONTENT = HostileTest.random(20_000_000, 5);

    @TempDir
    Path served;

    private EmbeddedServer server;
    private Wire wire;
    private TestSessions sessions;
    private SftpTransport transport;

    @BeforeEach
    void begin() throws IOException {
        server = EmbeddedServer.over(served);
        wire = Wire.to(server.port());
        sessions = TestSessions.to(server, wire.port());
        transport = new SftpTransport(sessions, "/", PATIENCE);
        Files.write(served.resolve("a.wav"), CONTENT);
    }

    @AfterEach
    void end() throws IOException {
        transport.close();
        sessions.close();
        wire.close();
        server.close();
    }

    @Test
    void aNetworkThatFallsSilentFreesTheReaderAndTheChannel() throws Exception {
        ClientSession session = sessions.session();
        try (InputStream in = transport.read("a.wav")) {
            assertThat(in.read()).isGreaterThanOrEqualTo(0);
            wire.freeze();
            IOException thrown = catchThrowableOfType(IOException.class, in::readAllBytes);
            TransportException cause = (TransportException) Objects.requireNonNull(thrown.getCause());
            assertThat(cause.reason()).isEqualTo(Reason.TIMED_OUT);
        }
        TransportException again = catchThrowableOfType(TransportException.class, () -> transport.stat("a.wav"));
        assertThat(again.reason()).isEqualTo(Reason.TIMED_OUT);
        transport.close();
        // The server cannot answer the farewell: the channels go all the same.
        HostileTest.await("channels are closed", () -> openChannels(session) == 0);
    }

    private static int openChannels(ClientSession session) {
        ConnectionService service = session.getService(ConnectionService.class);
        return ((AbstractConnectionService) service).getChannels().size();
    }

    @Test
    void aCutInTheMiddleIsGoneOnWithOverAnotherConnection() throws Exception {
        ByteArrayOutputStream to = new ByteArrayOutputStream() {
            private int cuts;

            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (size() > (cuts + 1) * 6_000_000) {
                    cuts++;
                    server.disconnectAll();
                }
            }
        };
        transport.copyAll(List.of(new Copy("a.wav", 1L << 31, to))).get(0).get();
        assertThat(to.toByteArray()).isEqualTo(CONTENT);
        assertThat(sessions.made()).isGreaterThan(1);
        try (InputStream in = transport.read("a.wav")) {
            byte[] begin = in.readNBytes(10_000_000);
            server.disconnectAll();
            byte[] rest = in.readAllBytes();
            assertThat(begin.length + rest.length).isEqualTo(CONTENT.length);
            assertThat(rest).isEqualTo(java.util.Arrays.copyOfRange(CONTENT, begin.length, CONTENT.length));
        }
    }
}
