package dev.tandem.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An open connection to one folder, the root. Paths are relative to it, with {@code /} between segments; the empty path
 * is the root itself. Used by one thread at a time; whoever opened it closes it.
 *
 * <p>A path that leaves the root, or that has an empty, {@code .} or {@code ..} segment or a NUL in it, is refused as
 * {@code INVALID_NAME} by every operation. Links are listed as links and never followed.
 *
 * <p>The operations on many files do what those on one do, file by file; a store that is far away overrides them and has
 * many requests under way at once. One file's failure is no other's.
 */
public interface Transport extends AutoCloseable {
    /**
     * Hands over each entry that lies directly in a folder, in no particular order, in bounded memory. Returns only when
     * the listing was whole; one that broke off throws, whatever was handed over before. Entries that come or go
     * meanwhile may or may not be among them.
     */
    void list(String folder, Consumer<? super RemoteFile> each) throws TransportException;

    /** One entry as it is now; {@code NOT_FOUND} where there is none. */
    RemoteFile stat(String path) throws TransportException;

    /** Opens a file's bytes; the caller closes the stream. Failures while reading are IOExceptions. */
    InputStream read(String path) throws TransportException;

    /**
     * Moves a file within the root in one step, making the folders it needs. Never over an existing file: that is {@code
     * ALREADY_EXISTS}, and both stay as they were.
     */
    void move(String from, String to) throws TransportException;

    /** Deletes a file; {@code NOT_FOUND} where there is none. */
    void delete(String path) throws TransportException;

    /** Writes a small file whole, over an older one if there is one, making the folders it needs. */
    void write(String path, byte[] content) throws TransportException;

    /**
     * Marks files for others to see; marks of other programs stay. Gives each entry as it then is. A file that is not of the
     * version named is {@code NOT_FOUND} and is not marked. Asked for only where the provider {@linkplain
     * TransportProvider#canTag can}.
     */
    default List<Attempt<RemoteFile>> tagAll(List<Tag> tags) {
        TransportException none =
                new TransportException(TransportException.Reason.ACCESS_DENIED, "tag: this source knows no marks");
        return tags.stream().map(tag -> Attempt.<RemoteFile>failed(none)).toList();
    }

    /**
     * A link by which whoever has it may read a file without credentials for a while, where the store can make one.
     *
     * @param valid how long, from now
     */
    default Optional<URI> link(String path, Duration valid) throws TransportException {
        return Optional.empty();
    }

    /**
     * Whether a file's bytes are at hand, so that reading it twice costs little. Those of other transports are read once,
     * into files of the engine's own.
     */
    default boolean isLocal() {
        return false;
    }

    /** Each entry as it is now, in the order of the paths. */
    default List<Attempt<RemoteFile>> statAll(List<String> paths) {
        return paths.stream().map(path -> Attempt.at(() -> stat(path))).toList();
    }

    /** Moves files; for each, in their order, the entry as it is after the move, at its new path. */
    default List<Attempt<RemoteFile>> moveAll(List<Move> moves) {
        return moves.stream()
                .map(move -> Attempt.at(() -> {
                    move(move.from(), move.to());
                    return stat(move.to());
                }))
                .toList();
    }

    /**
     * Reads files. The bytes of each go to its own stream, in their order and by the thread that calls; what was written
     * there before a failure is worth nothing. Gives for each, in their order, the entry as it was after its last byte
     * was read, so that the caller can tell whether it changed meanwhile.
     */
    default List<Attempt<RemoteFile>> copyAll(List<Copy> copies) {
        List<Attempt<RemoteFile>> done = new ArrayList<>();
        for (Copy copy : copies) {
            done.add(Attempt.at(() -> {
                copy.run(this);
                return stat(copy.path());
            }));
        }
        return done;
    }

    /** Frees what is held; twice is harmless. */
    @Override
    void close();

    /** Whether a text can be a segment of a path. */
    static boolean isName(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.indexOf('/') < 0
                && segment.indexOf('\0') < 0;
    }

    /** Where a file lies and where it shall lie. */
    record Move(String from, String to) {}

    /**
     * A file to be marked.
     *
     * @param version the one that is meant, see {@link RemoteFile#version}
     * @param word such as {@code processed}
     */
    record Tag(String path, String version, String word) {}

    /**
     * A file to be read.
     *
     * @param limit how many of its bytes are wanted at most
     * @param to where they go; not closed by the transport. That it fails is a failure of this copy, {@code NO_SPACE}
     */
    record Copy(String path, long limit, OutputStream to) {
        private static final int BUFFER = 64 << 10;

        private void run(Transport transport) throws TransportException {
            try (InputStream in = transport.read(path)) {
                byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(limit, 1))];
                long left = limit;
                while (left > 0) {
                    int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (n < 0) {
                        return;
                    }
                    write(buffer, 0, n);
                    left -= n;
                }
            } catch (IOException e) {
                throw new TransportException(
                        TransportException.Reason.UNAVAILABLE,
                        "read: broke off (" + e.getClass().getSimpleName() + ")",
                        e);
            }
        }

        /** Hands over bytes that were read. */
        public void write(byte[] bytes, int offset, int length) throws TransportException {
            try {
                int end = offset + length;
                for (int at = offset; at < end; at += BUFFER) {
                    to.write(bytes, at, Math.min(BUFFER, end - at));
                }
            } catch (IOException e) {
                throw new TransportException(
                        TransportException.Reason.NO_SPACE,
                        "read: the copy could not be written (" + e.getClass().getSimpleName()
                                + "); see that there is space for it",
                        e);
            }
        }
    }
}
