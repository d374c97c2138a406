package dev.tandem.folder;

import dev.tandem.spi.CallSink;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** The sink {@code directory}: a folder a call, below the folder that the setting {@code path} names. */
public final class DirectorySinkProvider implements CallSinkProvider {
    @Override
    public String name() {
        return "directory";
    }

    @Override
    public CallSink open(Settings settings) {
        settings.allow(Set.of("path"));
        String path = settings.require("path");
        try {
            return new DirectorySink(Files.createDirectories(Path.of(path)));
        } catch (InvalidPathException | IOException e) {
            throw new ConfigurationException(
                    "path",
                    "is \"" + path + "\", which is not a folder and cannot be made one; expected a writable folder");
        }
    }
}
