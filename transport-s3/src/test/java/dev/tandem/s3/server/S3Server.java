package dev.tandem.s3.server;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server on loopback, or a {@link FaultProxy} before one. Buckets are addressed in path style. */
public interface S3Server extends AutoCloseable {
    /** The id of the one key that servers which honour {@link Feature#SSE_KMS} may know; S3Mock and Ceph refuse any other. */
    String KMS_KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

    /** Scheme, host and port, without a path. */
    URI endpoint();

    default String region() {
        return "us-east-1";
    }

    String accessKeyId();

    String secretAccessKey();

    /** Whether it does what is not to be had everywhere; where it does not, it ignores or refuses what asks for it. */
    boolean honours(Feature feature);

    /** Settings with which a transport gets in. The map is the caller's. */
    default Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of(
                "endpoint", endpoint().toString(),
                "region", region(),
                "path-style", "true",
                "access-key-id", accessKeyId(),
                "secret-access-key", secretAccessKey()));
    }

    /**
     * A plain client of the SDK, for what a test does itself. Ceph does not understand checksums that nobody asked for,
     * nor an empty object in signed chunks, so it sends neither. It never tries again, and reads nothing of this
     * machine's AWS configuration. The caller closes it.
     */
    default S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(endpoint())
                .serviceConfiguration(o -> o.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                .region(Region.of(region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId(), secretAccessKey())))
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    /** Makes a bucket that nobody else uses; its name. */
    default String newBucket() {
        String name = "tandem-" + UUID.randomUUID();
        try (S3Client client = client()) {
            client.createBucket(b -> b.bucket(name));
        }
        return name;
    }

    /** Ends the server; twice is harmless. */
    @Override
    void close() throws IOException;
}
