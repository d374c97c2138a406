package dev.tandem.s3.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Adobe's S3Mock on loopback, in a process of its own. All tests of a JVM share it: it starts with the first that asks, in
 * some seconds, and ends with the JVM. It lets any credentials in. Tests that ask for it skip where its jar is not: it is
 * looked for at the system property or environment variable {@value #JAR}, then in the local Maven repository.
 *
 * <p>It honours {@code If-Match} on GET, HEAD, PUT, DELETE and at the source of a copy, and {@code If-None-Match: *} on PUT
 * and on the end of a multipart upload. It ignores who pays and who is expected to own a bucket, and knows no policies. It
 * keeps checksums that were sent in a trailer and not those in a header, refuses a key with an empty segment, and lists
 * keys in the order of UTF-16, not of UTF-8.
 */
public final class S3MockServer implements S3Server {
    private static final String JAR = "TANDEM_S3MOCK_JAR";
    private static final String VERSION = "5.2.0";
    private static final Set<Feature> LACKS = EnumSet.of(
            Feature.AUTHENTICATION,
            Feature.CHECKSUMS,
            Feature.COPY_IF_NONE_MATCH,
            Feature.EMPTY_SEGMENTS,
            Feature.ORDER_OF_UTF8);
    private static final long PATIENCE_SECONDS = 120;

    private static @Nullable S3MockServer shared;

    private final int port = Program.freePort();

    private S3MockServer(Path jar) throws IOException {
        Shared programs = new Shared("tandem-s3mock");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Program program = programs.start(
                "log",
                List.of(
                        java,
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + programs.work(),
                        "-jar",
                        jar.toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.store.validKmsKeys=arn:aws:kms:us-east-1:111122223333:key/"
                                + KMS_KEY,
                        "--http.port=" + port));
        program.await(() -> Shared.answers(port), PATIENCE_SECONDS);
    }

    public static synchronized S3MockServer shared() throws IOException {
        Path jar = jar();
        Assumptions.assumeTrue(
                Files.isReadable(jar),
                () -> "skipped: S3Mock is not at " + jar + "; mvn dependency:get -Dtransitive=false "
                        + "-Dartifact=com.adobe.testing:s3mock:" + VERSION + ":jar:exec");
        S3MockServer server = shared;
        if (server == null) {
            server = new S3MockServer(jar);
            shared = server;
        }
        return server;
    }

    private static Path jar() {
        String told = System.getProperty(JAR, Objects.requireNonNullElse(System.getenv(JAR), ""));
        if (!told.isEmpty()) {
            return Path.of(told);
        }
        String repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        return Path.of(repository, "com/adobe/testing/s3mock", VERSION, "s3mock-" + VERSION + "-exec.jar");
    }

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String accessKeyId() {
        return "anybody";
    }

    @Override
    public String secretAccessKey() {
        return "anything";
    }

    @Override
    public boolean honours(Feature feature) {
        return !LACKS.contains(feature);
    }

    /** Does nothing: it is shared. */
    @Override
    public void close() {}
}
