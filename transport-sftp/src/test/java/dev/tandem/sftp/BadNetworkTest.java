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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
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

    @Test
    void withoutHeartbeatsADeadSessionEndsWhenItIsAskedForAChannel() throws Exception {
        Map<String, String> settings = server.settings();
        settings.put("heartbeat", "off");
        try (Visitor visitor = new Visitor()) {
            Sessions own = visitor.sessions(server.uri(wire, "/"), settings);
            try (SftpTransport asking = new SftpTransport(own, "/", PATIENCE)) {
                ClientSession dead = own.session();
                wire.freeze();
                assertThat(HostileTest.failing(() -> asking.stat("a.wav"))).isEqualTo(Reason.TIMED_OUT);
                assertThat(dead.isOpen()).isFalse();
                wire.thaw();
                assertThat(asking.stat("a.wav").size()).isEqualTo(CONTENT.length);
            }
        }
    }

    @Test
    void anInterruptedThreadOpensNoChannelAndNoOtherSession() throws Exception {
        sessions.session();
        Thread.currentThread().interrupt();
        assertThat(HostileTest.failing(() -> transport.stat("a.wav"))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(sessions.made()).isEqualTo(1);
        assertThat(transport.stat("a.wav").size()).isEqualTo(CONTENT.length);
    }

    @Test
    void anInterruptWhileNothingCanBeSentIsKept() throws Exception {
        byte[] handle = new byte[1];
        Reply.Slice part = new Reply.Slice(CONTENT, 0, 32 << 10);
        SftpChannel channel = SftpChannel.open(sessions.session(), Duration.ofMinutes(1));
        wire.freeze();
        FutureTask<Boolean> sending = new FutureTask<>(() -> {
            Broken end = catchThrowableOfType(Broken.class, () -> {
                while (true) {
                    channel.write(handle, 0, part, reply -> {});
                }
            });
            assertThat(end.isCut()).isFalse();
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(sending, "sending");
        thread.start();
        HostileTest.await("it waits until it can send", () -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        assertThat(sending.get()).isTrue();
        channel.close();
    }
}
