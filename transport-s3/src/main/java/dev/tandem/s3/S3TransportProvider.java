package dev.tandem.s3;

import dev.tandem.s3.event.QueueSettings;
import dev.tandem.s3.event.Queues;
import dev.tandem.spi.Lookout;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.util.Optional;

/**
 * The transport {@code s3}: {@code s3://bucket/prefix}, a folder in a bucket of Amazon S3 or of a store that speaks its
 * language.
 */
public final class S3TransportProvider implements TransportProvider {
    private final Stores stores = new Stores();
    private final Queues queues = new Queues();

    /** Takes no resource until something is opened. */
    public S3TransportProvider() {}

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void check(URI source, Settings settings) {
        BucketUri.of("source", source);
        SettingsReader reader = SettingsReader.of(settings, QueueSettings.NAMES);
        reader.write();
        QueueSettings.of(settings, reader.store().region());
    }

    @Override
    public boolean canTag() {
        return true;
    }

    /** Connects when the transport first has something to do. */
    @Override
    public Transport open(URI source, Settings settings) {
        BucketUri parts = BucketUri.of("source", source);
        SettingsReader reader = SettingsReader.of(settings, QueueSettings.NAMES);
        Store store = stores.of(reader.store());
        return new S3Transport(new Bucket(store, parts.bucket(), reader.write()), parts.prefix());
    }

    @Override
    public Optional<Lookout> watch(URI source, Settings settings, Runnable changed) {
        BucketUri parts = BucketUri.of("source", source);
        StoreSettings reached = SettingsReader.of(settings, QueueSettings.NAMES).store();
        return QueueSettings.of(settings, reached.region()).map(queue -> {
            Store store = stores.of(reached);
            Queues.Access access = new Queues.Access(store.credentials(), store::http);
            return queues.watch(queue, access, new Queues.Place(parts.bucket(), parts.prefix()), changed);
        });
    }

    /** Breaks off all that is under way. */
    @Override
    public void close() {
        queues.close();
        stores.close();
    }
}
