package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.server.Keys;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's process is killed in the middle of uploads, again and again. */
class ServerKilledTest {
    private static final int ROUNDS = 4;
    private static final int PIECE = 32 << 10;
    private static final Duration LOGIN = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private final KeyPair key = Keys.make("ssh-ed25519");
    private final Set<String> acknowledged = Collections.synchronizedSet(new TreeSet<>());

    @Test
    void noHalfFileIsEverInTheInboxAndNothingThatWasConfirmedIsLost() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Path folder = temp.resolve("drop");
        Accounts.open(folder).add("acme", List.of(Keys.line(key.getPublic())), false);
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, host) -> true);
            client.start();
            for (int round = 0; round < ROUNDS; round++) {
                killInTheMiddle(client, folder, round, random.nextInt(600));
                assertInbox(folder, "seed " + seed + ", round " + round);
            }
            resumeAll(client, folder);
        }
        assertInbox(folder, "seed " + seed + ", at the end");
        try (Stream<Path> left = Files.list(Vaults.home(folder, "acme").resolve("partial"))) {
            assertThat(left).as("seed " + seed).isEmpty();
        }
        assertThat(acknowledged).as("seed " + seed).isNotEmpty();
    }

    private void killInTheMiddle(SshClient client, Path folder, int round, int millis) throws Exception {
        Process server = start(folder);
        try {
            int port = port(server);
            List<Thread> uploaders = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String prefix = round + "-" + i + "-";
                Thread thread = new Thread(() -> uploadUntilCut(client, port, prefix));
                thread.start();
                uploaders.add(thread);
            }
            int before = acknowledged.size();
            Drop.await("uploads are under way", () -> acknowledged.size() > before);
            TimeUnit.MILLISECONDS.sleep(millis);
            server.destroyForcibly().waitFor();
            for (Thread thread : uploaders) {
                thread.join();
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DropProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process server) throws IOException {
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        assertThat(line).as("the server has started").startsWith("port ");
        return Integer.parseInt(line.substring("port ".length()));
    }

    private ClientSession login(SshClient client, int port) throws IOException {
        ClientSession session =
                client.connect("acme", "127.0.0.1", port).verify(LOGIN).getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(LOGIN);
        return session;
    }

    /** What a file of this name holds, all of it. */
    private static byte[] content(String name) {
        Random random = new Random(name.hashCode());
        byte[] bytes = new byte[1 + random.nextInt(20 * PIECE)];
        random.nextBytes(bytes);
        return bytes;
    }

    private void uploadUntilCut(SshClient client, int port, String prefix) {
        try (ClientSession session = login(client, port);
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            for (int i = 0; i < 10_000; i++) {
                String name = prefix + i + ".wav";
                String first = i % 2 == 0 ? name : name + ".part";
                write(sftp, first, 0, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate), content(name));
                if (i % 2 == 1) {
                    sftp.rename(first, name);
                }
                acknowledged.add(name);
            }
        } catch (IOException | RuntimeException e) {
            // The server is gone.
        }
    }

    private static void write(SftpClient sftp, String name, int from, Set<OpenMode> modes, byte[] content)
            throws IOException {
        try (CloseableHandle handle = sftp.open(name, modes)) {
            for (int at = from; at < content.length; at += PIECE) {
                sftp.write(handle, at, content, at, Math.min(PIECE, content.length - at));
            }
        }
    }

    private void assertInbox(Path folder, String when) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(Vault.inbox(Vaults.home(folder, "acme")))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                assertThat(Files.readAllBytes(file)).as(when + ": " + name).isEqualTo(content(name));
                found.add(name);
            }
        }
        assertThat(found).as(when).containsAll(acknowledged);
    }

    private void resumeAll(SshClient client, Path folder) throws Exception {
        Process server = start(folder);
        try (ClientSession session = login(client, port(server));
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            for (SftpClient.DirEntry entry : sftp.readDir("/")) {
                String name = entry.getFilename();
                String last = name.replace(".part", "");
                byte[] content = content(last);
                int size = (int) entry.getAttributes().getSize();
                if (!acknowledged.contains(last)) {
                    if (!Files.exists(Vault.inbox(Vaults.home(folder, "acme")).resolve(name))) {
                        write(sftp, name, size, EnumSet.of(OpenMode.Write), content);
                    }
                    if (!name.equals(last)) {
                        sftp.rename(name, last);
                    }
                    acknowledged.add(last);
                }
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
