package dev.tandem.s3;

import dev.tandem.s3.server.S3Server;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.testkit.TransportContract;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract of transports on a bucket of a server; the server is given by those who extend this. */
abstract class S3Contract extends TransportContract {
    static final String PREFIX = "customers/a c+me/";

    private final S3TransportProvider provider = new S3TransportProvider();
    private @Nullable String bucket;
    private @Nullable S3Client client;

    abstract S3Server server() throws IOException;

    @Override
    protected final Transport open() throws IOException, TransportException {
        bucket = server().newBucket();
        client = server().client();
        // A neighbour, whose keys begin with the same letters.
        client.putObject(put -> put.bucket(bucket).key("customers/a c+me-too.wav"), RequestBody.fromString("x"));
        URI source = URI.create("s3://" + bucket + "/customers/a%20c+me");
        return provider.open(source, Settings.of(server().settings()));
    }

    @AfterEach
    final void closeProvider() {
        if (client != null) {
            client.close();
        }
        provider.close();
    }

    @Override
    protected final void put(String path, byte[] content) {
        Objects.requireNonNull(client, "open first")
                .putObject(put -> put.bucket(bucket).key(PREFIX + path), RequestBody.fromBytes(content));
    }

    @Override
    protected final boolean canLink() {
        return false;
    }

    @Override
    protected final boolean hasFolders() {
        return false;
    }
}
