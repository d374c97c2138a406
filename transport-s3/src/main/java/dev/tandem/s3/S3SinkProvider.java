package dev.tandem.s3;

import dev.tandem.spi.CallSink;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * The sink {@code s3}: a folder a call, below the {@code s3://bucket/prefix} that the setting {@code target} names, laid out
 * as {@link dev.tandem.spi.CallLayout} says. All other settings are those of {@link S3TransportProvider}.
 */
public final class S3SinkProvider implements CallSinkProvider {
    private static final String TARGET = "target";

    @Override
    public String name() {
        return "s3";
    }

    /** Connects when the first call comes. */
    @Override
    public CallSink open(Settings settings) {
        SettingsReader reader = SettingsReader.of(settings, Set.of(TARGET));
        BucketUri target = target(settings.require(TARGET));
        Stores stores = new Stores();
        Bucket bucket = new Bucket(stores.of(reader.store()), target.bucket(), reader.write());
        return new S3Sink(stores, bucket, target.prefix());
    }

    private static BucketUri target(String text) {
        try {
            return BucketUri.of(TARGET, new URI(text));
        } catch (URISyntaxException e) {
            throw new ConfigurationException(TARGET, "is no address; expected s3://bucket or s3://bucket/prefix");
        }
    }
}
