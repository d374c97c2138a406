package dev.tandem.ingest;

import dev.tandem.internal.Json;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves and deletes files. The ledger holds each row's target before anything is done; doing it again after a crash
 * finds what was done. A file that is not the version its row tells of is left alone.
 */
final class Mover {
    private static final int PATIENCE = 3;
    private static final Set<FileState> ASIDE = Set.of(FileState.ARCHIVED, FileState.REFUSED);

    /** How many files that lie far away are moved at once. */
    private static final int TOGETHER = 256;

    private final Context context;
    private final Transport transport;
    private int failures;

    Mover(Context context) {
        this.context = context;
        transport = context.transport();
    }

    /** Finishes what a sweep before this one began. */
    void resume() throws LedgerException {
        long after = 0;
        while (true) {
            List<FileEntry> page = context.ledger().filesToMove(context.feed().name(), after, Context.PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).id();
            move(page);
        }
    }

    /** Moves files to their targets, as far as that can be done now; gives those for which it was done. */
    List<FileEntry> move(List<FileEntry> files) throws LedgerException {
        // Where files are at hand, one at a time: as little time as can be between the look at a file and its move.
        int together = transport.isLocal() ? 1 : TOGETHER;
        List<FileEntry> done = new ArrayList<>();
        for (int i = 0; i < files.size() && failures < PATIENCE; i += together) {
            moveTogether(files.subList(i, Math.min(i + together, files.size())), done);
        }
        if (!done.isEmpty()) {
            context.ledger().commit(done, List.of());
        }
        return done;
    }

