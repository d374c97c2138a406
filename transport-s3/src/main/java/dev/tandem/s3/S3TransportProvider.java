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
 * language. An object is there whole or not at all, so that feeds need no settle time. Feeds with the same settings share
 * connections and threads.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>name</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code region}</td><td>that of the environment, or of the bucket</td><td>where the bucket lies</td></tr>
 * <tr><td>{@code endpoint}</td><td>that of AWS</td><td>the address of another store, with its scheme</td></tr>
 * <tr><td>{@code path-style}</td><td>{@code true} with an endpoint</td><td>whether the bucket's name is part of the path, and
 *     not of the host's name</td></tr>
 * <tr><td>{@code access-key-id}, {@code secret-access-key}, {@code session-token}</td><td>the SDK's default chain</td>
 *     <td>keys</td></tr>
 * <tr><td>{@code profile}</td><td>that of the environment</td><td>a profile of the shared files</td></tr>
 * <tr><td>{@code role-arn}, {@code external-id}</td><td>none</td><td>a role to assume, renewed by itself, and what its owner
 *     knows us by</td></tr>
 * <tr><td>{@code sts-endpoint}</td><td>that of AWS</td><td>where the role is asked for</td></tr>
 * <tr><td>{@code requester-pays}</td><td>{@code false}</td><td>whether who asks pays</td></tr>
 * <tr><td>{@code encryption}, {@code kms-key}</td><td>the bucket's own</td><td>{@code sse-s3} or {@code sse-kms} for what is
 *     written, and the key if it is not the account's</td></tr>
 * <tr><td>{@code proxy}, {@code proxy-password}</td><td>that of the environment</td><td>{@code http://user@host:port}, and the
 *     user's password</td></tr>
 * <tr><td>{@code requests}</td><td>32</td><td>how many requests are under way at once, 1 to 512</td></tr>
 * <tr><td>{@code connect-timeout}</td><td>10s</td><td>for a connection</td></tr>
 * <tr><td>{@code patience}</td><td>15s</td><td>how long a store may be silent that is asked something, at each of five
 *     attempts</td></tr>
 * <tr><td>{@code events}, {@code events-region}, {@code events-endpoint}, {@code reconcile}</td><td>none</td><td>a queue of SQS
 *     that tells when something comes; needs {@code software.amazon.awssdk:sqs} and {@code tools.jackson.core:jackson-core}
 *     on the class path</td></tr>
 * </table>
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
    public boolean showsWholeFiles() {
        return true;
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
