package dev.tandem.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The folders that a feed's files are moved to, inside the feed's own folder. */
final class Folders {
    static final String PROCESSED = "processed";
    static final String REFUSED = "refused";

    private Folders() {}

    static boolean isOurs(String name) {
        return name.equals(PROCESSED) || name.equals(REFUSED);
    }

    /** Where a file of a delivered call goes. */
    static String processed(String name, Instant now) {
        return PROCESSED + "/" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "/" + name;
    }

    /** Where a refused file goes. */
    static String refused(String name) {
        return REFUSED + "/" + name;
    }

    /** Another path in the same folder, for when one is taken; the same each time. */
    static String instead(String path, long fileId) {
        int dot = path.lastIndexOf('.');
        boolean named = dot > path.lastIndexOf('/') + 1;
        String stem = named ? path.substring(0, dot) : path;
        return stem + "~" + fileId + (named ? path.substring(dot) : "");
    }
}
