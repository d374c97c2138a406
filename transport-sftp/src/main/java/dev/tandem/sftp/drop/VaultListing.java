package dev.tandem.sftp.drop;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account's files as they are listed: the uploads, then what is complete. Used by one thread at a time. */
final class VaultListing implements Closeable {
    private final Iterator<Entry> uploads;
    private final Set<String> seen = new HashSet<>();
    private final Inbox.Listing complete;
    private final Recent recent;

    VaultListing(List<Entry> uploads, Inbox.Listing complete, Recent recent) {
        this.uploads = uploads.iterator();
        this.complete = complete;
        this.recent = recent;
        uploads.forEach(entry -> seen.add(entry.name()));
    }

    /** Null at the end. */
    @Nullable
    Entry next() throws IOException {
        if (uploads.hasNext()) {
            return uploads.next();
        }
        Entry entry = complete.next();
        while (entry != null && seen.contains(entry.name())) {
            entry = complete.next();
        }
        if (entry == null) {
            return null;
        }
        Entry uploaded = recent.get(entry.name());
        return uploaded != null && uploaded.size() == entry.size() ? uploaded : entry;
    }

    @Override
    public void close() throws IOException {
        complete.close();
    }
}
