package dev.tandem.sftp.drop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An upload that is not complete. All but the size and the times is guarded by the vault's lock. */
final class Partial {
    final String id;
    String name;
    /** Whether it began as a copy of a complete file, which it may replace and is nothing without. */
    final boolean copy;
    /** Whether its bytes, under a temporary name, were closed in order. */
    boolean whole;

    @Nullable
    Upload writer;

    volatile long size;
    /** When bytes last came. */
    volatile Instant modified;
    /** The time that the customer's program gave it; told to that program and nobody else. */
    volatile @Nullable Instant stamp;

    Partial(String id, String name, boolean copy, Instant modified) {
        this.id = id;
        this.name = name;
        this.copy = copy;
        this.modified = modified;
    }

    Entry describe() {
        Instant given = stamp;
        return new Entry(name, size, given == null ? modified : given);
    }
}