    private void moveTogether(List<FileEntry> files, List<FileEntry> done) throws LedgerException {
        List<Attempt<RemoteFile>> looks =
                transport.statAll(files.stream().map(FileEntry::location).toList());
        List<FileEntry> there = new ArrayList<>();
        List<FileEntry> staying = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            FileEntry file = files.get(i);
            Attempt<RemoteFile> look = looks.get(i);
            finish(file, done, () -> {
                RemoteFile found = find(look);
                if (file.aside() != null) {
                    return purge(file, found);
                }
                boolean stays = FileEntry.IN_PLACE.equals(file.target());
                if (found == null || !Arrival.isVersion(file, found)) {
                    return stays ? left(file) : movedOrGone(file, found != null);
                }
                (stays ? staying : there).add(file);
                return null;
            });
        }
        if (!there.isEmpty()) {
            moveNow(there, done);
        }
        if (!staying.isEmpty()) {
            tagNow(staying, done);
        }
    }

    private void tagNow(List<FileEntry> files, List<FileEntry> done) throws LedgerException {
        List<Attempt<RemoteFile>> tags = transport.tagAll(files.stream()
                .map(file -> new Transport.Tag(
                        file.path(),
                        file.token(),
                        file.state() == FileState.REFUSED ? Folders.REFUSED : Folders.PROCESSED))
                .toList());
        for (int i = 0; i < files.size(); i++) {
            FileEntry file = files.get(i);
            Attempt<RemoteFile> tag = tags.get(i);
            finish(file, done, () -> {
                find(tag);
                return left(file);
            });
        }
    }

    /** A file that stays where it is; of another version that is there now, the next listing tells. */
    private FileEntry left(FileEntry file) {
        FileEntry.Edit left = file.edit().target(null);
        return file.state() == FileState.PAIRED
                ? left.state(FileState.KEPT, context.now(), file.reason(), file.detail())
                        .build()
                : left.build();
    }

    private void moveNow(List<FileEntry> files, List<FileEntry> done) throws LedgerException {
        List<Attempt<RemoteFile>> moves = transport.moveAll(files.stream()
                .map(file -> new Transport.Move(file.path(), Arrival.target(file)))
                .toList());
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            FileEntry file = files.get(i);
            Attempt<RemoteFile> move = moves.get(i);
            finish(file, done, () -> {
                arrivals.add(arrival(file, move));
                return null;
            });
        }
        List<Attempt<Optional<RemoteFile>>> judged = Arrival.judged(transport, arrivals);
        for (int i = 0; i < arrivals.size(); i++) {
            FileEntry file = arrivals.get(i).file();
            Attempt<Optional<RemoteFile>> now = judged.get(i);
            finish(file, done, () -> {
                Optional<RemoteFile> arrived = now.get();
                return arrived.isPresent() ? arrived(file, arrived.get()) : moveBack(file);
            });
        }
    }

    /** What is left to do for one file. */
    private interface Step {
        /** The row when all is done; null if it is not. */
        @Nullable
        FileEntry take() throws TransportException, LedgerException;
    }

    private void finish(FileEntry file, List<FileEntry> done, Step step) throws LedgerException {
        try {
            FileEntry row = step.take();
            if (row != null) {
                failures = 0;
                done.add(row);
            }
        } catch (TransportException e) {
            failures++;
            String what = "could not be moved to " + Folders.PROCESSED + "/ or " + Folders.REFUSED
                    + "/, deleted or marked: " + e.getMessage() + "; allow it, or set after-delivery: keep";
            context.tally().add(Tally.event(file, Outcome.FAILED, file.reason(), what, file.call(), 0));
            context.tally().fail("a file " + what);
        }
    }

    private FileEntry purge(FileEntry file, @Nullable RemoteFile there) throws TransportException {
        if (there != null && !Arrival.isVersion(file, there)) {
            return gone(file);
        }
        if (there != null) {
            transport.delete(file.location());
        }
        return file.edit().state(FileState.PURGED, context.now()).target(null).build();
    }

    /** @param replaced whether there is another version where the file lay */
    private @Nullable FileEntry movedOrGone(FileEntry file, boolean replaced)
            throws TransportException, LedgerException {
        String target = Arrival.target(file);
        RemoteFile there = find(Attempt.at(() -> transport.stat(target)));
        if (there == null) {
            return Arrival.isDeleted(file) && !replaced ? deleted(file) : gone(file);
        }
        List<Attempt<Optional<RemoteFile>>> one = Arrival.judged(transport, List.of(new Arrival(file, there)));
        Optional<RemoteFile> judged = one.get(0).get();
        if (judged.isPresent()) {
            return arrived(file, judged.get());
        }
        return replaced || isAnEarlierOne(target) ? gone(file) : moveBack(file);
    }

    /** Whether a file lies there that was moved aside before. The name before a deletion is each file's own. */
    private boolean isAnEarlierOne(String target) throws LedgerException {
        long after = 0;
        while (true) {
            List<FileEntry> page =
                    context.ledger().filesIn(context.feed().name(), ASIDE, Context.ANY_TIME, after, Context.PAGE);
            if (page.isEmpty()) {
                return false;
            }
            if (page.stream().anyMatch(file -> target.equals(file.aside()))) {
                return true;
            }
            after = page.get(page.size() - 1).id();
        }
    }

    private Arrival arrival(FileEntry file, Attempt<RemoteFile> move) throws TransportException, LedgerException {
        try {
            return new Arrival(file, move.get());
        } catch (TransportException e) {
            if (e.reason() != TransportException.Reason.ALREADY_EXISTS) {
                throw e;
            }
            // Before a deletion the name is the file's own, and an earlier try may have left it there.
            return Arrival.isDeleted(file)
                    ? new Arrival(file, transport.stat(Arrival.target(file)))
                    : moveElsewhere(file, Arrival.target(file));
        }
    }

    private Arrival moveElsewhere(FileEntry file, String taken) throws TransportException, LedgerException {
        String other = Folders.instead(taken, file.id());
        if (other.equals(taken) || taken.contains("~" + file.id())) {
            throw new TransportException(TransportException.Reason.ALREADY_EXISTS, "move: the target exists");
        }
        FileEntry intent = file.edit().target(other).build();
        context.ledger().commit(List.of(intent), List.of());
        FileEntry again = Context.committed(intent);
        return arrival(
                again,
                transport
                        .moveAll(List.of(new Transport.Move(again.path(), other)))
                        .get(0));
    }

    /** A newer version came between the look and the move: it goes back to be seen. */
    private @Nullable FileEntry moveBack(FileEntry file) throws TransportException {
        transport.move(Arrival.target(file), file.path());
        return null;
    }

    private FileEntry arrived(FileEntry file, RemoteFile there) throws TransportException {
        String target = Arrival.target(file);
        if (Arrival.isDeleted(file)) {
            transport.delete(target);
            return deleted(file);
        }
        Reason reason = file.reason();
        if (file.state() == FileState.REFUSED && reason != null) {
            transport.write(Folders.reason(target), reasonFile(file, reason));
        }
        FileEntry.Edit moved =
                file.edit().content(there.size(), there.version()).aside(target).target(null);
        return file.state() == FileState.PAIRED
                ? moved.state(FileState.ARCHIVED, context.now(), reason, file.detail())
                        .build()
                : moved.build();
    }

    private FileEntry deleted(FileEntry file) {
        return file.edit().state(FileState.DELETED, context.now()).target(null).build();
    }

    private static byte[] reasonFile(FileEntry file, Reason reason) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("file", file.path());
        content.put("reason", reason.code());
        content.put("detail", file.detail());
        content.put("refused", file.changed().toString());
        content.put("next", "correct the file and upload it again, or move it back to have it tried again");
        return Json.write(content).getBytes(StandardCharsets.UTF_8);
    }

    /** What is there now, if anything is, is another version: the next listing sees it. */
    private FileEntry gone(FileEntry file) {
        Instant now = context.now();
        return file.edit()
                .state(FileState.VANISHED, now, file.reason(), "was removed or replaced before it could be moved aside")
                .target(null)
                .build();
    }

    private static @Nullable RemoteFile find(Attempt<RemoteFile> look) throws TransportException {
        try {
            return look.get();
        } catch (TransportException e) {
            if (e.reason() == TransportException.Reason.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}
