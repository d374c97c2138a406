package dev.tandem.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * The SDK's HTTP clients side by side, with nothing of Tandem: a large object by ranges of 8 MiB, objects of 200 KB and of 500
 * bytes, and a listing, 32 requests at once, what comes thrown away; from S3Proxy in a process of its own. {@code S3Clients
 * FOLDER [ROUNDS]}.
 */
public final class S3Clients {
    private static final int AT_ONCE = 32;
    private static final int RANGE = 8 << 20;
    private static final String LISTED = "tiny/";

    private record Load(String name, String folder, int requests, int size, boolean ranged) {
        GetObjectRequest request(int i) {
            GetObjectRequest.Builder request =
                    GetObjectRequest.builder().bucket(S3ServerProcess.BUCKET).key(folder + (ranged ? 0 : i));
            long from = (long) i * RANGE;
            return ranged
                    ? request.range("bytes=" + from + "-" + (from + RANGE - 1)).build()
                    : request.build();
        }

        long bytes() {
            return (long) requests * size;
        }
    }

    private static final List<Load> LOADS = List.of(
            new Load("1 GiB", "large/", 128, RANGE, true),
            new Load("200 KB", "small/", 2_000, 200_000, false),
            new Load("500 B", LISTED, 10_000, 500, false));

    /** One of the SDK's clients. */
    private interface Peer extends AutoCloseable {
        /** @return how many bytes came */
        long get(Load load) throws Exception;

        /** @return how many keys came */
        long list() throws Exception;

        @Override
        void close();
    }

    private S3Clients() {}

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(
                Files.createDirectories(Path.of(args[0])).toAbsolutePath(), "s3");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (S3ServerProcess server = S3ServerProcess.start(work)) {
            put(server);
            Map<String, Peer> peers = new LinkedHashMap<>();
            peers.put(
                    "apache5",
                    new Sync(
                            server,
                            Apache5HttpClient.builder().maxConnections(AT_ONCE).build()));
            peers.put(
                    "url-connection",
                    new Sync(server, UrlConnectionHttpClient.builder().build()));
            peers.put("netty", new Async(server));
            for (Load load : LOADS) {
                measure(load.name(), rounds, peers, peer -> require(peer.get(load) == load.bytes()));
            }
            measure("listing", rounds, peers, peer -> require(peer.list() == 10_000));
            peers.values().forEach(Peer::close);
        }
    }

    private static void put(S3ServerProcess server) throws Exception {
        try (S3Client client = plain(server)) {
            for (Load load : LOADS) {
                int objects = load.ranged() ? 1 : load.requests();
                RequestBody content = RequestBody.fromBytes(new byte[load.ranged() ? 1 << 30 : load.size()]);
                for (int i = 0; i < objects; i++) {
                    String key = load.folder() + i;
                    client.putObject(put -> put.bucket(S3ServerProcess.BUCKET).key(key), content);
                }
            }
        }
    }

    /** The SDK's client as it comes. */
    static S3Client plain(S3ServerProcess server) {
        return configured(S3Client.builder(), server)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private interface Run {
        void on(Peer peer) throws Exception;
    }

    private static void measure(String name, int rounds, Map<String, Peer> peers, Run run) throws Exception {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                long begin = System.nanoTime();
                run.on(peer.getValue());
                double millis = (System.nanoTime() - begin) / 1e6;
                // The first round is for the just-in-time compiler and the file cache.
                if (round > 0) {
                    times.computeIfAbsent(peer.getKey(), key -> new ArrayList<>())
                            .add(millis);
                }
            }
        }
        Pulls.print(name, 0, "load", "apache5", times);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("not all came");
        }
    }

    private static <B extends S3BaseClientBuilder<B, C>, C> B configured(B builder, S3ServerProcess server) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create(server.endpoint()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(server.id(), server.secret())));
    }

    /** A client that blocks, and a thread for each request under way. */
    private static final class Sync implements Peer {
        private final SdkHttpClient http;
        private final S3Client client;
        private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

        Sync(S3ServerProcess server, SdkHttpClient http) {
            this.http = http;
            client = configured(S3Client.builder(), server).httpClient(http).build();
        }

        @Override
        public long get(Load load) throws Exception {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < load.requests(); i++) {
                GetObjectRequest request = load.request(i);
                all.add(threads.submit(() -> client.getObject(request, (response, in) -> drained(in))));
            }
            long bytes = 0;
            for (Future<Long> one : all) {
                bytes += one.get();
            }
            return bytes;
        }

        private static long drained(InputStream in) throws IOException {
            byte[] buffer = new byte[64 << 10];
            long count = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
            return count;
        }

        @Override
        public long list() {
            return client
                    .listObjectsV2Paginator(
                            list -> list.bucket(S3ServerProcess.BUCKET).prefix(LISTED))
                    .contents()
                    .stream()
                    .count();
        }

        @Override
        public void close() {
            threads.shutdown();
            client.close();
            http.close();
        }
    }

    /** The client that does not block. */
    private static final class Async implements Peer {
        private final S3AsyncClient client;

        Async(S3ServerProcess server) {
            client = configured(S3AsyncClient.builder(), server)
                    .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                            .maxConcurrency(AT_ONCE)
                            .connectionAcquisitionTimeout(Duration.ofMinutes(1)))
                    .build();
        }

        @Override
        public long get(Load load) throws Exception {
            Semaphore free = new Semaphore(AT_ONCE);
            AtomicLong bytes = new AtomicLong();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < load.requests(); i++) {
                free.acquire();
                all.add(client.getObject(load.request(i), AsyncResponseTransformer.toPublisher())
                        .thenCompose(body -> body.subscribe((ByteBuffer part) -> bytes.addAndGet(part.remaining())))
                        .whenComplete((done, failure) -> free.release()));
            }
            for (CompletableFuture<Void> one : all) {
                one.get();
            }
            return bytes.get();
        }

        @Override
        public long list() throws Exception {
            AtomicLong count = new AtomicLong();
            client.listObjectsV2Paginator(
                            list -> list.bucket(S3ServerProcess.BUCKET).prefix(LISTED))
                    .contents()
                    .subscribe(object -> count.incrementAndGet())
                    .get();
            return count.get();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
