package dev.tandem.folder;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The transport {@code file}: {@code file:/srv/feeds/acme}, a folder on this machine. It takes no settings. */
public final class LocalTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return "file";
    }

    @Override
    public void check(URI source, Settings settings) {
        settings.allow(Set.of());
        root(source);
    }

    @Override
    public Transport open(URI source, Settings settings) throws TransportException {
        Path root = root(source);
        if (!Files.isDirectory(root)) {
            throw new TransportException(
                    TransportException.Reason.UNAVAILABLE,
                    "the feed's folder is not there, or is not a folder; make it or correct the source");
        }
        return new LocalTransport(root);
    }

    private static Path root(URI source) {
        try {
            return Path.of(source);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new ConfigurationException(
                    "source", "is \"" + source + "\"; expected an absolute path such as file:/srv/feeds/acme");
        }
    }
}
