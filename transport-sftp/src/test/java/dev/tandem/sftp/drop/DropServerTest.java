package dev.tandem.sftp.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import dev.tandem.sftp.server.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over the wire, with the SFTP library's own client. */
class DropServerTest {
    private static final Duration LOGIN = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private static void put(SftpClient sftp, String path, String content) throws IOException {
        try (CloseableHandle handle = sftp.open(path, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate))) {
            byte[] bytes = content.getBytes(UTF_8);
            sftp.write(handle, 0, bytes, 0, bytes.length);
        }
    }

    private static List<String> list(SftpClient sftp, String path) throws IOException {
        List<String> names = new ArrayList<>();
        for (SftpClient.DirEntry entry : sftp.readDir(path)) {
            names.add(entry.getFilename() + " " + entry.getAttributes().getSize());
        }
        names.sort(null);
        return names;
    }

    @Test
    void aFileIsCompleteAndTheListenerToldWhenItsHandleIsClosed() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                SftpClient sftp = drop.sftp(session)) {
            CloseableHandle handle = sftp.open("a.wav", EnumSet.of(OpenMode.Write, OpenMode.Create));
            sftp.write(handle, 0, "sound".getBytes(UTF_8));
            assertThat(drop.files("acme")).isEmpty();
            assertThat(list(sftp, "/")).containsExactly("a.wav 5");
            handle.close();
            assertThat(drop.files("acme")).containsExactly("a.wav");
            assertThat(drop.completed).containsExactly("acme");
            assertThat(drop.files("beta")).isEmpty();
        }
    }

    @Test
    void anUploadWhoseSessionDiesStaysAPartial() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits())) {
            try (ClientSession session = drop.login("acme")) {
                SftpClient sftp = drop.sftp(session);
                CloseableHandle handle = sftp.open("a.wav", EnumSet.of(OpenMode.Write, OpenMode.Create));
                sftp.write(handle, 0, "sou".getBytes(UTF_8));
                session.close(true);
            }
            Drop.await(
                    "the upload is cut off",
                    () -> drop.events(Operation.UPLOAD, Outcome.CUT_OFF).size() == 1);
            assertThat(drop.files("acme")).isEmpty();
            assertThat(drop.partials("acme")).hasSize(2);
            try (ClientSession session = drop.login("acme");
                    SftpClient sftp = drop.sftp(session)) {
                assertThat(list(sftp, "/upload")).containsExactly("a.wav 3");
                try (CloseableHandle handle = sftp.open("/upload/a.wav", EnumSet.of(OpenMode.Write))) {
                    sftp.write(handle, 3, "nd".getBytes(UTF_8));
                }
            }
            assertThat(Files.readString(drop.inbox("acme").resolve("a.wav"))).isEqualTo("sound");
            assertThat(drop.partials("acme")).isEmpty();
        }
    }

    @Test
    void theRootAndTheUploadFolderAreOneAndThereIsNoOther() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                SftpClient sftp = drop.sftp(session)) {
            put(sftp, "/upload/a.wav", "1");
            put(sftp, "b.wav", "2");
            put(sftp, "/upload/../c.wav", "3");
            assertThat(list(sftp, "/")).containsExactly("a.wav 1", "b.wav 1", "c.wav 1");
            assertThat(list(sftp, "/upload")).isEqualTo(list(sftp, "/"));
            assertThat(sftp.canonicalPath(".")).isEqualTo("/");
            assertThat(sftp.canonicalPath("/upload/../../x")).isEqualTo("/x");
            assertThat(sftp.stat("/upload").isDirectory()).isTrue();
            assertThat(sftp.stat("/upload/a.wav").isRegularFile()).isTrue();
            assertThatThrownBy(() -> sftp.mkdir("/calls")).hasMessageContaining("folders are not taken");
            assertThatThrownBy(() -> put(sftp, "/calls/a.wav", "x")).hasMessageContaining("no folders");
            assertThatThrownBy(() -> sftp.rmdir("/upload")).hasMessageContaining("stays");
            assertThatThrownBy(() -> sftp.symLink("/l", "/etc/passwd")).hasMessageContaining("links are not taken");
            assertThatThrownBy(() -> sftp.link("/l", "/a.wav", false)).isInstanceOf(Exception.class);
            assertThatThrownBy(() -> sftp.readLink("/a.wav")).hasMessageContaining("no links");
            assertThat(drop.files("acme")).containsExactly("a.wav", "b.wav", "c.wav");
        }
    }

    @Test
    void whatWasUploadedIsNotGivenBack() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                SftpClient sftp = drop.sftp(session)) {
            put(sftp, "a.wav", "sound");
            assertThatThrownBy(() -> sftp.open("a.wav", EnumSet.of(OpenMode.Read)))
                    .hasMessageContaining("not given back");
            try (CloseableHandle handle =
                    sftp.open("b.wav", EnumSet.of(OpenMode.Read, OpenMode.Write, OpenMode.Create))) {
                sftp.write(handle, 0, "x".getBytes(UTF_8));
                assertThatThrownBy(() -> sftp.read(handle, 0, new byte[10])).hasMessageContaining("not given back");
            }
            assertThat(drop.files("acme")).containsExactly("a.wav", "b.wav");
        }
    }

    @Test
    void aPasswordLogsInAndAWrongOneDoesNot() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits())) {
            try (ClientSession session = drop.connect("acme")) {
                session.addPasswordIdentity(drop.password);
                session.auth().verify(LOGIN);
                put(drop.sftp(session), "a.wav", "sound");
            }
            for (String account : List.of("acme", "beta", "nobody")) {
                try (ClientSession session = drop.connect(account)) {
                    session.addPasswordIdentity("wrong");
                    assertThatThrownBy(() -> session.auth().verify(LOGIN)).isInstanceOf(SshException.class);
                }
            }
            assertThat(drop.events(Operation.LOGIN, Outcome.REFUSED))
                    .extracting(DropEvent::account)
                    .containsExactly("acme", "beta", null);
            assertThat(drop.files("acme")).containsExactly("a.wav");
        }
    }

    @Test
    void aSessionMayListFourTimesAtOnce() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                SftpClient sftp = drop.sftp(session)) {
            for (int i = 0; i < 4; i++) {
                sftp.openDir("/");
            }
            assertThatThrownBy(() -> sftp.openDir("/")).hasMessageContaining("4 listings open");
            put(sftp, "a.wav", "sound");
        }
    }

    @Test
    void whatTheEngineTakesForItsOwnIsNotTaken() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                SftpClient sftp = drop.sftp(session)) {
            assertThatThrownBy(() -> put(sftp, "call.REASON.json", "{}")).hasMessageContaining(".reason.json");
            assertThat(drop.files("acme")).isEmpty();
        }
    }

    @Test
    void whoeverFillsAllPlacesWithSilenceKeepsNobodyOut() throws Exception {
        DropLimits.Builder limits = Drop.limits().logins(3).addressLogins(100);
        List<Socket> silent = new ArrayList<>();
        try (Drop drop = new Drop(temp, limits)) {
            try {
                for (int i = 0; i < 6; i++) {
                    silent.add(new Socket(InetAddress.getLoopbackAddress(), drop.server.port()));
                }
                int logins = 0;
                for (int attempts = 0; attempts < 20 && logins == 0; attempts++) {
                    try (ClientSession session = drop.login("acme")) {
                        logins += session.isAuthenticated() ? 1 : 0;
                    } catch (IOException | RuntimeException e) {
                        // It was the one that had to give way.
                    }
                }
                assertThat(logins).isEqualTo(1);
            } finally {
                for (Socket one : silent) {
                    one.close();
                }
            }
        }
    }

    @Test
    void aKeyOfAnotherIsNoKey() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.connect("acme")) {
            session.addPublicKeyIdentity(Keys.make("ssh-ed25519"));
            assertThatThrownBy(() -> session.auth().verify(LOGIN)).isInstanceOf(SshException.class);
        }
    }

    @Test
    void anAccountThatIsDisabledOrRotatedLosesItsSessionsAndTheOthersDoNot() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession acme = drop.login("acme");
                ClientSession beta = drop.login("beta");
                SftpClient sftp = drop.sftp(beta)) {
            // As another process does it.
            Accounts.open(drop.folder).disable("acme");
            Drop.await("the session is cut", () -> !acme.isOpen());
            assertThatThrownBy(() -> drop.login("acme")).isInstanceOf(SshException.class);
            put(sftp, "a.wav", "sound");
            drop.accounts.enable("acme");
            try (ClientSession again = drop.login("acme")) {
                KeyPair fresh = Keys.make("ssh-ed25519");
                drop.accounts.rotate("acme", List.of(Keys.line(fresh.getPublic())), false);
                Drop.await("the session is cut", () -> !again.isOpen());
            }
            assertThatThrownBy(() -> drop.login("acme")).isInstanceOf(SshException.class);
            put(sftp, "b.wav", "sound");
        }
    }

    @Test
    void whatWasAskedForBeforeAnAccountWasDisabledIsNotDoneAfterwards() throws IOException {
        CountDownLatch held = new CountDownLatch(1);
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                RawSftp raw = RawSftp.start(session)) {
            assertThat(raw.ask(
                                    RawSftp.CLOSE,
                                    raw.open("/old.wav", RawSftp.CREATE).text())
                            .code())
                    .isEqualTo(RawSftp.OK);
            drop.whenCompleted = () -> await(held);
            String handle = raw.open("/new.wav", RawSftp.CREATE).text();
            raw.tell(RawSftp.CLOSE, handle);
            raw.tell(RawSftp.REMOVE, "/old.wav");
            Drop.await("the upload is complete", () -> drop.completed.size() == 2);
            drop.accounts.disable("acme");
            Drop.await("the session is cut", () -> !session.isOpen());
            held.countDown();
            Drop.await(
                    "nothing is under way", () -> Drop.threads("DropSubsystem").isEmpty());
            assertThat(drop.files("acme")).containsExactly("new.wav", "old.wav");
        } finally {
            held.countDown();
        }
    }

    @Test
    void commandsAndShellsAreAnsweredByASentence() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme");
                ChannelExec exec = session.createExecChannel("scp -t /")) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            exec.setErr(err);
            exec.open().verify(LOGIN);
            exec.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LOGIN);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("SFTP only");
            assertThat(exec.getExitStatus()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsForwarded() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits());
                ClientSession session = drop.login("acme")) {
            assertThatThrownBy(() -> session.startRemotePortForwarding(
                            new org.apache.sshd.common.util.net.SshdSocketAddress("127.0.0.1", 0),
                            new org.apache.sshd.common.util.net.SshdSocketAddress("127.0.0.1", 1)))
                    .isInstanceOf(IOException.class);
            var channel = session.createDirectTcpipChannel(
                    new org.apache.sshd.common.util.net.SshdSocketAddress("127.0.0.1", 1),
                    new org.apache.sshd.common.util.net.SshdSocketAddress("127.0.0.1", drop.server.port()));
            assertThatThrownBy(() -> channel.open().verify(LOGIN)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theHostKeysStayAndNobodyElseMayReadThem() throws IOException {
        List<String> first;
        try (Drop drop = new Drop(temp, Drop.limits())) {
            first = drop.server.fingerprints();
            assertThat(first).hasSize(2);
            assertThat(first.get(0)).startsWith("ED25519 SHA256:");
            for (String file : List.of("host_ed25519", "host_rsa", "accounts", "audit.key")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(drop.folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
        try (DropServer again = DropServer.builder(temp.resolve("drop"))
                .listen("127.0.0.1", 0)
                .limits(Drop.limits().build())
                .start()) {
            assertThat(again.fingerprints()).isEqualTo(first);
        }
    }

    @Test
    void aPortThatIsTakenStopsTheStartAndLeavesNoThread() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits())) {
            assertThatThrownBy(() -> DropServer.builder(temp.resolve("other"))
                            .listen("127.0.0.1", drop.server.port())
                            .start())
                    .isInstanceOf(IOException.class);
            assertThat(Drop.threads("port=0")).isEmpty();
        }
        Drop.await(
                "no thread is left",
                () -> Drop.threads("tandem-drop").isEmpty()
                        && Drop.threads("DropSshServer").isEmpty());
    }

    @Test
    void closingLetsAnUploadUnderWayFinishAndTakesNoNewOne() throws Exception {
        Drop drop = new Drop(temp, Drop.limits().closing(Duration.ofSeconds(20)));
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (ClientSession session = drop.login("acme");
                SftpClient sftp = drop.sftp(session)) {
            CloseableHandle handle = sftp.open("a.wav.part", EnumSet.of(OpenMode.Write, OpenMode.Create));
            sftp.write(handle, 0, "sou".getBytes(UTF_8));
            Future<?> closing = one.submit(drop.server::close);
            Drop.await("it listens no more", () -> {
                try {
                    drop.connect("acme").close();
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
            assertThatThrownBy(() -> sftp.open("b.wav", EnumSet.of(OpenMode.Write, OpenMode.Create)))
                    .hasMessageContaining("about to stop");
            sftp.write(handle, 3, "nd".getBytes(UTF_8));
            assertThat(closing.isDone()).isFalse();
            handle.close();
            sftp.rename("a.wav.part", "a.wav");
            closing.get();
            assertThat(drop.files("acme")).containsExactly("a.wav");
        } finally {
            one.shutdownNow();
            drop.close();
        }
        drop.server.close();
    }

    @Test
    void closingCutsAnUploadThatTakesTooLongAndItStaysAPartial() throws IOException {
        Drop drop = new Drop(temp, Drop.limits().closing(Duration.ofMillis(100)));
        try (ClientSession session = drop.login("acme")) {
            SftpClient sftp = drop.sftp(session);
            CloseableHandle handle = sftp.open("a.wav", EnumSet.of(OpenMode.Write, OpenMode.Create));
            sftp.write(handle, 0, "sou".getBytes(UTF_8));
            drop.server.close();
            Drop.await("it is cut", () -> !session.isOpen());
        } finally {
            drop.close();
        }
        assertThat(drop.files("acme")).isEmpty();
        assertThat(drop.partials("acme")).hasSize(2);
    }

    @Test
    void theAuditTellsOfEachThingAndTheListenerMayFail() throws IOException {
        try (Drop drop = new Drop(temp, Drop.limits())) {
            try (ClientSession session = drop.login("acme");
                    SftpClient sftp = drop.sftp(session)) {
                put(sftp, "a.wav.part", "sound");
                sftp.rename("a.wav.part", "a.wav");
                assertThatThrownBy(() -> sftp.mkdir("x")).isInstanceOf(SftpException.class);
                sftp.remove("a.wav");
            }
            Drop.await(
                    "it logged out",
                    () -> drop.events(Operation.LOGOUT, Outcome.DONE).size() == 1);
            assertThat(drop.events)
                    .extracting(event -> event.operation() + " " + event.outcome() + " " + event.file() + " "
                            + event.size() + " " + event.detail())
                    .containsExactly(
                            "LOGIN DONE null -1 ",
                            "UPLOAD DONE a.wav.part 5 ",
                            "RENAME DONE a.wav 5 a.wav.part",
                            "OTHER REFUSED null -1 MKDIR: folders are not taken; upload files into /upload directly",
                            "DELETE DONE a.wav 5 ",
                            "LOGOUT DONE null -1 1 operations refused");
            assertThat(drop.events).allMatch(event -> "acme".equals(event.account()));
            assertThat(drop.events).allMatch(event -> "127.0.0.1".equals(event.address()));
        }
    }

    @Test
    void fiftyUploadAtOnce() throws Exception {
        byte[] content = new byte[1 << 20];
        Arrays.fill(content, (byte) 7);
        try (Drop drop = new Drop(temp, Drop.limits().accountSessions(60))) {
            ExecutorService fifty = Executors.newFixedThreadPool(50);
            try {
                List<Callable<Void>> uploads = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    String name = i + ".wav";
                    ClientSession session = drop.login("acme");
                    uploads.add(() -> {
                        try (session;
                                SftpClient sftp = drop.sftp(session);
                                CloseableHandle handle = sftp.open(name, EnumSet.of(OpenMode.Write, OpenMode.Create))) {
                            for (int at = 0; at < content.length; at += 32768) {
                                sftp.write(handle, at, content, at, 32768);
                            }
                        }
                        return null;
                    });
                }
                for (Future<Void> upload : fifty.invokeAll(uploads)) {
                    upload.get();
                }
            } finally {
                fifty.shutdownNow();
            }
            assertThat(drop.files("acme")).hasSize(50);
            for (String file : drop.files("acme")) {
                assertThat(Files.size(drop.inbox("acme").resolve(file))).isEqualTo(content.length);
            }
            assertThat(drop.partials("acme")).isEmpty();
            assertThat(drop.completed).hasSize(50);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
