package dev.tandem.cli.csv;

import dev.tandem.spi.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there whole or as it was before: it is written under another name beside it, and renamed. What is no
 * ordinary file, such as {@code /dev/stdout}, is written as it is.
 */
public final class OutputFile implements Closeable {
    private final Path target;
    private final Path temporary;

    private OutputFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /**
     * Makes sure, before any work, that a file can be written.
     *
     * @param option the option that names it
     * @throws ConfigurationException if it cannot
     */
    public static OutputFile reserve(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(option, file + " is a folder; expected a file to write");
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return new OutputFile(file, file);
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path temporary = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(temporary);
            Files.createFile(temporary);
            temporary.toFile().deleteOnExit();
            return new OutputFile(target, temporary);
        } catch (IOException e) {
            Path folder = file.toAbsolutePath().getParent();
            String why = folder == null || Files.isDirectory(folder)
                    ? "cannot be written: " + e.getClass().getSimpleName()
                    : "cannot be written: there is no folder " + folder;
            throw new ConfigurationException(option, file + " " + why);
        }
    }

    /** Where to write. */
    public Path path() {
        return temporary;
    }

    /** Gives what was written its name. */
    public void commit() throws IOException {
        if (temporary.equals(target)) {
            return;
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what was not given its name. */
    @Override
    public void close() throws IOException {
        if (!temporary.equals(target)) {
            Files.deleteIfExists(temporary);
        }
    }
}
