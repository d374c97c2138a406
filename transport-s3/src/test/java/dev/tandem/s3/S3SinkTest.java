package dev.tandem.s3;

import dev.tandem.s3.server.S3Server;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.CallSinkContract;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3SinkTest extends CallSinkContract {
    private final S3Server server = Servers.embedded();
    private final String bucket = server.newBucket();
    private final S3Client client = server.client();

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Override
    protected CallSink open() {
        Map<String, String> settings = server.settings();
        settings.put("target", "s3://" + bucket + "/whole calls".replace(" ", "%20"));
        return new S3SinkProvider().open(Settings.of(settings));
    }

    /** The SDK signs what it sends in chunks, and takes a new array for each. */
    @Override
    protected long allowance(long size) {
        return size * 3 / 2;
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (S3Object object :
                client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
            // What has no ETag is an upload that S3Proxy has not given up yet.
            if (object.eTag() != null) {
                state.put(object.key(), object.eTag() + " " + object.size());
            }
        }
        return state;
    }
}
