package dev.tandem.benchmarks;

import dev.tandem.Tandem;
import dev.tandem.feed.Feed;
import dev.tandem.sftp.drop.Accounts;
import dev.tandem.sftp.drop.DropLimits;
import dev.tandem.sftp.drop.DropListener;
import dev.tandem.sftp.drop.DropServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/**
 * The drop server under load. {@code DropLoad FOLDER [ROUNDS]}: one OpenSSH client that uploads to it and to OpenSSH's sshd
 * in turns; 200 idle connections; 50 clients that upload at once; and the time from the close of a call's second file to
 * its delivery.
 */
public final class DropLoad {
    private static final String ACCOUNT = "acme";
    private static final int LARGE = 256 << 20;
    private static final int IDLE = 200;
    private static final int AT_ONCE = 50;
    private static final int CALLS = 50;

    private final Path work;
    private final Path key;
    private final KeyPair pair;

    private DropLoad(Path work) throws IOException {
        this.work = work;
        key = work.resolve("key");
        pair = Keys.make("ssh-ed25519");
        Keys.write(pair, key);
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(
                Files.createDirectories(Path.of(args[0])).toAbsolutePath(), "drop");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        DropLoad load = new DropLoad(work);
        try {
            load.uploads(rounds);
            load.idleConnections();
            load.manyAtOnce();
            load.endToEnd();
        } finally {
            Load.delete(work);
        }
    }

    private DropServer serve(Path folder, DropListener listener) throws IOException {
        Accounts.open(folder).add(ACCOUNT, List.of(Keys.line(pair.getPublic())), false);
        DropLimits limits = DropLimits.builder()
                .accountSessions(1000)
                .addressSessions(1000)
                .addressLogins(1000)
                .logins(1000)
                .attemptsAMinute(10_000)
                .build();
        return DropServer.builder(folder)
                .listen("127.0.0.1", 0)
                .limits(limits)
                .listener(listener)
                .start();
    }

