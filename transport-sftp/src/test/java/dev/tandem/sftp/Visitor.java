package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

    void getsIn(URI source, Map<String, String> settings) throws TransportException {
        assertThat(visit(source, settings).isAuthenticated()).isTrue();
    }

    /** Why it does not get in, which it is not to. */
    TransportException refusal(URI source, Map<String, String> settings) {
        TransportException refusal = catchThrowableOfType(TransportException.class, () -> visit(source, settings));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(TransportException.Reason.ACCESS_DENIED);
        return refusal;
    }

    Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
