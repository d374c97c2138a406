package dev.tandem.benchmarks;

import dev.tandem.s3.S3TransportProvider;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.Transport.Copy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Pulling from S3Proxy, which runs on loopback in a process of its own over a folder: Tandem beside {@code rclone}, which
 * writes to disk as it does, and beside the SDK's own paginator for the listing. {@code S3Pull FOLDER [ROUNDS]}. Each
 * round runs all peers one after the other; what is printed is the median time a unit, and how many times that of Tandem it
 * is.
 */
public final class S3Pull {
    private static final int MANY = 100_000;

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
        transport = provider.open(URI.create("s3://" + S3ServerProcess.BUCKET), Settings.of(server.settings()));
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(
                Files.createDirectories(Path.of(args[0])).toAbsolutePath(), "s3");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (S3ServerProcess server = S3ServerProcess.start(work)) {
            S3Pull pull = new S3Pull(work, server);
            for (Work load : LOADS) {
                pull.put(load);
                pull.measure(load, rounds);
            }
            pull.provider.close();
        }
    }

    private static String name(int i) {
        return "20260301-120000_" + i + ".wav";
    }

    private void put(Work load) throws Exception {
        Path source = Files.createDirectories(work.resolve("source"));
        byte[] content = new byte[load.size()];
        new Random(1).nextBytes(content);
        for (int i = 0; i < load.files(); i++) {
            Files.write(source.resolve(name(i)), content);
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
        List<Copy> copies = IntStream.range(0, load.files())
                .mapToObj(i -> new Copy(
                        load.folder() + "/" + name(i),
                        load.size(),
                        new TargetFile(target.resolve(name(i)), load.size())))
                .toList();
        for (Attempt<RemoteFile> copy : transport.copyAll(copies)) {
            copy.get();
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
                            list -> list.bucket(S3ServerProcess.BUCKET).prefix(load.folder() + "/"))
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
