package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.Test;

/** Clients that connect too often, guess, or say nothing. */
class HostileConnectionsTest extends HostileClientFixture {
    @Test
    void threeHundredConnectionsThatDoNotLogInAreAFewAndOthersGetIn() throws Exception {
        Duration loginTime = Duration.ofSeconds(5);
        Drop server = start(Drop.limits().addressLogins(10).loginTime(loginTime));
        List<Socket> sockets = new ArrayList<>();
        long began = System.nanoTime();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket();
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port()));
                sockets.add(socket);
            }
            int greeted = 0;
            for (Socket socket : sockets) {
                socket.setSoTimeout(10_000);
                greeted += socket.getInputStream().read() == 'S' ? 1 : 0;
            }
            // Ten at a time: those that were cut for taking too long make room for ten others.
            long turns = 1 + (System.nanoTime() - began) / loginTime.toNanos();
            assertThat(greeted).isBetween(1, (int) (10 * turns));
            // From another address, one gets in.
            try (Socket other = new Socket()) {
                other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
                other.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port()));
                assertThat(other.getInputStream().read()).isEqualTo('S');
            }
            // And from this one, once those have been cut for taking too long.
            for (Socket socket : sockets) {
                socket.setSoTimeout(30_000);
                while (socket.getInputStream().read() >= 0) {
                    // What the server says until then.
                }
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whoGuessesIsShutOutForAMinuteAndAnotherAddressIsNot() throws IOException {
        Drop server = start(Drop.limits().attemptsAMinute(3));
        for (int i = 0; i < 3; i++) {
            // A guess may be told as wrong or, once there were enough, find nobody who listens.
            assertThatThrownBy(() -> {
                        try (ClientSession session = server.connect("acme")) {
                            session.addPasswordIdentity("guess");
                            session.auth().verify(Duration.ofSeconds(20));
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        Drop.await("it is shut out", () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
                return socket.getInputStream().read() < 0;
            } catch (IOException e) {
                return true;
            }
        });
        try (Socket other = new Socket()) {
            other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
            other.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port()));
            assertThat(other.getInputStream().read()).isEqualTo('S');
        }
        server.close();
        drop = null;
    }

    @Test
    void aSessionThatSaysNothingEnds() throws IOException {
        Drop server = start(Drop.limits().idle(Duration.ofSeconds(2)));
        try (ClientSession session = server.login("acme")) {
            SftpClient sftp = server.sftp(session);
            assertThat(sftp.isOpen()).isTrue();
            Drop.await("the session is cut", () -> !session.isOpen());
        }
    }

    @Test
    void sessionsOfOneAccountAreBounded() throws IOException {
        Drop server = start(Drop.limits().accountSessions(3));
        List<ClientSession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                sessions.add(server.login("acme"));
            }
            assertThatThrownBy(() -> server.login("acme")).isInstanceOf(IOException.class);
            sessions.add(server.login("beta"));
        } finally {
            for (ClientSession session : sessions) {
                session.close(true);
            }
        }
    }

    @Test
    void channelsAreBounded() throws IOException {
        Drop server = start(Drop.limits());
        try (ClientSession session = server.login("acme")) {
            List<RawSftp> open = new ArrayList<>();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            open.add(RawSftp.start(session));
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(open).hasSize(4);
        }
    }
}
