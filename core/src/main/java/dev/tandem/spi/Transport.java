package dev.tandem.spi;

import java.io.InputStream;
import java.util.function.Consumer;

/**
 * An open connection to one folder, the root. Paths are relative to it, with {@code /} between segments; the empty path
 * is the root itself. Used by one thread at a time; whoever opened it closes it.
 *
 * <p>A path that leaves the root, or that has an empty, {@code .} or {@code ..} segment or a NUL in it, is refused as
 * {@code INVALID_NAME} by every operation. Links are listed as links and never followed.
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

    /** Frees what is held; twice is harmless. */
    @Override
    void close();
}
