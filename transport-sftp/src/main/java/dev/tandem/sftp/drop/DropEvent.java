package dev.tandem.sftp.drop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an account, or someone who wanted to be one, did. It may hold a file's name, which is personal data; the
 * log's line of the same event holds a keyed hash instead.
 *
 * @param time by the server's clock
 * @param account its name; null if none of that name is known
 * @param address where the connection comes from
 * @param file the name of the file it is about; null if it is about none
 * @param size how many bytes the file has; -1 if it is about none
 * @param detail what was wrong, or what a renamed file was called before; empty if there is nothing to tell
 */
public record DropEvent(
        Instant time,
        Operation operation,
        Outcome outcome,
        @Nullable String account,
        String address,
        @Nullable String file,
        long size,
        String detail) {

    /** What was done. */
    public enum Operation {
        LOGIN,
        UPLOAD,
        RENAME,
        DELETE,
        /** Something that the drop never does: folders, links, reading back. */
        OTHER,
        LOGOUT
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** An upload that can be resumed; for one under a temporary name that was closed in order, see {@code DONE}. */
        CUT_OFF,
        REFUSED
    }
}
