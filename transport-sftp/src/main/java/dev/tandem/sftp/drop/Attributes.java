package dev.tandem.sftp.drop;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.sshd.common.util.io.IoUtils;
import org.jspecify.annotations.Nullable;

/** A file's or the folder's attributes, as the SFTP library names them. */
final class Attributes {
    private Attributes() {}

    static Map<String, Object> of(Entry file) {
        Map<String, Object> all = common("rw-------", file.modified());
        all.put(IoUtils.REGFILE_VIEW_ATTR, true);
        all.put(IoUtils.SIZE_VIEW_ATTR, file.size());
        return all;
    }

    static Map<String, Object> folder(Instant now) {
        Map<String, Object> all = common("rwx------", now);
        all.put(IoUtils.DIRECTORY_VIEW_ATTR, true);
        all.put(IoUtils.SIZE_VIEW_ATTR, 0L);
        return all;
    }

    private static Map<String, Object> common(String permissions, Instant modified) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(IoUtils.PERMISSIONS_VIEW_ATTR, PosixFilePermissions.fromString(permissions));
        all.put(IoUtils.OWNER_VIEW_ATTR, "drop");
        all.put(IoUtils.GROUP_VIEW_ATTR, "drop");
        all.put(IoUtils.LASTMOD_TIME_VIEW_ATTR, FileTime.from(modified));
        all.put(IoUtils.LASTACC_TIME_VIEW_ATTR, FileTime.from(modified));
        return all;
    }

    static @Nullable Long size(Map<String, ?> sent) {
        return sent.get(IoUtils.SIZE_VIEW_ATTR) instanceof Number size ? size.longValue() : null;
    }

    static @Nullable Instant time(Map<String, ?> sent) {
        return sent.get(IoUtils.LASTMOD_TIME_VIEW_ATTR) instanceof FileTime time ? time.toInstant() : null;
    }
}
