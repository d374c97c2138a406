package dev.tandem.sftp;

import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportException;
import java.net.URI;
import java.util.Map;
import org.apache.sshd.client.session.ClientSession;

/** Makes sessions from settings, as the provider does, for tests to look at. */
final class Visitor implements AutoCloseable {
    private final Connections connections = new Connections(System::nanoTime);

    Sessions sessions(URI source, Map<String, String> settings) {
        return connections.of(SettingsReader.read(SourceUri.of(source), Settings.of(settings)));
    }

    ClientSession visit(URI source, Map<String, String> settings) throws TransportException {
        return sessions(source, settings).session();
    }

    Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