    private void uploads(int rounds) throws Exception {
        Path file = work.resolve("large");
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        Files.write(file, content);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (DropServer drop = serve(work.resolve("uploads"), new DropListener() {});
                OpenSshServer sshd = OpenSshServer.in(Files.createTempDirectory(work, "sshd"))) {
            sshd.authorize(pair.getPublic());
            for (int round = 0; round <= rounds; round++) {
                // Each over the file of the round before; the first is for the just-in-time compiler.
                double us = put(ACCOUNT, drop.port(), file);
                double them = put(OpenSshServer.user(), sshd.port(), file);
                if (round > 0) {
                    ours.add(us);
                    theirs.add(them);
                }
            }
        }
        double us = median(ours);
        double them = median(theirs);
        System.out.printf(
                "upload of %d MiB by sftp: drop server %.0f ms, sshd %.0f ms: %.2f of its throughput%n",
                LARGE >> 20, us, them, them / us);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private double put(String user, int port, Path file) throws Exception {
        long begin = System.nanoTime();
        Process process = sftp(user, port, List.of("put " + file + " large.wav"));
        if (process.waitFor() != 0) {
            throw new IOException("sftp failed");
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private Process sftp(String user, int port, List<String> commands) throws IOException {
        Path batch = Files.write(Files.createTempFile(work, "batch", ""), commands);
        List<String> command = Stream.concat(
                        Stream.of("sftp", "-q", "-b", batch.toString(), "-P", "" + port, "-i", key.toString()),
                        Stream.of(
                                        "Ciphers=aes128-gcm@openssh.com",
                                        "StrictHostKeyChecking=no",
                                        "UserKnownHostsFile=/dev/null",
                                        "LogLevel=ERROR")
                                .flatMap(option -> Stream.of("-o", option)))
                .collect(Collectors.toCollection(ArrayList::new));
        command.add(user + "@127.0.0.1");
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void idleConnections() throws Exception {
        try (DropServer drop = serve(work.resolve("idle"), new DropListener() {})) {
            List<Process> clients = new ArrayList<>();
            try {
                long before = usedHeap();
                for (int i = 0; i < IDLE; i++) {
                    clients.add(sftp(ACCOUNT, drop.port(), List.of("ls", "!sleep 600")));
                }
                long after = 0;
                // Until all have logged in, the heap grows.
                for (long now = usedHeap(); now > after + (1 << 18); now = usedHeap()) {
                    after = now;
                    Thread.sleep(10_000);
                }
                long alive = clients.stream().filter(Process::isAlive).count();
                System.out.printf(
                        "%d idle connections: %.1f MB of heap more than without%n", alive, (after - before) / 1e6);
            } finally {
                clients.forEach(DropLoad::end);
            }
        }
    }

    private static void end(Process client) {
        client.descendants().forEach(ProcessHandle::destroyForcibly);
        client.destroyForcibly();
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void manyAtOnce() throws Exception {
        Path file = Files.write(work.resolve("one"), new byte[1 << 20]);
        Path folder = work.resolve("many");
        try (DropServer drop = serve(folder, new DropListener() {})) {
            long begin = System.nanoTime();
            List<Process> clients = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                List<String> puts = new ArrayList<>();
                for (int j = 0; j < 20; j++) {
                    puts.add("put " + file + " " + i + "_" + j + ".wav");
                }
                clients.add(sftp(ACCOUNT, drop.port(), puts));
            }
            int failed = 0;
            for (Process client : clients) {
                failed += client.waitFor() == 0 ? 0 : 1;
            }
            try (Stream<Path> files = Files.list(Path.of(DropServer.source(folder, ACCOUNT)))) {
                System.out.printf(
                        "%d clients at once, 20 files of 1 MiB each: %d failed, %d files there, %.1f s%n",
                        AT_ONCE, failed, files.count(), (System.nanoTime() - begin) / 1e9);
            }
        }
    }

    private void endToEnd() throws Exception {
        Path folder = work.resolve("end-to-end");
        Path ledger = work.resolve("ledger.db");
        BlockingQueue<Long> delivered = new LinkedBlockingQueue<>();
        Feed feed = Feed.builder(ACCOUNT, DropServer.source(folder, ACCOUNT))
                .settle(Duration.ZERO)
                .build();
        try (Tandem tandem = Tandem.builder()
                        .feed(feed)
                        .interval(Duration.ofHours(1))
                        .ledger("sqlite", Settings.of(Map.of("path", ledger.toString())))
                        .sink(delivery -> delivered.add(System.nanoTime()))
                        .build();
                DropServer drop = serve(folder, new DropListener() {
                    @Override
                    public void completed(String account) {
                        tandem.wake(account);
                    }
                });
                SshClient client = SshClient.setUpDefaultClient()) {
            tandem.start();
            client.setServerKeyVerifier((session, address, serverKey) -> true);
            client.start();
            try (ClientSession session = client.connect(ACCOUNT, "127.0.0.1", drop.port())
                    .verify(30, TimeUnit.SECONDS)
                    .getSession()) {
                session.addPublicKeyIdentity(pair);
                session.auth().verify(30, TimeUnit.SECONDS);
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    long[] took = new long[CALLS];
                    for (int i = 0; i < CALLS; i++) {
                        put(sftp, Load.name(i) + ".wav", "sound");
                        put(sftp, Load.name(i) + ".json", Load.metadata(i));
                        long closed = System.nanoTime();
                        took[i] = delivered.take() - closed;
                    }
                    Arrays.sort(took);
                    System.out.printf(
                            "from the close of the second file to the sink, %d calls: median %.0f ms, longest %.0f ms%n",
                            CALLS, took[CALLS / 2] / 1e6, took[CALLS - 1] / 1e6);
                }
            }
        }
    }

    private static void put(SftpClient sftp, String name, String content) throws IOException {
        try (OutputStream out = sftp.write(name)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
