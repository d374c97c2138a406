package dev.tandem.sftp.drop;

import static dev.tandem.sftp.drop.RawSftp.CLOSE;
import static dev.tandem.sftp.drop.RawSftp.CREATE;
import static dev.tandem.sftp.drop.RawSftp.DENIED;
import static dev.tandem.sftp.drop.RawSftp.EXTENDED;
import static dev.tandem.sftp.drop.RawSftp.FAILURE;
import static dev.tandem.sftp.drop.RawSftp.NO_SUCH_FILE;
import static dev.tandem.sftp.drop.RawSftp.OK;
import static dev.tandem.sftp.drop.RawSftp.UNSUPPORTED;
import static dev.tandem.sftp.drop.RawSftp.bytes;
import static dev.tandem.sftp.drop.RawSftp.packet;
import static dev.tandem.sftp.drop.RawSftp.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import dev.tandem.sftp.drop.RawSftp.Answer;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean harm, or are broken. After each, the server serves others, and nothing of theirs is left. */
class HostileClientTest {
    @TempDir
    Path temp;

    private @org.jspecify.annotations.Nullable Drop drop;

    private Drop start(DropLimits.Builder limits) throws IOException {
        Drop fresh = new Drop(temp, limits);
        drop = fresh;
        return fresh;
    }

    @AfterEach
    void othersAreServedAndNothingIsLeft() throws IOException {
        Drop server = drop;
        if (server == null) {
            return;
        }
        try (server) {
            Drop.await("all sessions have ended", () -> threads("DropSubsystem").isEmpty());
            try (ClientSession session = server.login("beta");
                    RawSftp raw = RawSftp.start(session)) {
                String handle = raw.open("/fine.wav", CREATE).text();
                assertThat(raw.write(handle, 0, new byte[10]).code()).isEqualTo(OK);
                assertThat(raw.ask(CLOSE, handle).code()).isEqualTo(OK);
            }
            assertThat(server.files("beta")).containsExactly("fine.wav");
            Drop.await("all sessions have ended", () -> threads("DropSubsystem").isEmpty());
            assertThat(openFiles(server.folder)).isEmpty();
        }
        Drop.await(
                "no thread is left",
                () -> threads("tandem-drop").isEmpty()
                        && threads("DropSshServer").isEmpty());
    }

