package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's files and the rules for them. An upload is a partial until its handle was closed in order, or, under a
 * temporary name, until it was then renamed; it gets to the inbox in one rename, after its bytes are safe on the disk. One
 * name has one partial, the one opened last; an older one whose program still writes goes on unseen, and counts when it is
 * closed. Threads may share it.
 */
final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What is asked of a handle. */
    record Mode(boolean create, boolean truncate, boolean exclusive, boolean append) {}

    private final Inbox inbox;
    private final PartialStore store;
    private final Path partials;
    private final Disk disk;
    private final Quota quota;
    private final DropLimits limits;
    private final Clock clock;
    private final Recent recent;
    private final Runnable completed;
    private final Map<String, Partial> current = new HashMap<>();

    private Vault(Path home, DropLimits limits, Clock clock, Disk disk, Runnable completed) {
        this.inbox = new Inbox(inbox(home));
        this.partials = home.resolve("partial");
        this.disk = disk;
        this.store = new PartialStore(partials, disk);
        this.quota = new Quota(inbox, limits);
        this.limits = limits;
        this.clock = clock;
        this.recent = new Recent(clock);
        this.completed = completed;
    }

    /** The folder of complete files in an account's home. */
    static Path inbox(Path home) {
        return home.resolve("inbox");
    }

    /**
     * Opens an account's home, making it if needed, with what an earlier run left there.
     *
     * @param completed run, outside of all locks, after a file got its final name
     */
    static Vault open(Path home, DropLimits limits, Clock clock, Disk disk, Runnable completed) throws IOException {
        Vault vault = new Vault(home, limits, clock, disk, completed);
        PrivateFiles.makeFolder(vault.inbox.folder());
        PrivateFiles.makeFolder(vault.partials);
        for (Partial partial : vault.store.load()) {
            vault.quota.found(partial.size, 1);
            Partial older = vault.current.put(partial.name, partial);
            if (older != null) {
                vault.drop(older);
            }
        }
        vault.sweep();
        return vault;
    }

    Disk disk() {
        return disk;
    }

    Quota quota() {
        return quota;
    }

    DropLimits limits() {
        return limits;
    }

    Instant now() {
        return clock.instant();
    }

    long sizeOnDisk(Partial partial) throws IOException {
        return Files.size(store.data(partial.id));
    }

    /**
     * Opens a file to write it: anew, or to go on with what was cut off. A complete file is never changed in its place: who
     * opens it without emptying it gets a copy, which replaces it when its handle is closed in order.
     */
    Upload open(String name, Mode mode) throws IOException {
        DropName.check(name);
        Upload upload;
        synchronized (this) {
            Partial partial = current.get(name);
            if (partial != null && partial.copy) {
                partial = null;
            }
            Entry complete = inbox.find(name);
            boolean exists = partial != null || complete != null;
            if (exists && mode.exclusive()) {
                throw Refusal.exists();
            }
            if (!exists && !mode.create()) {
                throw Refusal.notFound();
            }
            if (partial != null && !mode.truncate()) {
                return resume(partial, mode.append());
            }
            upload = begin(name, mode.append(), complete != null && complete.size() > 0 && !mode.truncate());
        }
        if (upload.partial().copy) {
            fill(upload, inbox.file(name));
        }
        return upload;
    }

    private static void fill(Upload upload, Path original) throws IOException {
        boolean filled = false;
        try {
            upload.copy(original);
            filled = true;
        } finally {
            if (!filled) {
                upload.abort();
            }
        }
    }

    private Upload begin(String name, boolean append, boolean copy) throws IOException {
        inbox.file(name);
        quota.claimFile();
        Partial partial = new Partial(PartialStore.newId(clock.millis(), RANDOM.nextLong()), name, copy, now());
        try {
            // Of a copy that was cut off, nothing is to be found again: the original is there.
            FileChannel channel = copy ? store.createNameless(partial.id) : store.create(partial.id, name);
            Upload upload = new Upload(this, partial, channel, append);
            partial.writer = upload;
            supersede(name);
            current.put(name, partial);
            return upload;
        } catch (IOException e) {
            drop(partial);
            throw e;
        }
    }

    /** Another upload has this name now; what nobody writes any more is rubbish. */
    private void supersede(String name) {
        Partial older = current.remove(name);
        if (older != null && older.writer == null) {
            drop(older);
        }
    }

    private Upload resume(Partial partial, boolean append) throws IOException {
        Upload before = partial.writer;
        if (before != null) {
            before.revoke();
        }
        partial.writer = null;
        boolean wasWhole = partial.whole;
        if (wasWhole) {
            store.unseal(partial.id);
            partial.whole = false;
        }
        Upload upload = new Upload(this, partial, store.reopen(partial.id), append);
        if (!wasWhole) {
            upload.cutBehindFirstWrite();
        }
        partial.writer = upload;
        return upload;
    }

    /** A handle was closed in order and its bytes are safe. */
    void finish(Upload upload) throws IOException {
        Partial partial = upload.partial();
        synchronized (this) {
            if (partial.writer != upload) {
                throw Refusal.failed(
                        "the file was opened again by another of the account's sessions, which has it now");
            }
            partial.writer = null;
            try {
                if (DropName.isTemporary(partial.name)) {
                    settleTemporary(partial);
                    return;
                }
                publish(partial, partial.name);
            } catch (IOException e) {
                if (current.get(partial.name) != partial) {
                    // Nobody finds it any more.
                    drop(partial);
                }
                throw e;
            }
        }
        announce(partial);
    }

    private void settleTemporary(Partial partial) throws IOException {
        if (current.get(partial.name) == partial) {
            store.seal(partial.id);
            partial.whole = true;
        } else {
            drop(partial);
        }
    }

    /** Gives whole bytes their final name, over a file that has it. */
    private void publish(Partial partial, String name) throws IOException {
        Entry replaced = inbox.find(name);
        Path bytes = partial.whole ? store.whole(partial.id) : store.data(partial.id);
        disk.move(bytes, inbox.file(name));
        current.remove(partial.name, partial);
        partial.name = name;
        quota.published(partial.size, replaced == null ? -1 : replaced.size());
        recent.put(partial.describe());
    }

    private void announce(Partial published) throws IOException {
        try {
            disk.sync(inbox.folder());
            store.forget(published.id);
        } finally {
            completed.run();
        }
    }

    /** A handle ended without an order to complete: what came can be resumed, unless there is nothing to resume. */
    synchronized void abandon(Upload upload, boolean hopeless) {
        Partial partial = upload.partial();
        if (partial.writer == upload) {
            partial.writer = null;
            if (hopeless || partial.copy || partial.size == 0 || current.get(partial.name) != partial) {
                current.remove(partial.name, partial);
                drop(partial);
            }
        }
    }

    private void drop(Partial partial) {
        quota.releaseFile(partial.size);
        try {
            store.delete(partial.id);
        } catch (IOException e) {
            LOG.warn("An upload that nobody wants any more could not be deleted; the next start will try again.");
        }
    }

    /** What a customer's program is told of a name; for a while also of a file that was taken meanwhile. */
    synchronized Entry stat(String name) throws IOException {
        Partial partial = current.get(name);
        if (partial != null) {
            return partial.describe();
        }
        Entry complete = inbox.find(name);
        Entry uploaded = recent.get(name);
        if (complete != null) {
            return uploaded != null && uploaded.size() == complete.size() ? uploaded : complete;
        }
        if (uploaded != null) {
            return uploaded;
        }
        throw Refusal.notFound();
    }

    /** What can be seen; the caller closes it. */
    VaultListing list() throws IOException {
        List<Entry> uploads = new ArrayList<>();
        synchronized (this) {
            current.values().forEach(partial -> uploads.add(partial.describe()));
        }
        return new VaultListing(uploads, inbox.list(), recent);
    }

    /** Deletes a file, complete or not, and gives what it was. */
    synchronized Entry remove(String name) throws IOException {
        Partial partial = current.remove(name);
        if (partial != null) {
            Upload writer = partial.writer;
            partial.writer = null;
            if (writer != null) {
                writer.revoke();
            }
            drop(partial);
        }
        Entry complete = inbox.find(name);
        if (complete != null) {
            disk.delete(inbox.file(name));
            quota.removed(complete.size());
        }
        recent.remove(name);
        if (partial != null) {
            return partial.describe();
        }
        if (complete == null) {
            throw Refusal.notFound();
        }
        return complete;
    }

    /** Renames a file and gives it as it is now. What was closed in order under a temporary name becomes complete by it. */
    Entry rename(String from, String to, boolean overwrite) throws IOException {
        DropName.check(to);
        inbox.file(to);
        Entry renamed;
        Partial published = null;
        synchronized (this) {
            Partial partial = current.get(from);
            Entry before = partial == null ? inbox.find(from) : partial.describe();
            if (before == null) {
                throw Refusal.notFound();
            }
            if (from.equals(to)) {
                return before;
            }
            if (!overwrite && (current.containsKey(to) || inbox.find(to) != null)) {
                throw Refusal.exists();
            }
            if (partial == null) {
                renamed = renameComplete(before, to);
            } else {
                published = renamePartial(partial, to) ? partial : null;
                renamed = partial.describe();
            }
        }
        if (published != null) {
            announce(published);
        } else if (!DropName.isTemporary(to)) {
            disk.sync(inbox.folder());
            completed.run();
        }
        return renamed;
    }

    private Entry renameComplete(Entry file, String to) throws IOException {
        if (DropName.isTemporary(to)) {
            throw Refusal.denied("a complete file cannot get a temporary name; delete it instead");
        }
        Entry replaced = inbox.find(to);
        disk.move(inbox.file(file.name()), inbox.file(to));
        if (replaced != null) {
            quota.removed(replaced.size());
        }
        recent.remove(file.name());
        recent.remove(to);
        supersede(to);
        return new Entry(to, file.size(), file.modified());
    }

    /** Whether it is complete by its new name. */
    private boolean renamePartial(Partial partial, String to) throws IOException {
        if (partial.writer != null) {
            throw Refusal.failed("the file is being uploaded; close it, then rename it");
        }
        if (DropName.isTemporary(to)) {
            store.writeName(partial.id, to);
            current.remove(partial.name, partial);
            supersede(to);
            partial.name = to;
            current.put(to, partial);
            return false;
        }
        if (!partial.whole) {
            throw Refusal.denied("the upload of this file was cut off; resume it or upload it again, then rename it");
        }
        publish(partial, to);
        supersede(to);
        return true;
    }

    /** Sets the time a file is shown with. Nothing reckons with it. */
    synchronized void stamp(String name, Instant time) throws IOException {
        Partial partial = current.get(name);
        if (partial != null) {
            partial.stamp = time;
        } else {
            Entry entry = stat(name);
            recent.put(new Entry(name, entry.size(), time));
        }
    }

    /** Cuts a file to a size; a complete one only to nothing, which begins a new upload of it. */
    synchronized void truncate(String name, long size) throws IOException {
        Partial partial = current.get(name);
        if (stat(name).size() == size) {
            return;
        }
        if (partial != null && partial.writer != null) {
            partial.writer.truncate(size);
            return;
        }
        if (partial == null && size != 0) {
            throw Refusal.denied("the file is complete and cannot be changed; upload it whole again");
        }
        Upload upload = partial == null ? begin(name, false, false) : resume(partial, false);
        try {
            upload.truncate(size);
        } finally {
            // Unlike an upload that was cut off, an empty one stays: the bytes are about to come.
            upload.revoke();
            upload.partial().writer = null;
        }
    }

    /** Deletes the uploads that were cut off longer ago than they may be resumed. */
    synchronized int sweep() {
        Instant before = now().minus(limits.partialAge());
        List<Partial> old = current.values().stream()
                .filter(partial -> partial.writer == null && partial.modified.isBefore(before))
                .toList();
        for (Partial partial : old) {
            current.remove(partial.name, partial);
            drop(partial);
        }
        return old.size();
    }
}
