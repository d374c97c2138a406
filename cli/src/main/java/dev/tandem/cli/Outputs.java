package dev.tandem.cli;

import dev.tandem.cli.csv.OutputFile;
import dev.tandem.spi.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files that a command writes: each is made sure of before any work, and all take their names together at the end. */
final class Outputs implements Closeable {
    private final List<Path> inputs;
    private final Map<String, OutputFile> files = new LinkedHashMap<>();
    private final Map<Path, String> options = new LinkedHashMap<>();

    /** @param inputs files that are read, and never written over */
    Outputs(List<Path> inputs) {
        this.inputs = inputs.stream().map(Outputs::plain).toList();
    }

    /**
     * @param option the option that names the file
     * @param file null if it was not given
     */
    Outputs add(String option, @Nullable Path file) throws IOException {
        if (file == null) {
            return this;
        }
        try {
            if (inputs.contains(plain(file))) {
                throw new ConfigurationException(option, file + " is also read; expected another file to write");
            }
            String other = options.putIfAbsent(plain(file), option);
            if (other != null) {
                throw new ConfigurationException(
                        option, file + " is also named by " + other + "; expected another file");
            }
            files.put(option, OutputFile.reserve(option, file));
            return this;
        } catch (ConfigurationException e) {
            close();
            throw e;
        }
    }

    private static Path plain(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    boolean has(String option) {
        return files.containsKey(option);
    }

    /** Where to write the file of an option that was given. */
    Path path(String option) {
        return Objects.requireNonNull(files.get(option)).path();
    }

    void commit() throws IOException {
        for (OutputFile file : files.values()) {
            file.commit();
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputFile file : files.values()) {
            file.close();
        }
    }
}