    private static List<String> threads(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(part))
                .toList();
    }

    /** What this process has open below a folder, as Linux tells. */
    private static List<String> openFiles(Path folder) throws IOException {
        List<String> open = new ArrayList<>();
        File[] descriptors = new File("/proc/self/fd").listFiles();
        for (File descriptor : descriptors == null ? new File[0] : descriptors) {
            String target = descriptor.getCanonicalPath();
            if (target.startsWith(folder.toString())) {
                open.add(target);
            }
        }
        return open;
    }

    @Test
    void noPathLeadsOutInAnyOperation() throws IOException {
        Drop server = start(Drop.limits());
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        Path own = server.folder.resolve("accounts");
        String accounts = Files.readString(own);
        List<String> paths = List.of(
                secret.toString(),
                own.toString(),
                "/etc/passwd",
                "../../../../../../../../etc/passwd",
                "/upload/../../../etc/passwd",
                "/../" + secret,
                "....//....//etc/passwd",
                "/upload/./../..//.././etc/passwd",
                "..\\..\\etc\\passwd",
                "/etc/passwd\0.wav",
                "\0",
                "/proc/self/environ",
                "/dev/stdin",
                "C:\\Windows\\win.ini",
                "~/x/y",
                "processed/2026-01-01/a.wav",
                "refused/a.wav",
                "../beta/inbox/a.wav",
                "../partial/x.data",
                "a/b",
                "/" + "x/".repeat(5000));
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            for (String path : paths) {
                for (int flags : new int[] {1, 2, 3, CREATE, CREATE | 0x10, CREATE | 0x20, 0x04 | CREATE}) {
                    assertRefused(path, raw.open(path, flags));
                }
                for (int type : new int[] {
                    RawSftp.LSTAT, RawSftp.STAT, RawSftp.OPENDIR, RawSftp.REMOVE, RawSftp.RMDIR, RawSftp.READLINK
                }) {
                    assertRefused(path, raw.ask(type, path));
                }
                assertRefused(path, raw.ask(RawSftp.MKDIR, data -> {
                    string(data, path);
                    data.writeInt(0);
                }));
                assertRefused(path, raw.ask(RawSftp.SETSTAT, data -> {
                    string(data, path);
                    data.writeInt(1);
                    data.writeLong(0);
                }));
                for (int type : new int[] {RawSftp.RENAME, RawSftp.SYMLINK}) {
                    assertRefused(path, two(raw, type, path, "/evil.wav"));
                    assertRefused(path, two(raw, type, "/evil.wav", path));
                }
                for (String extension : List.of("posix-rename@openssh.com", "hardlink@openssh.com", "copy-file")) {
                    assertRefused(path, extended(raw, extension, path, "/evil.wav"));
                    assertRefused(path, extended(raw, extension, "/evil.wav", path));
                }
                for (String extension : List.of(
                        "statvfs@openssh.com",
                        "space-available",
                        "check-file-name",
                        "md5-hash",
                        "lsetstat@openssh.com",
                        "expand-path@openssh.com",
                        "home-directory",
                        "copy-data")) {
                    assertRefused(path, extended(raw, extension, path, path));
                }
            }
        }
        assertThat(Files.readString(secret)).isEqualTo("secret");
        assertThat(Files.readString(own)).isEqualTo(accounts);
        assertThat(server.files("acme")).isEmpty();
        assertThat(server.partials("acme")).isEmpty();
    }

    private static void assertRefused(String path, Answer answer) {
        assertThat(answer.type()).as(path).isEqualTo(RawSftp.STATUS);
        assertThat(answer.code()).as(path).isIn(NO_SUCH_FILE, DENIED, FAILURE, UNSUPPORTED);
        assertThat(answer.text()).as(path).isNotEmpty().doesNotContain("passwd", "secret", "Exception");
    }

    private static Answer two(RawSftp raw, int type, String one, String other) throws IOException {
        return raw.ask(type, data -> {
            string(data, one);
            string(data, other);
        });
    }

    private static Answer extended(RawSftp raw, String name, String one, String other) throws IOException {
        return raw.ask(EXTENDED, data -> {
            string(data, name);
            string(data, one);
            string(data, other);
        });
    }

    @Test
    void namesThatNoFileSystemShouldHoldAreRefused() throws IOException {
        Drop server = start(Drop.limits());
        List<byte[]> names = new ArrayList<>();
        for (String name : List.of(
                "a\nb.wav",
                "a\u0000b.wav",
                "a\\b.wav",
                "a\u001b[2Jb",
                "\u202Egpj.wav",
                "a\u0085b",
                "x".repeat(256),
                "processed",
                "REFUSED",
                "upload",
                "Upload",
                "")) {
            names.add(name.getBytes(StandardCharsets.UTF_8));
        }
        names.add(new byte[] {'a', (byte) 0xff, '.', 'w', 'a', 'v'});
        names.add(new byte[] {'a', (byte) 0xc0, (byte) 0xaf, 'b'});
        names.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            for (byte[] name : names) {
                Answer answer = raw.ask(RawSftp.OPEN, data -> {
                    bytes(data, name);
                    data.writeInt(CREATE);
                    data.writeInt(0);
                });
                assertThat(answer.code())
                        .as(new String(name, StandardCharsets.UTF_8))
                        .isEqualTo(DENIED);
            }
        }
        assertThat(server.files("acme")).isEmpty();
    }

    @Test
    void tenThousandHandlesAreTooMany() throws IOException {
        Drop server = start(Drop.limits());
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session);
                RawSftp other = RawSftp.start(session)) {
            int open = 0;
            for (int i = 0; i < 10_000; i++) {
                Answer answer = i % 2 == 0 ? raw.open("/" + i, CREATE) : raw.ask(RawSftp.OPENDIR, "/");
                if (answer.type() == RawSftp.HANDLE) {
                    open++;
                } else {
                    assertThat(answer.text()).contains("as many as it may");
                }
            }
            assertThat(open).isEqualTo(64);
            // Another channel of the session is no way round it.
            assertThat(other.open("/x", CREATE).code()).isEqualTo(FAILURE);
        }
        Drop.await("nothing is left", () -> {
            try {
                return server.partials("acme").isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(server.files("acme")).isEmpty();
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
            assertThat(open).hasSizeBetween(2, 11);
        }
    }

    @Test
    void writesAtHugeOffsetsCountAgainstTheQuota() throws IOException {
        Drop server = start(Drop.limits().accountBytes(1 << 20));
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            for (long offset : new long[] {1 << 20, 1L << 31, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
                String handle = raw.open("/bomb", CREATE).text();
                Answer answer = raw.write(handle, offset, new byte[1]);
                assertThat(answer.code()).isEqualTo(FAILURE);
                assertThat(answer.text()).containsAnyOf("as many bytes as it may, 1048576", "at most 2147483648 bytes");
                assertThat(raw.ask(CLOSE, handle).code()).isEqualTo(FAILURE);
            }
            String sparse = raw.open("/sparse", CREATE).text();
            assertThat(raw.write(sparse, (1 << 20) - 1, new byte[1]).code()).isEqualTo(OK);
            String more = raw.open("/more", CREATE).text();
            assertThat(raw.write(more, 0, new byte[1]).code()).isEqualTo(FAILURE);
        }
        assertThat(server.files("acme")).isEmpty();
    }

    @Test
    void thousandsOfTinyFilesEndAtTheLimit() throws IOException {
        Drop server = start(Drop.limits().accountFiles(100));
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            int refused = 0;
            for (int i = 0; i < 2000; i++) {
                Answer answer = raw.open("/" + i + ".wav", CREATE);
                if (answer.type() == RawSftp.HANDLE) {
                    raw.ask(CLOSE, answer.text());
                } else {
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1900);
        }
        assertThat(server.files("acme")).hasSize(100);
        assertThat(server.events(Operation.UPLOAD, Outcome.REFUSED)).hasSize(100);
    }

    @Test
    void wrongHandlesAreRefused() throws IOException {
        Drop server = start(Drop.limits());
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            String folder = raw.ask(RawSftp.OPENDIR, "/").text();
            String file = raw.open("/a.wav", CREATE).text();
            for (String handle : List.of("", "x", "\0\0\0\0", "9".repeat(1000), folder)) {
                assertThat(raw.write(handle, 0, new byte[1]).code()).isEqualTo(FAILURE);
            }
            assertThat(raw.ask(RawSftp.READDIR, file).code()).isEqualTo(FAILURE);
            assertThat(raw.ask(CLOSE, "x").code()).isEqualTo(FAILURE);
            assertThat(raw.ask(CLOSE, folder).code()).isEqualTo(OK);
            assertThat(raw.ask(CLOSE, folder).code()).isEqualTo(FAILURE);
            Answer read = raw.ask(RawSftp.READ, data -> {
                string(data, file);
                data.writeLong(Long.MAX_VALUE);
                data.writeInt(Integer.MAX_VALUE);
            });
            assertThat(read.code()).isEqualTo(DENIED);
        }
    }

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
    void threeHundredConnectionsThatDoNotLogInAreAFewAndOthersGetIn() throws Exception {
        Drop server = start(Drop.limits().addressLogins(10).loginTime(Duration.ofSeconds(2)));
        List<Socket> sockets = new ArrayList<>();
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
            assertThat(greeted).isBetween(1, 10);
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
            try (ClientSession session = server.connect("acme")) {
                session.addPasswordIdentity("guess");
                assertThatThrownBy(() -> session.auth().verify(Duration.ofSeconds(20)))
                        .isInstanceOf(IOException.class);
            }
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

    @Test
    void whoAsksWithoutEndAndReadsNoAnswerIsCut() throws IOException {
        Drop server = start(Drop.limits());
        byte[] stat = packet(RawSftp.STAT, data -> {
            data.writeInt(1);
            string(data, "/x");
        });
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            try {
                for (int i = 0; i < 100_000 && session.isOpen(); i++) {
                    raw.send(stat);
                }
            } catch (IOException e) {
                assertThat(session.isOpen()).isFalse();
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
        try (ClientSession session = server.login("acme")) {
            // Room for few answers, so that the others wait at the server.
            CoreModuleProperties.WINDOW_SIZE.set(session, 32L << 10);
            CoreModuleProperties.MAX_PACKET_SIZE.set(session, 32L << 10);
            try (RawSftp raw = RawSftp.start(session)) {
                long before = heapInUse();
                for (int i = 0; i < 1000; i++) {
                    raw.send(write);
                }
                // Of 200 MB, the channel's window is all that can be on the way still.
                Drop.await("memory is free again", () -> heapInUse() < before + (32 << 20));
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    private static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
