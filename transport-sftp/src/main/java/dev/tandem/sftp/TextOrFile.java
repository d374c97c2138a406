package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A text that a setting holds, or the file that has it. Its value is never shown.
 *
 * @param setting the setting's name
 */
record TextOrFile(
        String setting, @Nullable String value, @Nullable Path file) {
    private static final int LARGEST = 4 << 20;

    static TextOrFile text(String setting, String value) {
        return new TextOrFile(setting, value, null);
    }

    static TextOrFile file(String setting, String path) {
        try {
            return new TextOrFile(setting, null, Path.of(path));
        } catch (InvalidPathException e) {
            throw new ConfigurationException(setting, "is no path of a file");
        }
    }

    /** The text as it is now. */
    String text() {
        if (file == null) {
            return value == null ? "" : value;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new ConfigurationException(setting, "names a file of more than 4 MiB, which is no such file");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigurationException(
                    setting,
                    "names the file " + file + ", which cannot be read ("
                            + e.getClass().getSimpleName() + "); expected a file that this program may read");
        }
    }

    /** When the file was last changed; null where there is none. */
    @Nullable
    FileTime changed() {
        try {
            return file == null ? null : Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return setting;
    }
}
