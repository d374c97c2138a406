package dev.tandem.ingest;

import dev.tandem.internal.Sha256;
import dev.tandem.ledger.FileEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The folders that a feed's files are moved to, inside the feed's own folder. */
final class Folders {
    static final String PROCESSED = "processed";
    static final String REFUSED = "refused";
    private static final String REASON = ".reason.json";
    private static final int MARK_LENGTH = 16;

    /** The longest path in UTF-8: what S3 takes, less what is put before a name that moves aside. */
    private static final int MOST_BYTES = 900;

    private Folders() {}

    static boolean isOurs(String name) {
        return name.equals(PROCESSED) || name.equals(REFUSED);
    }

    /** Whether a folder of this name is entered, in feeds whose folders are. */
    static boolean isEntered(String name) {
        return FileName.unsafe(name) == null && !FileName.isTemporary(name);
    }

    /** What is wrong with a path that lies in a folder; null if nothing is. */
    static @Nullable String unsafe(String folder, String path) {
        for (String name : folder.split("/", 0)) {
            if (!isEntered(name)) {
                return "a folder on the path has a name that no store should hold; give it another";
            }
        }
        return FileName.bytes(path) <= MOST_BYTES
                ? null
                : "the path has more than " + MOST_BYTES + " bytes; put the file into folders with shorter names";
    }

    /** Where a file of a delivered call goes. */
    static String processed(String name, Instant now) {
        return PROCESSED + "/" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "/" + name;
    }

    /** Where a refused file goes. */
    static String refused(String name) {
        return REFUSED + "/" + name;
    }

    /** The file that says why the file beside it was refused; two files never share one. */
    static String reason(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean fits = FileName.bytes(name + REASON) <= FileName.MOST_BYTES;
        return withSuffix(path, fits ? "" : "~" + Sha256.of(name).substring(0, MARK_LENGTH), REASON);
    }

    static boolean isReason(String name) {
        return name.endsWith(REASON);
    }

    /** Another path in the same folder, for when one is taken; the same each time. */
    static String instead(String path, long fileId) {
        int dot = path.lastIndexOf('.');
        boolean named = dot > path.lastIndexOf('/') + 1;
        String extension = named ? path.substring(dot) : "";
        return withSuffix(named ? path.substring(0, dot) : path, "~" + fileId, extension);
    }

    /**
     * Where a file lies while it is looked at for the last time: hidden, in the feed's folder, under a name that is its own
     * even if another ledger counted before.
     */
    static String beforeDeletion(FileEntry file) {
        return ".tandem-" + file.id() + "-"
                + Sha256.of(file.path(), file.stamp()).substring(0, MARK_LENGTH) + ".tmp";
    }

    /** A path with more at its end, whose name is cut before that so that it has no more bytes than stores take. */
    private static String withSuffix(String path, String mark, String extension) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String name = path.substring(folder.length());
        int room = FileName.MOST_BYTES - FileName.bytes(mark) - FileName.bytes(extension);
        while (FileName.bytes(name) > room) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return folder + name + mark + extension;
    }
}
