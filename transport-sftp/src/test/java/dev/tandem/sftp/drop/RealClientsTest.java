package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import dev.tandem.sftp.drop.Tool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that customers upload with; each is skipped, with a word, where it is not installed. */
class RealClientsTest {
    private static final int LARGE = 8 << 20;

    @TempDir
    Path temp;

    private Drop drop;
    private Path work;
    private byte[] content;
    private String port;

    @BeforeEach
    void start() throws IOException {
        drop = new Drop(temp, Drop.limits());
        port = Integer.toString(drop.server.port());
        work = Files.createDirectory(temp.resolve("work"));
        content = new byte[LARGE];
        new Random(1).nextBytes(content);
        Files.write(work.resolve("a.wav"), content);
    }

    @AfterEach
    void stop() {
        drop.close();
    }

    private void assertArrived(String... names) throws IOException {
        assertThat(drop.files("acme")).containsExactly(names);
        for (String name : names) {
            assertThat(Files.readAllBytes(drop.inbox("acme").resolve(name)))
                    .as(name)
                    .isEqualTo(content);
        }
        assertThat(drop.partials("acme")).isEmpty();
    }

    /** Waits until more than a megabyte of an upload has come, kills its program, and waits until the server knows. */
    private void cut(Process program) throws IOException {
        try {
            Drop.await("a megabyte has come", () -> bytesInPartials() > 1 << 20);
        } finally {
            Tool.kill(program);
        }
        Drop.await(
                "the upload is cut off",
                () -> !drop.events(Operation.UPLOAD, Outcome.CUT_OFF).isEmpty());
        assertThat(drop.files("acme")).isEmpty();
        assertThat(bytesInPartials()).isBetween(1L << 20, LARGE - 1L);
    }

    private long bytesInPartials() {
        try {
            long bytes = 0;
            for (String file : drop.partials("acme")) {
                Path path = PrivateFiles.parent(drop.inbox("acme"))
                        .resolve("partial")
                        .resolve(file);
                bytes += Files.exists(path) ? Files.size(path) : 0;
            }
            return bytes;
        } catch (IOException e) {
            return 0;
        }
    }

