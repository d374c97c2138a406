package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * How much of its share an account has: the complete files that nobody took yet, and the uploads that are not complete. The
 * latter is known exactly. Of the former, what others took is noticed by counting anew, when the share seems used up and at
 * most once a second. Threads may share it.
 */
final class Quota {
    private static final long AGE = Duration.ofSeconds(1).toNanos();
    private static final long NEVER = Long.MIN_VALUE;

    private final Inbox inbox;
    private final DropLimits limits;
    private long partialBytes;
    private int partialFiles;
    private Inbox.Amount complete = new Inbox.Amount(0, 0);
    private long counted = NEVER;

    Quota(Inbox inbox, DropLimits limits) {
        this.inbox = inbox;
        this.limits = limits;
    }

    /** Takes account of what is there, whatever the limits are. */
    synchronized void found(long bytes, int files) {
        partialFiles += files;
        partialBytes += bytes;
    }

    synchronized void claimFile() throws IOException {
        if (complete.files() + partialFiles + 1 > limits.accountFiles() || counted == NEVER) {
            recount();
        }
        if (complete.files() + partialFiles + 1 > limits.accountFiles()) {
            throw Refusal.failed("the account holds as many files as it may, " + limits.accountFiles()
                    + "; wait until some were taken, or delete some");
        }
        checkSpace();
        partialFiles++;
    }

    synchronized void claim(long bytes) throws IOException {
        if (complete.bytes() + partialBytes + bytes > limits.accountBytes() || counted == NEVER) {
            recount();
        }
        if (complete.bytes() + partialBytes + bytes > limits.accountBytes()) {
            throw Refusal.failed("the account holds as many bytes as it may, " + limits.accountBytes()
                    + "; wait until some files were taken, or delete some, then resume this one");
        }
        partialBytes += bytes;
    }

    synchronized void release(long bytes) {
        partialBytes -= bytes;
    }

    synchronized void releaseFile(long bytes) {
        partialFiles--;
        partialBytes -= bytes;
    }

    /** An upload became a complete file. */
    synchronized void published(long bytes, long replaced) {
        releaseFile(bytes);
        complete = new Inbox.Amount(
                complete.bytes() + bytes - Math.max(replaced, 0), complete.files() + (replaced < 0 ? 1 : 0));
    }

    synchronized void removed(long bytes) {
        complete = new Inbox.Amount(complete.bytes() - bytes, complete.files() - 1);
    }

    /** Leaves room on the disk for everything else that lives there. */
    void checkSpace() throws IOException {
        if (Files.getFileStore(inbox.folder()).getUsableSpace() < limits.freeBytes()) {
            throw Refusal.failed("the server has no space left; try again later");
        }
    }

    private void recount() throws IOException {
        long now = System.nanoTime();
        if (counted == NEVER || now - counted > AGE) {
            complete = inbox.amount();
            counted = now;
        }
    }
}
