package dev.tandem.benchmarks;

import dev.tandem.sftp.SftpTransportProvider;
import dev.tandem.sftp.server.DelayProxy;
import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.Transport.Copy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pulling from OpenSSH's sshd on loopback: Tandem beside OpenSSH's {@code sftp} and {@code rclone}, which write to disk as
 * it does. {@code SftpPull FOLDER [ROUNDS]}. Each round runs all peers one after the other; what is printed is the median
 * time a unit, and how many times that of Tandem it is. Peers that take long get fewer files, and all begin with a
 * connection of their own; Tandem's is open, as it is in a service that sweeps.
 */
public final class SftpPull {
    private static final int LARGE = 256 << 20;
    private static final int SMALL = 200_000;
    private static final int TINY = 500;

    /** @param unit what is counted; a peer's run is divided by how many it did */
    private record Work(
            String name, int delayMillis, String folder, int size, String unit, Map<String, Integer> counts) {}

    private interface Peer {
        void run(Work load, int port, int count) throws Exception;
    }

    private final Path work;
    private final OpenSshServer server;
    private final Path key;
    private final Path target;

    private SftpPull(Path work, OpenSshServer server) {
        this.work = work;
        this.server = server;
        key = work.resolve("key");
        target = work.resolve("target");
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (OpenSshServer server = OpenSshServer.in(Files.createTempDirectory(work, "sshd"))) {
            SftpPull pull = new SftpPull(work, server);
            pull.makeFiles();
            for (Work load : loads()) {
                pull.measure(load, rounds);
            }
        }
    }

    private static List<Work> loads() {
        return List.of(
                new Work("large file", 0, "large", LARGE, "MiB", counts(256, 256, 256)),
                new Work("large file", 20, "large", LARGE, "MiB", counts(256, 256, 256)),
                new Work("200 KB files", 20, "small", SMALL, "file", counts(2_000, 60, 1_000)),
                new Work("500 B files", 0, "tiny", TINY, "file", counts(10_000, 10_000, 10_000)),
                new Work("listing", 0, "many", 0, "listing", counts(1, 1, 1)));
    }

    private static Map<String, Integer> counts(int tandem, int sftp, int rclone) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("tandem", tandem);
        counts.put("sftp", sftp);
        counts.put("rclone", rclone);
        return counts;
    }

    private void makeFiles() throws IOException {
        Keys.write(server.userKey(), key);
        make("large", 1, LARGE);
        make("small", 2_000, SMALL);
        make("tiny", 10_000, TINY);
        make("many", 100_000, 0);
    }

    private void make(String folder, int count, int size) throws IOException {
        Path made = Files.createDirectories(server.home().resolve(folder));
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        for (int i = 0; i < count; i++) {
            Files.write(made.resolve(name(i)), content);
        }
    }

    private static String name(int i) {
        return "20260301-120000_" + i + ".wav";
    }

    private void measure(Work load, int rounds) throws Exception {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        try (DelayProxy proxy = DelayProxy.to(server.port(), Duration.ofMillis(load.delayMillis()));
                Tandem tandem = new Tandem(load.delayMillis() == 0 ? server.port() : proxy.port())) {
            Map<String, Peer> peers = new LinkedHashMap<>();
            peers.put("tandem", tandem);
            peers.put("sftp", this::sftp);
            peers.put("rclone", this::rclone);
            int port = load.delayMillis() == 0 ? server.port() : proxy.port();
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                    Pulls.empty(target);
                    int count = Objects.requireNonNull(load.counts().get(peer.getKey()));
                    long begin = System.nanoTime();
                    peer.getValue().run(load, port, count);
                    double millis = (System.nanoTime() - begin) / 1e6 / count;
                    // The first round is for the just-in-time compiler and the file cache.
                    if (round > 0) {
                        times.computeIfAbsent(peer.getKey(), name -> new ArrayList<>())
                                .add(millis);
                    }
                }
            }
        }
        Pulls.print(load.name(), load.delayMillis(), load.unit(), times);
    }

    private void sftp(Work load, int port, int count) throws Exception {
        List<String> batch = new ArrayList<>();
        if (load.folder().equals("many")) {
            batch.add("ls -1f many");
        } else {
            IntStream.range(0, files(load, count))
                    .forEach(i -> batch.add("get " + load.folder() + "/" + name(i) + " " + target.resolve(name(i))));
        }
        Path commands = Files.write(work.resolve("batch"), batch);
        Pulls.run(
                work,
                "sftp",
                "-q",
                "-b",
                commands.toString(),
                "-P",
                "" + port,
                "-i",
                key.toString(),
                "-c",
                "aes128-gcm@openssh.com",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                OpenSshServer.user() + "@127.0.0.1");
    }

    private void rclone(Work load, int port, int count) throws Exception {
        String remote = ":sftp,host=127.0.0.1,port=" + port + ",user=" + OpenSshServer.user() + ",key_file=" + key
                + ",shell_type=none:" + server.home().resolve(load.folder());
        if (load.folder().equals("many")) {
            Pulls.run(work, "rclone", "lsf", "--config", "/dev/null", remote);
            return;
        }
        Path names = Files.write(
                work.resolve("names"),
                IntStream.range(0, files(load, count)).mapToObj(SftpPull::name).toList());
        Pulls.run(
                work,
                "rclone",
                "copy",
                "--config",
                "/dev/null",
                "--transfers",
                "8",
                "--no-traverse",
                "--files-from",
                names.toString(),
                remote,
                target.toString());
    }

    /** How many files a peer gets: a large file is counted in MiB. */
    private static int files(Work load, int count) {
        return load.folder().equals("large") ? 1 : count;
    }

    /** Tandem's client, with a session that is open, as it is between sweeps. */
    private final class Tandem implements Peer, AutoCloseable {
        private final SftpTransportProvider provider = new SftpTransportProvider();
        private final Transport transport;

        Tandem(int port) throws Exception {
            Settings settings = Settings.of(server.settings());
            URI uri = URI.create("sftp://" + OpenSshServer.user() + "@127.0.0.1:" + port + server.home());
            transport = provider.open(uri, settings);
        }

        @Override
        public void run(Work load, int port, int count) throws Exception {
            if (load.folder().equals("many")) {
                int[] entries = {0};
                transport.list("many", entry -> entries[0]++);
                require(entries[0] == 100_000);
                return;
            }
            List<Copy> copies = new ArrayList<>();
            for (int i = 0; i < files(load, count); i++) {
                copies.add(new Copy(
                        load.folder() + "/" + name(i),
                        Long.MAX_VALUE,
                        new TargetFile(target.resolve(name(i)), load.size())));
            }
            for (Attempt<RemoteFile> copy : transport.copyAll(copies)) {
                copy.get();
            }
        }

        @Override
        public void close() {
            transport.close();
            provider.close();
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("not all was pulled");
        }
    }
}
