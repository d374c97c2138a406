package dev.tandem.ingest;

import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.Outcome;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.TransportException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the feed's folder and notes in the ledger what came, what changed, what settled and, if the listing was whole,
 * what is gone. Memory grows with the files that wait, not with those that are known.
 */
final class Scan {
    private static final Set<FileState> OPEN = EnumSet.of(FileState.ARRIVING, FileState.SETTLED, FileState.WAITING);

    /** Carries a ledger's failure through a listing. */
    private static final class LedgerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient LedgerException cause;

        LedgerFailed(LedgerException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /** How many entries are put in order before the ledger sees them: rows that lie together are cheaper for it. */
    private static final int SORTED = 32_768;

    /** How many folders may be known and not listed yet. */
    private static final int MOST_FOLDERS = 100_000;

    /** How many folders may lie within each other. */
    private static final int DEEPEST = 16;

    private static final Comparator<RemoteFile> ORDER = Comparator.comparing(RemoteFile::name)
            .thenComparing(RemoteFile::size)
            .thenComparing(RemoteFile::version);

    private final Context context;
    private final Observation observation;
    private final Instant begin;
    private final Deque<String> folders = new ArrayDeque<>();
    private final List<RemoteFile> listed = new ArrayList<>();
    private final Set<Long> seenOpen = new HashSet<>();
    private final List<FileEntry> replaced = new ArrayList<>();

    Scan(Context context) {
        this.context = context;
        begin = context.now();
        observation = new Observation(
                context.feed().name(),
                context.feed().settle(),
                begin,
                context.watch().floor(),
                context.rules()::read);
    }

    void run() throws TransportException, LedgerException {
        try {
            list("");
            for (String folder = folders.poll(); folder != null; folder = folders.poll()) {
                list(folder);
            }
            observeSorted();
        } catch (LedgerFailed e) {
            throw e.cause;
        }
        noteVanished();
        // A mover of its own: one that met three failures asks no more.
        new Mover(context).move(replaced);
    }

    private void list(String folder) throws TransportException {
        try {
            context.transport().list(folder, file -> take(folder, file));
        } catch (TransportException e) {
            // A folder that is gone since its parent was listed has nothing in it.
            if (folder.isEmpty() || e.reason() != TransportException.Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    private void take(String folder, RemoteFile file) {
        String name = file.name();
        String path = folder.isEmpty() ? name : folder + "/" + name;
        if (file.kind() == RemoteFile.Kind.FILE && !FileName.isTemporary(name) && !Folders.isReason(name)) {
            listed.add(new RemoteFile(path, file.kind(), file.size(), file.modified(), file.version()));
            if (listed.size() >= SORTED) {
                try {
                    observeSorted();
                } catch (LedgerException e) {
                    throw new LedgerFailed(e);
                }
            }
        } else if (file.kind() != RemoteFile.Kind.DIRECTORY || !Folders.isOurs(path)) {
            if (isEntered(path, file)) {
                folders.add(path);
            } else {
                context.tally().add(path, Outcome.IGNORED, whyIgnored(file));
            }
        }
    }

    private boolean isEntered(String path, RemoteFile folder) {
        return context.feed().subfolders()
                && folder.kind() == RemoteFile.Kind.DIRECTORY
                && Folders.isEntered(folder.name())
                && folders.size() < MOST_FOLDERS
                && path.chars().filter(c -> c == '/').count() < DEEPEST;
    }

    private String whyIgnored(RemoteFile file) {
        return switch (file.kind()) {
            case FILE ->
                Folders.isReason(file.name())
                        ? "a reason that was written beside a refused file"
                        : "a temporary name: an upload that has not ended";
            case DIRECTORY ->
                context.feed().subfolders()
                        ? "a folder that is hidden, named as no store should name one, too deep, or one of too many"
                        : "a folder; folders are not entered, so put files directly into the feed's folder, or set"
                                + " subfolders: true";
            case LINK -> "a link; links are not followed, so upload the file itself";
            case OTHER -> "not a regular file";
        };
    }

    private void observeSorted() throws LedgerException {
        listed.sort(ORDER);
        // Two names that cannot be decoded may look alike, and a listing in pages may show an entry twice.
        Set<String> names = new HashSet<>();
        listed.removeIf(file -> !names.add(file.name()));
        for (int i = 0; i < listed.size(); i += Context.PAGE) {
            observe(listed.subList(i, Math.min(i + Context.PAGE, listed.size())));
        }
        listed.clear();
    }

    private void observe(List<RemoteFile> batch) throws LedgerException {
        Map<String, FileEntry> known = new HashMap<>();
        List<String> names = batch.stream().map(RemoteFile::name).toList();
        context.ledger().filesAt(context.feed().name(), names).forEach(file -> known.put(file.path(), file));
        List<FileEntry> changed = new ArrayList<>();
        for (RemoteFile file : batch) {
            observe(file, known.get(file.name()), changed);
        }
        commit(changed);
        changed.stream()
                .filter(file -> file.state() == FileState.ARRIVING)
                .forEach(file -> context.tally().add(Tally.event(file, Outcome.ARRIVING)));
    }

    private void observe(RemoteFile file, @Nullable FileEntry known, List<FileEntry> changed) {
        if (known != null && known.target() != null) {
            // Where it lies must be known before its row can tell of another version.
            if (!known.isVersion(file.size(), file.version())) {
                replaced.add(known);
            }
            return;
        }
        FileEntry row = observation.of(file, known);
        if (row != null) {
            changed.add(row);
        }
        FileEntry latest = row != null ? row : known;
        if (latest != null && OPEN.contains(latest.state())) {
            seenOpen.add(latest.id());
            if (latest.state() == FileState.ARRIVING) {
                context.tally().wake(observation.settles(latest));
            }
        }
    }

    /** Files that were open before this listing and are not in it. */
    private void noteVanished() throws LedgerException {
        String feed = context.feed().name();
        long after = 0;
        while (true) {
            List<FileEntry> page = context.ledger().filesIn(feed, OPEN, Context.ANY_TIME, after, Context.PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).id();
            List<FileEntry> gone = page.stream()
                    .filter(file -> !file.seen().equals(begin) && !seenOpen.contains(file.id()))
                    .map(file -> file.edit()
                            .state(FileState.VANISHED, begin, null, "was removed from the source by someone else")
                            .build())
                    .toList();
            commit(gone);
            gone.forEach(file -> context.tally().add(Tally.event(file, Outcome.VANISHED)));
            judgeAgain(gone.stream().map(FileEntry::key).toList());
        }
    }

    /** What waited because of a file that is gone may go on without it. */
    private void judgeAgain(List<String> keys) throws LedgerException {
        if (keys.isEmpty()) {
            return;
        }
        List<FileEntry> waiting = context.ledger().filesWithKeys(context.feed().name(), keys).stream()
                .filter(file -> file.state() == FileState.WAITING)
                .map(file -> file.edit().state(FileState.SETTLED, begin).build())
                .toList();
        commit(waiting);
    }

    private void commit(List<FileEntry> files) throws LedgerException {
        if (!files.isEmpty()) {
            context.ledger().commit(files, List.of());
        }
    }
}
