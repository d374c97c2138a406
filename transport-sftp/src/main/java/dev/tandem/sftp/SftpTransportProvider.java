package dev.tandem.sftp;

import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The transport {@code sftp}. */
public final class SftpTransportProvider implements TransportProvider {
    private final Factory factory;
    private @Nullable Connections connections;

    /** Makes a transport over the sessions with a server. */
    interface Factory {
        Transport open(Sessions sessions, String root, Duration patience) throws TransportException;
    }

    /** Takes no resource until something is opened. */
    public SftpTransportProvider() {
        this(SftpTransport::new);
    }

    SftpTransportProvider(Factory factory) {
        this.factory = factory;
    }

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public void check(URI source, Settings settings) {
        SettingsReader.read(SourceUri.of(source), settings).check();
    }

    @Override
    public Transport open(URI source, Settings settings) throws TransportException {
        SourceUri parts = SourceUri.of(source);
        ConnectionSettings connection = SettingsReader.read(parts, settings);
        return factory.open(
                connections().of(connection), parts.root(), connection.timing().patience());
    }

    private synchronized Connections connections() {
        Connections open = connections;
        if (open == null) {
            open = new Connections(System::nanoTime);
            connections = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        Connections open = connections;
        connections = null;
        if (open != null) {
            open.close();
        }
    }
}
