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
import static dev.tandem.sftp.drop.RawSftp.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import dev.tandem.sftp.drop.RawSftp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.Test;

/** Clients that ask for what they may not, or for too much of what they may. */
class HostileClientTest extends HostileClientFixture {
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
                "a.wav.reason.json",
                "A.Reason.JSON",
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
    void listingsAreFewerThanFiles() throws IOException {
        Drop server = start(Drop.limits());
        try (ClientSession session = server.login("acme");
                RawSftp raw = RawSftp.start(session);
                RawSftp other = RawSftp.start(session)) {
            String first = raw.ask(RawSftp.OPENDIR, "/").text();
            for (int i = 0; i < 3; i++) {
                assertThat(raw.ask(RawSftp.OPENDIR, "/").type()).isEqualTo(RawSftp.HANDLE);
            }
            assertThat(raw.ask(RawSftp.OPENDIR, "/").text()).contains("4 listings open");
            assertThat(other.ask(RawSftp.OPENDIR, "/").text()).contains("4 listings open");
            assertThat(raw.ask(CLOSE, first).code()).isEqualTo(OK);
            assertThat(other.ask(RawSftp.OPENDIR, "/").type()).isEqualTo(RawSftp.HANDLE);
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
}
