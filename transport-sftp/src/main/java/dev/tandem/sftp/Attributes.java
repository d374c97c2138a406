package dev.tandem.sftp;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.RemoteFile.Kind;
import java.time.Instant;

/**
 * What a server tells of a file; each part may be left out by it.
 *
 * @param modified in seconds since 1970
 */
record Attributes(
        boolean hasSize, long size, boolean hasPermissions, int permissions, boolean hasTimes, long modified) {
    private static final int TYPE = 0xF000;
    private static final int FOLDER = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final int LINK = 0xA000;

    /** A file whose kind the server does not tell is not taken for a regular one. */
    Kind kind() {
        return switch (permissions & TYPE) {
            case REGULAR -> Kind.FILE;
            case FOLDER -> Kind.DIRECTORY;
            case LINK -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    /** Whether all is told that an entry of a listing has. */
    boolean isWhole() {
        return hasSize && hasPermissions && hasTimes;
    }

    /** These as they are of a link. */
    Attributes ofLink() {
        return new Attributes(hasSize, size, true, LINK, hasTimes, modified);
    }

    RemoteFile named(String name) {
        return new RemoteFile(name, kind(), size, Instant.ofEpochSecond(modified), version());
    }

    private String version() {
        return (hasTimes ? Long.toString(modified) : "") + ":" + (hasSize ? Long.toString(size) : "");
    }

    /** Whether both may be of one file that did not change; what either leaves out tells nothing. */
    boolean isLike(Attributes other) {
        return (!hasSize || !other.hasSize || size == other.size)
                && (!hasTimes || !other.hasTimes || modified == other.modified);
    }
}
