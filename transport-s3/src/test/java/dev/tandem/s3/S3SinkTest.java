package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Call;
import dev.tandem.call.CallId;
import dev.tandem.call.Facts;
import dev.tandem.call.MediaType;
import dev.tandem.call.Metadata;
import dev.tandem.call.Recording;
import dev.tandem.s3.server.S3Server;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.CallSinkContract;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
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

    @Test
    void aRecordingThatSomebodyWroteOverIsPutAgain() throws Exception {
        try (CallSink sink = open()) {
            sink.deliver(delivery());
            Map<String, String> whole = state();
            String key = whole.keySet().stream()
                    .filter(name -> name.endsWith(".wav"))
                    .findFirst()
                    .orElseThrow();
            client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("noise"));
            sink.deliver(delivery());
            assertThat(state()).isEqualTo(whole);
        }
    }

    private static Delivery delivery() {
        Call call = new Call(
                new CallId("0123456789abcdef01234567"),
                "acme",
                1,
                Instant.EPOCH,
                null,
                null,
                new Recording("call.wav", MediaType.WAV, 5, "ab".repeat(32)),
                Metadata.of(Map.of("note", "text")),
                Facts.NONE);
        return new Delivery() {
            @Override
            public Call call() {
                return call;
            }

            @Override
            public String idempotencyKey() {
                return "cd".repeat(32);
            }

            @Override
            public InputStream openRecording() {
                return new ByteArrayInputStream("sound".getBytes(StandardCharsets.UTF_8));
            }
        };
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
