package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.CallSink;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkTest extends CallSinkContract {
    @TempDir
    Path parent;

    @Override
    protected CallSink open() {
        Settings settings = Settings.of(Map.of("path", parent.resolve("calls").toString()));
        return Plugins.load().get(CallSinkProvider.class, "directory").open(settings);
    }

    @Override
    protected Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(parent.resolve("calls"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                state.put(
                        parent.relativize(file).toString(), String.valueOf(Arrays.hashCode(Files.readAllBytes(file))));
            }
        }
        return state;
    }

    @AfterEach
    void nothingIsWrittenOutsideItsFolder() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files.toList()).isEqualTo(List.of(parent.resolve("calls")));
        }
    }
}
