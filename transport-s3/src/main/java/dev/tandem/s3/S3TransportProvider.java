package dev.tandem.s3;

import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.util.Set;

/**
 * The transport {@code s3}: {@code s3://bucket/prefix}, a folder in a bucket of Amazon S3 or of a store that speaks its
 * language.
 */
public final class S3TransportProvider implements TransportProvider {
    private final Stores stores = new Stores();

    /** Takes no resource until something is opened. */
    public S3TransportProvider() {}

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void check(URI source, Settings settings) {
        BucketUri.of("source", source);
        SettingsReader reader = SettingsReader.of(settings, Set.of());
        reader.store();
        reader.write();
    }

    @Override
    public boolean canTag() {
        return true;
    }

    /** Connects when the transport first has something to do. */
    @Override
    public Transport open(URI source, Settings settings) {
        BucketUri parts = BucketUri.of("source", source);
        SettingsReader reader = SettingsReader.of(settings, Set.of());
        Store store = stores.of(reader.store());
        return new S3Transport(new Bucket(store, parts.bucket(), reader.write()), parts.prefix());
    }

    /** Breaks off all that is under way. */
    @Override
    public void close() {
        stores.close();
    }
}
