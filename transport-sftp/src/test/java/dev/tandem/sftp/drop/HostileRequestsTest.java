package dev.tandem.sftp.drop;

import static dev.tandem.sftp.drop.RawSftp.CREATE;
import static dev.tandem.sftp.drop.RawSftp.DENIED;
import static dev.tandem.sftp.drop.RawSftp.EXTENDED;
import static dev.tandem.sftp.drop.RawSftp.FAILURE;
import static dev.tandem.sftp.drop.RawSftp.UNSUPPORTED;
import static dev.tandem.sftp.drop.RawSftp.bytes;
import static dev.tandem.sftp.drop.RawSftp.packet;
import static dev.tandem.sftp.drop.RawSftp.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import dev.tandem.sftp.drop.RawSftp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.Test;

/** Clients whose packets are none, or come without end. */
class HostileRequestsTest extends HostileClientFixture {
    @Test
    void packetsThatAreNoneEndTheSessionAndNoOther() throws IOException {
        Drop server = start(Drop.limits());
        byte[] noInit = packet(RawSftp.STAT, data -> {
            data.writeInt(1);
            string(data, "/");
        });
        List<byte[]> wrong = List.of(
                ByteBuffer.allocate(4).putInt(0).array(),
                ByteBuffer.allocate(4).putInt(4).array(),
                ByteBuffer.allocate(4).putInt(-1).array(),
                ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
                ByteBuffer.allocate(4).putInt((256 << 10) + 1).array(),
                packet(RawSftp.INIT, data -> data.writeInt(3)),
                packet(RawSftp.OPEN, data -> data.writeInt(7)),
                packet(RawSftp.OPEN, data -> {
                    data.writeInt(7);
                    data.writeInt(Integer.MAX_VALUE);
                }),
                packet(RawSftp.OPEN, data -> {
                    data.writeInt(7);
                    data.writeInt(-5);
                    data.writeLong(0);
                }),
                packet(RawSftp.WRITE, data -> {
                    data.writeInt(7);
                    string(data, "0");
                    data.writeLong(0);
                    data.writeInt(1000);
                    data.writeInt(0);
                }));
        for (byte[] packet : wrong) {
            try (ClientSession session = server.login("acme");
                    RawSftp raw = RawSftp.start(session)) {
                assertThat(raw.open("/a.wav", CREATE).text()).isEqualTo("0");
                raw.send(packet);
                Drop.await("the session is cut", () -> !session.isOpen());
            }
        }
        try (ClientSession session = server.login("acme");
                RawSftp raw = new RawSftp(session)) {
            raw.send(noInit);
            Drop.await("the session is cut", () -> !session.isOpen());
        }
        assertThat(server.files("acme")).isEmpty();
    }

    @Test
    void unknownRequestsAreAnsweredAsUnsupported() throws IOException {
        Drop server = start(Drop.limits());
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            for (int type : new int[] {0, 2, 21, 22, 23, 99, 101, 150, 255}) {
                Answer answer = raw.ask(type, data -> data.write(new byte[64]));
                assertThat(answer.code()).as("type " + type).isIn(UNSUPPORTED, DENIED, FAILURE);
            }
        }
    }

    @Test
    void randomPacketsHarmNobody() throws IOException {
        Drop server = start(Drop.limits());
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            try (ClientSession session = server.login("acme");
                    RawSftp raw = RawSftp.start(session)) {
                String handle = raw.open("/a.wav", CREATE).text();
                for (int j = 0; j < 50 && session.isOpen(); j++) {
                    byte[] body = new byte[random.nextInt(60)];
                    random.nextBytes(body);
                    int type = random.nextInt(25);
                    raw.send(packet(type == 0 ? EXTENDED : type, data -> {
                        data.writeInt(random.nextInt());
                        if (random.nextBoolean()) {
                            string(data, random.nextBoolean() ? handle : "/a.wav");
                        }
                        data.write(body);
                    }));
                }
            } catch (EOFException e) {
                // It was cut, as it may be.
            } catch (IOException e) {
                assertThat(e).as("seed " + seed).isNotNull();
            }
        }
        assertThat(server.files("beta")).as("seed " + seed).isEmpty();
        for (String file : server.files("acme")) {
            assertThat(DropName.wrong(file)).as("seed " + seed).isNull();
        }
    }

    @Test
    void requestsWithoutEndWhoseAnswersNobodyReadsHarmNobody() throws IOException {
        Drop server = start(Drop.limits());
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            for (int i = 0; i < 50_000 && session.isOpen(); i++) {
                raw.send(packet(RawSftp.MKDIR, data -> {
                    data.writeInt(1);
                    string(data, "/x");
                    data.writeInt(0);
                }));
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
        assertThat(server.events(Operation.OTHER, Outcome.REFUSED)).hasSizeLessThanOrEqualTo(101);
    }

    /** A session with room for few answers, so that the others wait at the server. */
    private static ClientSession loginWithLittleRoom(Drop server) throws IOException {
        ClientSession session = server.login("acme");
        CoreModuleProperties.WINDOW_SIZE.set(session, 32L << 10);
        CoreModuleProperties.MAX_PACKET_SIZE.set(session, 32L << 10);
        return session;
    }

    @Test
    void whoAsksWithoutEndAndReadsNoAnswerIsCut() throws IOException {
        Drop server = start(Drop.limits());
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            thousand.write(packet(RawSftp.STAT, data -> {
                data.writeInt(1);
                string(data, "/x");
            }));
        }
        try (ClientSession session = loginWithLittleRoom(server);
                RawSftp raw = RawSftp.start(session)) {
            try {
                for (int i = 0; i < 100; i++) {
                    raw.send(thousand.toByteArray());
                }
            } catch (IOException e) {
                // It was cut, as it should be.
            }
            Drop.await("the session is cut", () -> !session.isOpen());
        }
        assertThat(server.events(Operation.OTHER, Outcome.REFUSED))
                .extracting(DropEvent::detail)
                .containsExactly("more requests than can be under way");
    }

    @Test
    void anAnswerThatNobodyReadsHoldsNothingOfItsRequest() throws IOException {
        Drop server = start(Drop.limits());
        byte[] write = packet(RawSftp.WRITE, data -> {
            data.writeInt(1);
            string(data, "no handle");
            data.writeLong(0);
            bytes(data, new byte[200_000]);
        });
        try (ClientSession session = loginWithLittleRoom(server);
                RawSftp raw = RawSftp.start(session)) {
            long before = heapInUse();
            for (int i = 0; i < 1000; i++) {
                raw.send(write);
            }
            // Of 200 MB, the channel's window is all that can be on the way still.
            Drop.await("memory is free again", () -> heapInUse() < before + (32 << 20));
            assertThat(session.isOpen()).isTrue();
        }
    }

    private static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
