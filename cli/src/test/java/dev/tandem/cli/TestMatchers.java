package dev.tandem.cli;

import dev.tandem.spi.Matcher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The program with two matchers in its plugin folder, {@code same-key} and {@code stray}. */
final class TestMatchers {
    private TestMatchers() {}

    /** @param home a folder to make, for the program's own */
    static Program program(Path home) throws IOException {
        Path jar = Files.createDirectories(home.resolve("plugins")).resolve("matchers.jar");
        String providers = SameKeyMatcher.class.getName() + "\n" + StrayMatcher.class.getName() + "\n";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Matcher.class.getName()));
            out.write(providers.getBytes(StandardCharsets.UTF_8));
        }
        return new Program().home(home);
    }
}
