package dev.tandem.s3;

import dev.tandem.call.Call;
import dev.tandem.spi.CallLayout;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Lays calls out below a prefix as {@link CallLayout} says: the recording first, then {@code call.json}, so that whoever
 * finds the latter finds a whole call. A recording that is already there, by size and SHA-256, is not put again.
 */
final class S3Sink implements CallSink {
    private static final String SHA256 = "sha256";

    private final Stores stores;
    private final Bucket bucket;
    private final String prefix;

    S3Sink(Stores stores, Bucket bucket, String prefix) {
        this.stores = stores;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        Call call = delivery.call();
        String folder = prefix + CallLayout.folder(call) + "/";
        try {
            String recording = folder + CallLayout.recording(call);
            if (!holds(recording, call)) {
                putRecording(recording, delivery);
            }
            byte[] description = CallLayout.describe(delivery).getBytes(StandardCharsets.UTF_8);
            bucket.put(
                    folder + CallLayout.DESCRIPTION, Map.of(), "application/json", RequestBody.fromBytes(description));
        } catch (TransportException e) {
            throw new IOException(e.getMessage(), e);
        } catch (Unread e) {
            throw e.getCause();
        }
    }

    private boolean holds(String key, Call call) throws TransportException {
        try {
            return call.recording().sha256().equals(bucket.head(key).metadata().get(SHA256));
        } catch (TransportException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void putRecording(String key, Delivery delivery) throws TransportException {
        Call call = delivery.call();
        RequestBody body = RequestBody.fromContentProvider(
                () -> open(delivery), call.recording().size(), "application/octet-stream");
        bucket.put(key, Map.of(SHA256, call.recording().sha256()), null, body);
    }

    private static InputStream open(Delivery delivery) {
        try {
            return new WholeStream(
                    delivery.openRecording(), delivery.call().recording().size());
        } catch (IOException e) {
            throw new Unread(e);
        }
    }

    @Override
    public void close() {
        stores.close();
    }
}
