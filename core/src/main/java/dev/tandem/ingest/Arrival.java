package dev.tandem.ingest;

import dev.tandem.ledger.FileEntry;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file as it lies after it was moved: the one that was judged, or one that was uploaded over it in the last moment.
 *
 * @param file its row, whose {@link #target} is where it lies
 */
record Arrival(FileEntry file, RemoteFile there) {

    /**
     * For each, in their order, the entry as it is now if it is what was judged, and empty if not. Where a move gives a
     * file another version, its content tells: it is read again, all such files together.
     */
    static List<Attempt<Optional<RemoteFile>>> judged(Transport transport, List<Arrival> arrivals) {
        List<Arrival> doubtful = arrivals.stream().filter(Arrival::isDoubtful).toList();
        Iterator<Attempt<Optional<RemoteFile>>> compared =
                compared(transport, doubtful).iterator();
        return arrivals.stream()
                .map(arrival -> arrival.isDoubtful() ? compared.next() : Attempt.at(arrival::told))
                .toList();
    }

    private static List<Attempt<Optional<RemoteFile>>> compared(Transport transport, List<Arrival> doubtful) {
        List<Measure> measures = doubtful.stream().map(arrival -> new Measure()).toList();
        List<Transport.Copy> copies = new ArrayList<>();
        for (int i = 0; i < doubtful.size(); i++) {
            FileEntry file = doubtful.get(i).file;
            copies.add(new Transport.Copy(target(file), file.size(), measures.get(i)));
        }
        List<Attempt<RemoteFile>> looks = copies.isEmpty() ? List.of() : transport.copyAll(copies);
        List<Attempt<Optional<RemoteFile>>> compared = new ArrayList<>();
        for (int i = 0; i < doubtful.size(); i++) {
            Arrival arrival = doubtful.get(i);
            Attempt<RemoteFile> look = looks.get(i);
            Measure measure = measures.get(i);
            compared.add(Attempt.at(() -> arrival.compared(look.get(), measure)));
        }
        return compared;
    }

    /** Where a file is moved: its row's target, or, if it is to be deleted, a name that no other file ever has. */
    static String target(FileEntry file) {
        return isDeleted(file) ? Folders.beforeDeletion(file) : Objects.requireNonNull(file.target());
    }

    static boolean isDeleted(FileEntry file) {
        return Objects.equals(file.target(), FileEntry.NOWHERE);
    }

    static boolean isVersion(FileEntry file, RemoteFile there) {
        return there.kind() == RemoteFile.Kind.FILE && file.isVersion(there.size(), there.version());
    }

    private boolean hasSize() {
        return there.kind() == RemoteFile.Kind.FILE && there.size() == file.size();
    }

    private boolean isDoubtful() {
        return hasSize() && !isVersion(file, there) && file.sha256() != null;
    }

    /** What needs no reading: a row without SHA-256 was refused for its name or its size, and another would be, too. */
    private Optional<RemoteFile> told() {
        return hasSize() ? Optional.of(there) : Optional.empty();
    }

    private Optional<RemoteFile> compared(RemoteFile now, Measure measure) {
        // As large as it was, since no more than that is read of one that grows.
        boolean same = now.size() == file.size() && measure.sha256().equals(file.sha256());
        return same ? Optional.of(now) : Optional.empty();
    }
}
