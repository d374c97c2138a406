package dev.tandem.ingest;

import dev.tandem.ledger.FileEntry;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that may change while they are read: a version is read whole, or not at all. What lies far away is fetched
 * many files at a time and each file once: metadata into memory, recordings into a {@link Spool}, from which they are
 * delivered.
 */
final class Contents implements AutoCloseable {
    /** A file that is to be read, and how much of it at most. */
    record Wanted(FileEntry file, int limit) {}

    /** A copy; null if the file was another version by the time it was made. */
    private record Recording(Spool.@Nullable Copy copy, String sha256) {}

    private final Transport transport;
    private final Spool spool;
    private final Map<Long, Attempt<Optional<byte[]>>> metadata = new HashMap<>();
    private final Map<Long, Attempt<Recording>> recordings = new HashMap<>();

    /** @param spool the folder for copies of recordings */
    Contents(Transport transport, Path spool) {
        this.transport = transport;
        this.spool = new Spool(spool);
    }

    /** Whether files are better fetched together than one by one. */
    boolean isFar() {
        return !transport.isLocal();
    }

    /** Whether recordings were copied that are still to be delivered. */
    boolean holdsCopies() {
        return !spool.isEmpty();
    }

    /** Fetches metadata that is going to be read. */
    void fetchMetadata(List<Wanted> wanted) {
        List<ByteArrayOutputStream> contents = new ArrayList<>();
        List<Transport.Copy> copies = new ArrayList<>();
        for (Wanted one : wanted) {
            long limit = Math.min(one.file().size(), one.limit() + 1L);
            ByteArrayOutputStream content = new ByteArrayOutputStream((int) limit);
            contents.add(content);
            copies.add(new Transport.Copy(one.file().location(), limit, content));
        }
        List<Attempt<RemoteFile>> looks = transport.copyAll(copies);
        for (int i = 0; i < wanted.size(); i++) {
            FileEntry file = wanted.get(i).file();
            ByteArrayOutputStream content = contents.get(i);
            boolean whole = content.size() == copies.get(i).limit();
            Attempt<RemoteFile> look = looks.get(i);
            metadata.put(
                    file.id(),
                    Attempt.at(() -> isVersion(file, look.get()) && whole
                            ? Optional.of(content.toByteArray())
                            : Optional.empty()));
        }
    }

    /** Copies recordings that are going to be delivered. */
    void fetchRecordings(List<FileEntry> files) {
        try {
            List<Spool.Copy> room = new ArrayList<>();
            List<Transport.Copy> copies = new ArrayList<>();
            for (FileEntry file : files) {
                Spool.Copy copy = spool.add(file.size());
                room.add(copy);
                copies.add(new Transport.Copy(file.location(), file.size(), copy));
            }
            List<Attempt<RemoteFile>> looks = transport.copyAll(copies);
            for (int i = 0; i < files.size(); i++) {
                FileEntry file = files.get(i);
                Spool.Copy copy = room.get(i);
                Attempt<RemoteFile> look = looks.get(i);
                recordings.put(
                        file.id(),
                        Attempt.at(() -> isVersion(file, look.get()) && copy.count() == file.size()
                                ? new Recording(copy, copy.sha256())
                                : new Recording(null, "")));
            }
        } catch (IOException e) {
            TransportException failure = new TransportException(
                    TransportException.Reason.NO_SPACE,
                    "read: there can be no copy in the spool folder ("
                            + e.getClass().getSimpleName() + ")",
                    e);
            files.forEach(file -> recordings.put(file.id(), Attempt.failed(failure)));
        }
    }

    void forgetMetadata() {
        metadata.clear();
    }

    /** Gives the room of the copies back. */
    void forgetRecordings() {
        recordings.clear();
        spool.clear();
    }

    /** At most {@code limit + 1} bytes of a file; null if it is no longer the version that the row tells of. */
    byte @Nullable [] bytes(FileEntry file, int limit) throws TransportException {
        Attempt<Optional<byte[]>> fetched = metadata.get(file.id());
        if (fetched == null) {
            fetchMetadata(List.of(new Wanted(file, limit)));
            fetched = metadata.remove(file.id());
        }
        return fetched == null ? null : fetched.get().orElse(null);
    }

    /** The SHA-256 of a whole file; null if it is no longer the version that the row tells of. */
    @Nullable
    String sha256(FileEntry file) throws TransportException {
        return isFar() ? sha256OfCopy(file) : sha256InPlace(file);
    }

    private @Nullable String sha256OfCopy(FileEntry file) throws TransportException {
        if (!recordings.containsKey(file.id())) {
            fetchRecordings(List.of(file));
        }
        Attempt<Recording> fetched = recordings.get(file.id());
        return fetched == null || fetched.get().copy() == null
                ? null
                : fetched.get().sha256();
    }

    private @Nullable String sha256InPlace(FileEntry file) throws TransportException {
        Measure measure = new Measure();
        Transport.Copy copy = new Transport.Copy(file.location(), file.size(), measure);
        RemoteFile look = transport.copyAll(List.of(copy)).get(0).get();
        return isVersion(file, look) && measure.count() == file.size() ? measure.sha256() : null;
    }

    /** A recording's bytes, which end in an IOException if they are not those with this SHA-256. */
    InputStream verified(FileEntry file, String sha256) throws TransportException {
        Attempt<Recording> fetched = recordings.get(file.id());
        Spool.Copy copy = fetched == null ? null : fetched.get().copy();
        InputStream in = copy == null ? transport.read(file.location()) : copy.open();
        return new VerifiedStream(in, file.size(), sha256);
    }

    /** A link to a file where it lies, if its source can make one. */
    Optional<URI> link(FileEntry file, Duration valid) throws TransportException {
        return transport.link(file.location(), valid);
    }

    /** Whether there is a file, of whatever version. */
    boolean isThere(FileEntry file) throws TransportException {
        try {
            transport.stat(file.location());
            return true;
        } catch (TransportException e) {
            if (e.reason() == TransportException.Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isVersion(FileEntry file, RemoteFile now) {
        return now.kind() == RemoteFile.Kind.FILE && file.isVersion(now.size(), now.version());
    }

    @Override
    public void close() {
        spool.close();
    }
}
