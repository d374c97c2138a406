package dev.tandem.sftp;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder on an SFTP server. One channel, opened when it is first needed and again after it broke; the operations on many
 * files have their requests under way on it at once. A link on a path is refused: the folders above a file are looked at
 * before it is.
 */
final class SftpTransport implements Transport {
    private final Sessions sessions;
    private final Duration patience;
    private final RemotePaths paths;
    private final Folders folders;
    private @Nullable SftpChannel channel;
    private boolean closed;

    /**
     * @param root an absolute path, or one from the login's home folder; empty for that folder itself
     * @param patience how long the server may be silent while it is asked something
     */
    SftpTransport(Sessions sessions, String root, Duration patience) {
        this.sessions = sessions;
        this.patience = patience;
        paths = new RemotePaths(root);
        folders = new Folders(paths);
    }

    /** Something that is done over a channel. */
    private interface Work<T> {
        T on(SftpChannel channel) throws TransportException, Broken;
    }

    /** Does what may not be done twice. */
    private <T> T once(String operation, Work<T> work) throws TransportException {
        SftpChannel on = channel(operation);
        try {
            return work.on(on);
        } catch (Broken e) {
            on.close();
            throw e.during(operation);
        }
    }

    /** Does what changes nothing: again over another connection if the one there was turns out to be lost. */
    private <T> T twice(String operation, Work<T> work) throws TransportException {
        SftpChannel on = channel(operation);
        try {
            return work.on(on);
        } catch (Broken e) {
            on.close();
            if (!e.isCut()) {
                throw e.during(operation);
            }
            return once(operation, work);
        }
    }

    private SftpChannel channel(String operation) throws TransportException {
        if (closed) {
            throw new TransportException(Reason.UNAVAILABLE, operation + ": the transport was closed");
        }
        SftpChannel current = channel;
        if (current != null && !current.isBroken()) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        try {
            SftpChannel opened = SftpChannel.open(sessions.session(), patience);
            channel = opened;
            return opened;
        } catch (Broken e) {
            throw e.during(operation);
        }
    }

    @Override
    public void list(String folder, Consumer<? super RemoteFile> each) throws TransportException {
        paths.wire(folder);
        once("list", on -> {
            folders.check(on, "list", folder);
            new Listing(on, paths, folder, each).run();
            return folder;
        });
    }

    @Override
    public RemoteFile stat(String path) throws TransportException {
        return statAll(List.of(path)).get(0).get();
    }

    @Override
    public List<Attempt<RemoteFile>> statAll(List<String> all) {
        Batch batch = new Batch("stat", all.size());
        batch.checkPaths(paths, all::get);
        run(batch, true, on -> {
            batch.checkFolders(on, folders, all::get, false);
            List<Jobs.Job> jobs = new ArrayList<>();
            for (int i : batch.open().toArray()) {
                jobs.add((to, done) -> look(to, all.get(i), reply -> {
                    batch.put(i, reply, all.get(i));
                    done.run();
                }));
            }
            Jobs.run(on, jobs);
        });
        return batch.results();
    }

    /** Looks at what is there; the root alone may be a link. */
    private void look(SftpChannel on, String path, SftpChannel.Answer then) throws Broken {
        if (path.isEmpty()) {
            on.stat(checked(path), then);
        } else {
            on.lstat(checked(path), then);
        }
    }

    private byte[] checked(String path) {
        try {
            return paths.wire(path);
        } catch (TransportException e) {
            throw new IllegalArgumentException("the path was checked", e);
        }
    }

    /** Part of an operation on many files. */
    private interface Part {
        void on(SftpChannel channel) throws Broken;
    }

    private void run(Batch batch, boolean mayRepeat, Part part) {
        if (batch.open().findAny().isEmpty()) {
            return;
        }
        Work<Batch> work = on -> {
            part.on(on);
            return batch;
        };
        try {
            if (mayRepeat) {
                twice(batch.operation(), work);
            } else {
                once(batch.operation(), work);
            }
        } catch (TransportException e) {
            batch.failRest(e);
        }
    }

    @Override
    public InputStream read(String path) throws TransportException {
        byte[] wire = paths.wire(path);
        return twice("read", on -> {
            folders.check(on, "read", RemotePaths.folder(path));
            return RemoteStream.open(() -> channel("read"), wire);
        });
    }

    @Override
    public List<Attempt<RemoteFile>> copyAll(List<Copy> copies) {
        Batch batch = new Batch("read", copies.size());
        batch.checkPaths(paths, i -> copies.get(i).path());
        run(
                batch,
                true,
                on -> batch.checkFolders(on, folders, i -> copies.get(i).path(), false));
        CopyRun run = new CopyRun();
        Map<Integer, FileCopy> under = new LinkedHashMap<>();
        batch.open()
                .forEach(i -> under.put(
                        i, run.add(copies.get(i), checked(copies.get(i).path()))));
        run.run(() -> channel("read"));
        under.forEach((i, copy) -> batch.put(i, Objects.requireNonNull(copy.result(), "the run ends with results")));
        return batch.results();
    }

    @Override
    public void move(String from, String to) throws TransportException {
        moveAll(List.of(new Move(from, to))).get(0).get();
    }

    @Override
    public List<Attempt<RemoteFile>> moveAll(List<Move> moves) {
        Batch batch = new Batch("move", moves.size());
        batch.checkPaths(paths, i -> moves.get(i).from());
        batch.checkPaths(paths, i -> moves.get(i).to());
        run(batch, false, new MoveRun(paths, folders, moves, batch)::run);
        return batch.results();
    }

    @Override
    public void delete(String path) throws TransportException {
        byte[] wire = paths.wire(path);
        once("delete", on -> {
            folders.check(on, "delete", RemotePaths.folder(path));
            Reply there = on.get(then -> on.lstat(wire, then));
            if (there.isStatus()) {
                throw Status.refusal("delete", there.status());
            }
            // Some servers remove an empty folder when asked to remove a file.
            if (there.attributes().kind() == Kind.DIRECTORY) {
                throw new TransportException(Reason.ACCESS_DENIED, "delete: a folder");
            }
            int code = on.get(then -> on.remove(wire, then)).status();
            if (code != Status.OK) {
                throw Status.refusal("delete", code);
            }
            return wire;
        });
    }

    @Override
    public void write(String path, byte[] content) throws TransportException {
        byte[] target = paths.wire(path);
        String folder = RemotePaths.folder(path);
        String name = ".tandem-" + UUID.randomUUID() + ".tmp";
        byte[] temporary = paths.wire(folder.isEmpty() ? name : folder + "/" + name);
        once("write", on -> {
            folders.make(on, "write", folder);
            new SmallFile(on, temporary, target).write(content);
            return target;
        });
    }

    @Override
    public void close() {
        closed = true;
        SftpChannel current = channel;
        if (current != null) {
            channel = null;
            current.close();
        }
    }
}
