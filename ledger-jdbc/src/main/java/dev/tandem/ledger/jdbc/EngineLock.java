package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps every other engine from a ledger, in this process and in others. The system frees it when the process ends. */
final class EngineLock implements AutoCloseable {
    /** Asked before the file is opened: closing any channel on a file gives up all locks the process has on it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private EngineLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file the lock file by its real path; made if it is missing
     * @throws LedgerException {@code IN_USE} if another engine has it
     */
    static EngineLock take(Path file) throws LedgerException {
        if (!HELD.add(file)) {
            throw inUse();
        }
        boolean taken = false;
        try {
            EngineLock lock = new EngineLock(file, lock(file));
            taken = true;
            return lock;
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "the lock file beside the ledger cannot be written; check its owner and permissions",
                    e);
        } finally {
            if (!taken) {
                HELD.remove(file);
            }
        }
    }

    private static FileChannel lock(Path file) throws IOException, LedgerException {
        PrivateFiles.createIfMissing(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (OverlappingFileLockException e) {
            // Another class loader's engine has it in this process; closing the channel would take its lock away.
            throw inUse();
        }
        channel.close();
        throw inUse();
    }

    private static LedgerException inUse() {
        return new LedgerException(
                LedgerException.Reason.IN_USE,
                "another engine has the ledger; stop that one, or give this one a ledger of its own");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The system lets go of it with the process at the latest.
        } finally {
            HELD.remove(file);
        }
    }
}
