package dev.tandem.benchmarks;

import dev.tandem.s3.server.EmbeddedS3;
import dev.tandem.s3.server.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** A server and a bucket of its; usually S3Proxy over a folder, in a process of its own. */
record S3ServerProcess(@Nullable Process process, String endpoint, String id, String secret, String bucket)
        implements AutoCloseable {
    static final String BUCKET = "calls";

    static S3ServerProcess start(Path work) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        S3ServerProcess.class.getName(),
                        work.resolve("server").toString())
                .redirectError(work.resolve("server.err").toFile())
                .start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the server did not start: " + Files.readString(work.resolve("server.err")));
        }
        String[] words = line.split(" ", -1);
        return new S3ServerProcess(process, words[0], words[1], words[2], BUCKET);
    }

    /** A server that somebody else ends, with a new bucket. */
    static S3ServerProcess of(S3Server server) {
        return new S3ServerProcess(
                null, server.endpoint().toString(), server.accessKeyId(), server.secretAccessKey(), server.newBucket());
    }

    /** What that process does, until its input ends. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedS3 server = EmbeddedS3.over(Files.createDirectories(Path.of(args[0])))) {
            try (S3Client client = server.client()) {
                client.createBucket(bucket -> bucket.bucket(BUCKET));
            }
            System.out.println(server.endpoint() + " " + server.accessKeyId() + " " + server.secretAccessKey());
            while (System.in.read() >= 0) {
                // The other end is open.
            }
        }
    }

    Map<String, String> settings() {
        return Map.of("endpoint", endpoint, "access-key-id", id, "secret-access-key", secret, "region", "us-east-1");
    }

    /** What rclone calls a prefix in the bucket. */
    String remote(String prefix) {
        return ":s3,provider=Other,endpoint='" + endpoint + "',access_key_id=" + id + ",secret_access_key=" + secret
                + ",force_path_style=true:" + bucket + "/" + prefix;
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.getOutputStream().close();
            process.destroy();
        }
    }
}
