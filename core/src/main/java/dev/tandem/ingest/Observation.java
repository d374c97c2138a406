package dev.tandem.ingest;

import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.spi.RemoteFile;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an observation makes of a file: pure. A file is settled when two observations, at least the settle time apart by
 * our own clock, saw the same size and version; what the source says of times is not reckoned with.
 *
 * @param now the time of the observation
 * @param floor the time before which ages do not count, see {@link Watch}
 */
record Observation(String feed, Duration settle, Instant now, Instant floor, Function<String, FileName> names) {

    /** The row as it should be now; null if it should stay as it is. */
    @Nullable
    FileEntry of(RemoteFile file, @Nullable FileEntry known) {
        if (known == null) {
            FileName name = names.apply(file.name());
            return fresh(FileEntry.create(feed, file.name(), name.kind(), name.key()), file);
        }
        if (!known.isVersion(file.size(), file.version()) || isBack(known.state())) {
            FileName name = names.apply(file.name());
            return fresh(known.edit().kind(name.kind(), name.key()), file);
        }
        return known.state() == FileState.ARRIVING ? unchanged(known) : null;
    }

    /** When a file that arrives will have settled if it is left alone. */
    Instant settles(FileEntry arriving) {
        Instant since = arriving.changed().isAfter(floor) ? arriving.changed() : floor;
        return since.plus(settle);
    }

    private FileEntry fresh(FileEntry.Edit row, RemoteFile file) {
        return row.content(file.size(), file.version())
                .seen(now)
                .sha256(null)
                .call(null)
                .target(null)
                .state(settle.isZero() ? FileState.SETTLED : FileState.ARRIVING, now)
                .build();
    }

    private @Nullable FileEntry unchanged(FileEntry arriving) {
        if (arriving.changed().isAfter(now)) {
            return arriving.edit().state(FileState.ARRIVING, now).build();
        }
        return settles(arriving).isAfter(now)
                ? null
                : arriving.edit().state(FileState.SETTLED, now).build();
    }

    /** Whether a file in this state was gone, so that its being there is news. */
    private static boolean isBack(FileState state) {
        return switch (state) {
            case VANISHED, DELETED, PURGED -> true;
            case ARRIVING, SETTLED, WAITING, PAIRED, KEPT, ARCHIVED, REFUSED -> false;
        };
    }
}
