package dev.tandem.ingest;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** A transport through which nothing can be changed. */
record ReadOnlyTransport(Transport transport) implements Transport {
    @Override
    public void list(String folder, Consumer<? super RemoteFile> each) throws TransportException {
        transport.list(folder, each);
    }

    @Override
    public RemoteFile stat(String path) throws TransportException {
        return transport.stat(path);
    }

    @Override
    public InputStream read(String path) throws TransportException {
        return transport.read(path);
    }

    @Override
    public boolean isLocal() {
        return transport.isLocal();
    }

    @Override
    public List<Attempt<RemoteFile>> statAll(List<String> paths) {
        return transport.statAll(paths);
    }

    @Override
    public List<Attempt<RemoteFile>> copyAll(List<Copy> copies) {
        return transport.copyAll(copies);
    }

    @Override
    public void move(String from, String to) throws TransportException {
        throw refused();
    }

    @Override
    public void delete(String path) throws TransportException {
        throw refused();
    }

    @Override
    public void write(String path, byte[] content) throws TransportException {
        throw refused();
    }

    private static TransportException refused() {
        return new TransportException(TransportException.Reason.ACCESS_DENIED, "a rehearsal changes nothing");
    }

    @Override
    public void close() {
        transport.close();
    }
}
