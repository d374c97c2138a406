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
    /** Scheme, host and port, without a path. */
    URI endpoint();

    default String region() {
        return "us-east-1";
    }

    String accessKeyId();

    String secretAccessKey();

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
     * A plain client of the SDK, for what a test does itself. It sends no checksums that nobody asked for, which Ceph
     * would not understand, and reads nothing of this machine's AWS configuration. The caller closes it.
     */
    default S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.of(region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId(), secretAccessKey())))
                .overrideConfiguration(
                        o -> o.defaultProfileFile(ProfileFile.aggregator().build()))
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
