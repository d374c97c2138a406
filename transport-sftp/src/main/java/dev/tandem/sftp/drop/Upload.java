package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One program's open handle on an upload. It ends by {@link #complete} when the program closed it in order, and by {@link
 * #abort} when it went away; another program that opens the upload takes it over, and this one's writes fail from then on.
 */
final class Upload {
    /** After so many bytes it is seen whether the disk still has room. */
    private static final long SPACE_STEP = 64L << 20;

    private final Vault vault;
    private final Partial partial;
    private final FileChannel channel;
    private final boolean append;
    private long nextSpaceCheck;
    private @Nullable Refusal broken;
    private boolean hopeless;
    private boolean revoked;
    private boolean ended;
    private boolean touched;
    private boolean cutsBehindFirstWrite;

    Upload(Vault vault, Partial partial, FileChannel channel, boolean append) {
        this.vault = vault;
        this.partial = partial;
        this.channel = channel;
        this.append = append;
        this.nextSpaceCheck = partial.size + SPACE_STEP;
    }

    Partial partial() {
        return partial;
    }

    Entry describe() {
        return partial.describe();
    }

    /**
     * What was cut off ends where its next part begins. A program that sends all of a file again over the first part, without
     * emptying it, does not end up with the old file's end should it be cut off again.
     */
    synchronized void cutBehindFirstWrite() {
        cutsBehindFirstWrite = true;
    }

    /** Begins with the bytes of a complete file. */
    synchronized void copy(Path original) throws IOException {
        try (FileChannel from = FileChannel.open(original, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = from.size();
            vault.quota().claim(size);
            partial.size = size;
            for (long at = 0; at < size; ) {
                long n = from.transferTo(at, Math.min(size - at, SPACE_STEP), channel);
                if (n <= 0) {
                    throw Refusal.failed("the file was changed by another of the account's sessions; try again");
                }
                at += n;
            }
        } catch (NoSuchFileException e) {
            throw Refusal.notFound();
        }
    }

    /** Writes at a place, or at the end if it was opened to append. */
    synchronized void write(byte[] bytes, int offset, int length, long where) throws IOException {
        requireUsable();
        long at = append ? partial.size : where;
        try {
            if (cutsBehindFirstWrite && at >= 0 && at < partial.size) {
                shrink(at);
            }
            cutsBehindFirstWrite = false;
            touched = true;
            grow(at, length);
            vault.disk().write(channel, ByteBuffer.wrap(bytes, offset, length), at);
            partial.size = Math.max(partial.size, at + length);
            partial.modified = vault.now();
        } catch (IOException e) {
            broken = refusal(e);
            throw broken;
        }
    }

    /** Claims what a write will add. Counted is where the file ends, not how many blocks it has. */
    private void grow(long at, int length) throws IOException {
        long most = vault.limits().fileBytes();
        if (at < 0 || at > most - length) {
            hopeless = true;
            throw Refusal.failed("a file may have at most " + most + " bytes; split it, or ask for a higher limit");
        }
        long end = at + length;
        if (end > partial.size) {
            vault.quota().claim(end - partial.size);
            // The claim is now the upload's: should the write fail, what is there is counted anew when the handle ends.
            partial.size = end;
            if (end > nextSpaceCheck) {
                nextSpaceCheck = end + SPACE_STEP;
                vault.quota().checkSpace();
            }
        }
    }

    synchronized void truncate(long size) throws IOException {
        requireUsable();
        touched = true;
        if (size > partial.size) {
            try {
                grow(size, 0);
                vault.disk().write(channel, ByteBuffer.wrap(new byte[1]), size - 1);
            } catch (IOException e) {
                broken = refusal(e);
                throw broken;
            }
        } else {
            shrink(size);
        }
    }

    private void shrink(long size) throws IOException {
        vault.disk().truncate(channel, size);
        vault.quota().release(partial.size - size);
        partial.size = size;
    }

    synchronized void stamp(Instant time) {
        partial.stamp = time;
    }

    synchronized void sync() throws IOException {
        requireUsable();
        vault.disk().force(channel);
    }

    /** The program closed it in order: unless a write failed, it is whole. */
    void complete() throws IOException {
        Refusal failure = finish();
        if (failure != null) {
            vault.abandon(this, hopeless);
            throw failure;
        }
        if (partial.copy && !touched) {
            // It was opened and closed: the file stays as it is.
            vault.abandon(this, true);
            return;
        }
        vault.finish(this);
    }

    private synchronized @Nullable Refusal finish() throws IOException {
        if (revoked) {
            throw takenOver();
        }
        try {
            if (broken == null) {
                vault.disk().force(channel);
            }
        } catch (IOException e) {
            broken = refusal(e);
        } finally {
            end();
        }
        return broken;
    }

    /** The program is gone: what it sent can be resumed. */
    void abort() {
        synchronized (this) {
            end();
        }
        vault.abandon(this, hopeless);
    }

    /** Another program goes on with this upload. */
    synchronized void revoke() {
        revoked = true;
        end();
    }

    /** Closes the file; what a broken write left of it is what it holds. */
    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            channel.close();
            settle(vault.sizeOnDisk(partial));
        } catch (IOException e) {
            // Its size is seen again when it is opened.
        }
    }

    private void settle(long actual) throws IOException {
        long claimed = partial.size;
        if (actual < claimed) {
            vault.quota().release(claimed - actual);
        } else if (actual > claimed) {
            vault.quota().found(actual - claimed, 0);
        }
        partial.size = actual;
    }

    private void requireUsable() throws Refusal {
        if (revoked) {
            throw takenOver();
        }
        if (broken != null) {
            throw broken;
        }
        if (ended) {
            throw Refusal.failed("this upload has ended; open the file again");
        }
    }

    private static Refusal takenOver() {
        return Refusal.failed(
                "the file was opened again or deleted by another of the account's sessions, which has it now");
    }

    private static Refusal refusal(IOException e) {
        if (e instanceof Refusal refusal) {
            return refusal;
        }
        // A disk that is full, for nearly all; what else it may be concerns the operator, not the customer.
        return Refusal.failed("the server could not store the bytes; try again later, and resume");
    }
}
