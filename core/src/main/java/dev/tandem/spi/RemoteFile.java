package dev.tandem.spi;

import java.time.Instant;

/**
 * One entry of a folder, as its transport shows it. The name is a stranger's text: it is looked up and moved through the
 * transport it came from and never becomes a local path anywhere else.
 *
 * @param name one path segment
 * @param size in bytes
 * @param modified as the source tells it; shown to people, never reckoned with
 * @param version an opaque text that changes when the content does (a modification time, an ETag) and, wherever the
 *     store can tell, at no other time; a file to which a move gives another version is read again after the move
 */
public record RemoteFile(String name, Kind kind, long size, Instant modified, String version) {
    /** What an entry is. Only {@code FILE} is ever read. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    @Override
    public String toString() {
        return "RemoteFile[" + kind + ", " + size + " bytes]";
    }
}
