package dev.tandem.benchmarks;

import dev.tandem.s3.S3TransportProvider;
import dev.tandem.s3.server.CephServer;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.Transport.Copy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Pulling from S3Proxy, which runs on loopback in a process of its own over a folder, and listing what Ceph has: Tandem
 * beside {@code rclone}, and beside the SDK's own paginator for the listing. {@code S3Pull FOLDER [ROUNDS [LOAD...]]}. Each
 * round runs all peers one after the other; what is printed is the median time a unit, and how many times that of Tandem it
 * is. Tandem does what the engine does: it writes recordings to one spool file, with the SHA-256 of each; rclone makes a file
 * of each object, in sixteen threads, and compares its MD5.
 */
public final class S3Pull {
    private static final int MANY = 100_000;
    private static final int PART = 1 << 20;

    /** @param files how many; of size 0 they are listed, and not read */
    private record Work(String folder, int files, int size, String unit, int units) {}

    private static final List<Work> LOADS = List.of(
            new Work("large", 1, 1 << 30, "MiB", 1024),
            new Work("small", 2_000, 200_000, "file", 2_000),
            new Work("tiny", 10_000, 500, "file", 10_000),
            new Work("many", MANY, 0, "listing", 1));

    private interface Peer {
        void run(Work load) throws Exception;
    }

    private final Path work;
    private final Path target;
    private final S3ServerProcess server;
    private final S3TransportProvider provider = new S3TransportProvider();
    private final Transport transport;

    private S3Pull(Path work, S3ServerProcess server) throws Exception {
        this.work = work;
        this.server = server;
        target = work.resolve("target");
        transport = provider.open(URI.create("s3://" + server.bucket()), Settings.of(server.settings()));
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(
                Files.createDirectories(Path.of(args[0])).toAbsolutePath(), "s3");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Set<String> wanted = Set.copyOf(Arrays.asList(args).subList(Math.min(args.length, 2), args.length));
        try (S3ServerProcess proxy = S3ServerProcess.start(work)) {
            for (Work load : LOADS) {
                // S3Proxy looks at all keys of a folder for each page.
                S3ServerProcess server = load.size() == 0 ? ceph() : proxy;
                if (wanted.isEmpty() || wanted.contains(load.folder())) {
                    S3Pull pull = new S3Pull(work, server);
                    pull.put(load);
                    pull.measure(load, rounds);
                    pull.provider.close();
                }
            }
        }
    }

    private static S3ServerProcess ceph() throws IOException {
        return S3ServerProcess.of(CephServer.shared());
    }

    private static String name(int i) {
        return "20260301-120000_" + i + ".wav";
    }

    private void put(Work load) throws Exception {
        Path source = Files.createDirectories(work.resolve("source"));
        byte[] content = new byte[Math.min(load.size(), PART)];
        new Random(1).nextBytes(content);
        for (int i = 0; i < load.files(); i++) {
            try (OutputStream out = Files.newOutputStream(source.resolve(name(i)))) {
                for (int size = 0; size < load.size(); size += content.length) {
                    out.write(content);
                }
            }
        }
        rclone("copy", source.toString(), server.remote(load.folder()));
        Pulls.empty(source);
    }

    private void measure(Work load, int rounds) throws Exception {
        Map<String, Peer> peers = new LinkedHashMap<>();
        peers.put("tandem", this::tandem);
        peers.put("rclone", this::rclone);
        if (load.size() == 0) {
            peers.put("sdk", this::sdk);
        }
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                Pulls.empty(target);
                long begin = System.nanoTime();
                peer.getValue().run(load);
                double millis = (System.nanoTime() - begin) / 1e6 / load.units();
                // The first round is for the just-in-time compiler and the file cache.
                if (round > 0) {
                    times.computeIfAbsent(peer.getKey(), name -> new ArrayList<>())
                            .add(millis);
                }
            }
        }
        Pulls.print(load.folder(), 0, load.unit(), times);
    }

    private void tandem(Work load) throws Exception {
        if (load.size() == 0) {
            int[] entries = {0};
            transport.list(load.folder(), entry -> entries[0]++);
            require(entries[0] == load.files());
            return;
        }
        try (FileChannel spool =
                FileChannel.open(target.resolve("spool"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            List<Copy> copies = new ArrayList<>();
            for (int i = 0; i < load.files(); i++) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(spool), digest);
                copies.add(new Copy(load.folder() + "/" + name(i), load.size(), out));
            }
            for (Attempt<RemoteFile> copy : transport.copyAll(copies)) {
                copy.get();
            }
            require(spool.size() == (long) load.files() * load.size());
        }
    }

    private void rclone(Work load) throws Exception {
        if (load.size() == 0) {
            rclone("lsf", server.remote(load.folder()));
        } else {
            rclone("copy", server.remote(load.folder()), target.toString());
        }
    }

    private void sdk(Work load) {
        int entries = 0;
        try (S3Client client = S3Clients.plain(server)) {
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(server.bucket()).prefix(load.folder() + "/"))
                    .contents()) {
                entries += object.size() == 0 ? 1 : 0;
            }
        }
        require(entries == load.files());
    }

    private void rclone(String command, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("rclone", command, "--config", "/dev/null", "--transfers", "16"));
        line.addAll(List.of(arguments));
        Pulls.run(work, line.toArray(String[]::new));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("not all was pulled");
        }
    }
}