    private List<String> openssh(String program) {
        return List.of(
                program,
                "-P",
                port,
                "-i",
                drop.keyFile.toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR");
    }

    private String[] openssh(String program, String... more) {
        List<String> all = new ArrayList<>(openssh(program));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Result sftp(String... commands) throws IOException {
        return Tool.feed(
                work, String.join("\n", commands) + "\n", openssh("/usr/bin/sftp", "-b", "-", "acme@127.0.0.1"));
    }

    @Test
    void opensshSftpUploadsListsRenamesAndDeletes() throws IOException {
        Tool.need("sftp");
        Result result = sftp(
                "put -p a.wav",
                "put a.wav /upload/b.wav.filepart",
                "rename b.wav.filepart b.wav",
                "put a.wav c.wav",
                "rm c.wav",
                "ls -l");
        assertThat(result.output()).contains("a.wav").contains("b.wav").contains(Integer.toString(LARGE));
        assertThat(result.ok()).as(result.output()).isTrue();
        assertArrived("a.wav", "b.wav");
        assertThat(drop.completed).hasSize(3);
        assertThat(sftp("put a.wav").ok()).isTrue();
        assertArrived("a.wav", "b.wav");
    }

    @Test
    void opensshSftpIsRefusedWhatADropDoesNotDo() throws IOException {
        Tool.need("sftp");
        Files.writeString(temp.resolve("secret"), "secret");
        for (String command : List.of(
                "mkdir calls",
                "ln -s /etc/passwd link",
                "ln a.wav hard",
                "get /etc/passwd got",
                "get ../../../../etc/passwd got",
                "get a.wav got",
                "rmdir /upload",
                "cd calls",
                "put a.wav calls/a.wav",
                "rename a.wav ../../b.wav/c.wav",
                "put a.wav processed")) {
            Result result = sftp("put a.wav", command);
            assertThat(result.ok()).as(command).isFalse();
        }
        assertThat(Files.exists(work.resolve("got"))).isFalse();
        assertArrived("a.wav");
    }

    @Test
    void opensshSftpResumesAfterItWasKilled() throws IOException {
        Tool.need("sftp");
        Files.writeString(work.resolve("batch"), "put a.wav\n");
        cut(Tool.start(work, openssh("/usr/bin/sftp", "-l", "20000", "-b", "batch", "acme@127.0.0.1")));
        Result result = sftp("ls -l", "reput a.wav");
        assertThat(result.ok()).as(result.output()).isTrue();
        assertArrived("a.wav");
    }

    @Test
    void opensshScpUploadsAndTheOldProtocolIsRefusedWithAWord() throws IOException {
        Tool.need("scp");
        Result result = Tool.run(work, openssh("/usr/bin/scp", "-p", "a.wav", "acme@127.0.0.1:"));
        assertThat(result.ok()).as(result.output()).isTrue();
        Files.copy(work.resolve("a.wav"), work.resolve("b c.wav"));
        assertThat(Tool.run(work, openssh("/usr/bin/scp", "b c.wav", "a.wav", "acme@127.0.0.1:/upload/"))
                        .ok())
                .isTrue();
        assertArrived("a.wav", "b c.wav");
        Result old = Tool.run(work, openssh("/usr/bin/scp", "-O", "a.wav", "acme@127.0.0.1:d.wav"));
        Assumptions.assumeFalse(old.output().contains("unknown option"), "skipped: this scp knows no -O");
        assertThat(old.ok()).isFalse();
        assertThat(old.output()).contains("SFTP only");
        assertArrived("a.wav", "b c.wav");
    }

    private String[] rclone(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "/usr/bin/rclone",
                "--config",
                "/dev/null",
                "--sftp-host",
                "127.0.0.1",
                "--sftp-port",
                port,
                "--sftp-user",
                "acme",
                "--sftp-key-file",
                drop.keyFile.toString(),
                "--retries",
                "1",
                "--low-level-retries",
                "1"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void rcloneUploadsManyAtATimeAndKnowsThemAgain() throws IOException {
        Tool.need("rclone");
        Path many = Files.createDirectory(work.resolve("many"));
        String[] names = IntStream.range(10, 30).mapToObj(i -> i + ".wav").toArray(String[]::new);
        for (String name : names) {
            Files.write(many.resolve(name), content);
        }
        Result result = Tool.run(work, rclone("copy", "--transfers", "8", "many", ":sftp:/upload"));
        assertThat(result.ok()).as(result.output()).isTrue();
        assertArrived(names);
        int before = drop.completed.size();
        Result again = Tool.run(work, rclone("copy", "many", ":sftp:"));
        assertThat(again.ok()).as(again.output()).isTrue();
        assertThat(drop.completed).hasSize(before);
    }

    @Test
    void rcloneReplacesAFileAndIsCutInTheMiddle() throws IOException {
        Tool.need("rclone");
        cut(Tool.start(work, rclone("copyto", "--bwlimit", "2M", "a.wav", ":sftp:a.wav")));
        for (int i = 0; i < 2; i++) {
            Result result = Tool.run(work, rclone("copyto", "--ignore-times", "a.wav", ":sftp:a.wav"));
            assertThat(result.ok()).as(result.output()).isTrue();
        }
        assertThat(drop.files("acme")).containsExactly("a.wav");
        assertThat(Files.readAllBytes(drop.inbox("acme").resolve("a.wav"))).isEqualTo(content);
    }

    private Result lftp(String commands) throws IOException {
        return Tool.run(work, lftpCommand(commands));
    }

    private String[] lftpCommand(String commands) {
        String connect = "ssh -a -x -i " + drop.keyFile + " -o IdentitiesOnly=yes -o StrictHostKeyChecking=no"
                + " -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR";
        return new String[] {
            "/usr/bin/lftp",
            "--norc",
            "-c",
            "set sftp:connect-program \"" + connect
                    + "\"; set net:max-retries 1; set cmd:fail-exit true; open -u acme, " + "sftp://127.0.0.1:" + port
                    + "; " + commands
        };
    }

    @Test
    void lftpUploadsAndMirrors() throws IOException {
        Tool.need("lftp");
        Result result = lftp("put a.wav; put a.wav -o /upload/b.wav");
        assertThat(result.ok()).as(result.output()).isTrue();
        assertArrived("a.wav", "b.wav");
        Path many = Files.createDirectory(work.resolve("many"));
        for (int i = 10; i < 20; i++) {
            Files.write(many.resolve(i + ".wav"), content);
        }
        Result mirror = lftp("mirror -R --parallel=4 many /upload");
        assertThat(mirror.ok()).as(mirror.output()).isTrue();
        assertThat(drop.files("acme")).hasSize(12);
    }

    @Test
    void lftpResumesAfterItWasKilled() throws IOException {
        Tool.need("lftp");
        cut(Tool.start(work, lftpCommand("set net:limit-rate 0:2000000; put a.wav")));
        Result result = lftp("put -c a.wav");
        assertThat(result.ok()).as(result.output()).isTrue();
        assertArrived("a.wav");
    }

    private String[] curl(String... more) {
        List<String> all = new ArrayList<>(
                List.of("/usr/bin/curl", "-sS", "-k", "-u", "acme:" + drop.password, "--connect-timeout", "10"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void needCurl() throws IOException {
        Tool.need("curl");
        Assumptions.assumeTrue(
                Tool.run(work, "/usr/bin/curl", "--version").output().contains("sftp"),
                "skipped: this curl is built without sftp");
    }

    @Test
    void curlUploadsByPassword() throws IOException {
        needCurl();
        Result result = Tool.run(work, curl("-T", "a.wav", "sftp://127.0.0.1:" + port + "/upload/"));
        assertThat(result.ok()).as(result.output()).isTrue();
        Result renamed = Tool.run(
                work, curl("-T", "a.wav", "-Q", "-rename /b.part /b.wav", "sftp://127.0.0.1:" + port + "/b.part"));
        assertThat(renamed.ok()).as(renamed.output()).isTrue();
        assertArrived("a.wav", "b.wav");
        Result made = Tool.run(work, curl("-T", "a.wav", "--ftp-create-dirs", "sftp://127.0.0.1:" + port + "/x/y.wav"));
        assertThat(made.ok()).isFalse();
    }

    @Test
    void curlResumesAfterItWasKilled() throws IOException {
        needCurl();
        String url = "sftp://127.0.0.1:" + port + "/a.wav";
        cut(Tool.start(work, curl("--limit-rate", "2M", "-T", "a.wav", url)));
        Result result = Tool.run(work, curl("-C", "-", "-T", "a.wav", url));
        assertThat(result.ok()).as(result.output()).isTrue();
        assertArrived("a.wav");
    }

    @Test
    void paramikoUploadsAppendsAndResumes() throws IOException {
        Tool.need("python3");
        Assumptions.assumeTrue(
                Tool.run(work, "/usr/bin/python3", "-c", "import paramiko").ok(),
                "skipped: python3-paramiko is not installed");
        String script = """
                import paramiko, sys
                def connect(**how):
                    client = paramiko.SSHClient()
                    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
                    client.connect('127.0.0.1', port=int(sys.argv[1]), username='acme', allow_agent=False,
                                   look_for_keys=False, **how)
                    return client, client.open_sftp()
                client, sftp = connect(password=sys.argv[2])
                sftp.put('a.wav', 'a.wav')
                sftp.put('a.wav', '/upload/b.wav.part', confirm=True)
                sftp.posix_rename('/upload/b.wav.part', '/upload/b.wav')
                whole = open('a.wav', 'rb').read()
                part = sftp.open('c.wav', 'wb')
                part.set_pipelined(True)
                part.write(whole[:1000000])
                part.stat()
                client.get_transport().close()
                client, sftp = connect(key_filename=sys.argv[3])
                import time
                for attempt in range(200):
                    at = sftp.stat('c.wav').st_size
                    if at == 1000000:
                        break
                    time.sleep(0.05)
                part = sftp.open('c.wav', 'r+')
                part.seek(at)
                part.write(whole[at:3000000])
                client.get_transport().close()
                client, sftp = connect(key_filename=sys.argv[3])
                part = sftp.open('c.wav', 'a')
                part.write(whole[sftp.stat('c.wav').st_size:])
                part.close()
                assert sorted(sftp.listdir('.')) == ['a.wav', 'b.wav', 'c.wav'], sftp.listdir('.')
                for bad in (lambda: sftp.mkdir('x'), lambda: sftp.symlink('/etc/passwd', 'l'),
                            lambda: sftp.open('/etc/passwd'), lambda: sftp.open('a.wav', 'r').read(1),
                            lambda: sftp.truncate('a.wav', 5)):
                    try:
                        bad()
                    except IOError as e:
                        print(e)
                    else:
                        raise AssertionError('not refused')
                client.close()
                """;
        Files.writeString(work.resolve("script.py"), script);
        Result result = Tool.run(work, "/usr/bin/python3", "script.py", port, drop.password, drop.keyFile.toString());
        assertThat(result.ok()).as(result.output()).isTrue();
        assertThat(result.output()).contains("folders are not taken");
        assertArrived("a.wav", "b.wav", "c.wav");
    }

    @Test
    void sshfsCopiesReplacesRenamesAndDeletes() throws IOException {
        Tool.need("sshfs");
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "skipped: there is no /dev/fuse to use");
        Path mount = Files.createDirectory(work.resolve("mount"));
        Result mounted = Tool.run(
                work,
                "/usr/bin/sshfs",
                "-p",
                port,
                "-o",
                "IdentityFile=" + drop.keyFile + ",IdentitiesOnly=yes,StrictHostKeyChecking=no,"
                        + "UserKnownHostsFile=/dev/null,LogLevel=ERROR",
                "acme@127.0.0.1:/",
                mount.toString());
        Assumptions.assumeTrue(mounted.ok(), "skipped: sshfs cannot mount here: " + mounted.output());
        try {
            for (String command : List.of(
                    "cp a.wav mount/a.wav",
                    "cp a.wav mount/a.wav",
                    "cp a.wav mount/b.wav.part && mv mount/b.wav.part mount/b.wav",
                    "cp -p a.wav mount/c.wav && rm mount/c.wav",
                    "ls -l mount",
                    "! mkdir mount/x",
                    "! ln -s a.wav mount/l",
                    "! cat mount/a.wav")) {
                Result result = Tool.run(work, "/bin/sh", "-c", command);
                assertThat(result.ok()).as(command + ": " + result.output()).isTrue();
            }
        } finally {
            Tool.run(work, "/usr/bin/fusermount3", "-u", mount.toString());
        }
        Drop.await(
                "sshfs has logged out",
                () -> !drop.events(Operation.LOGOUT, Outcome.DONE).isEmpty());
        assertArrived("a.wav", "b.wav");
    }

    @Test
    void severalOfOneAccountAtATime() throws IOException {
        Tool.need("sftp");
        List<Process> all = new ArrayList<>();
        String[] names = new String[8];
        for (int i = 0; i < names.length; i++) {
            names[i] = i + ".wav";
            Files.writeString(work.resolve("batch" + i), "put a.wav same.wav\nput a.wav " + names[i] + "\n");
            all.add(Tool.start(work, openssh("/usr/bin/sftp", "-b", "batch" + i, "acme@127.0.0.1")));
        }
        for (Process process : all) {
            Drop.await("it has ended", () -> !process.isAlive());
            assertThat(process.exitValue()).isZero();
        }
        String[] expected = new String[names.length + 1];
        System.arraycopy(names, 0, expected, 0, names.length);
        expected[names.length] = "same.wav";
        assertArrived(expected);
    }
}
