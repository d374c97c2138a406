package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private static final String FORMAT = """
            package example;

            import dev.tandem.spi.*;
            import java.util.*;

            public class IniFormat implements MetadataFormat {
                public String name() { return "NAME"; }
                public Set<String> extensions() { return Set.of("ini"); }
                public Parsed parse(byte[] content, FormatOptions options) {
                    return new Parsed.Good(dev.tandem.call.Metadata.of(Map.of("length", "" + content.length)));
                }
            }
            """;

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws IOException {
        world = World.in(folder);
    }

    private void writeJar(Path jar, String provider) throws IOException {
        writeJar(jar, provider, "ini");
    }

    private void writeJar(Path jar, String provider, String name) throws IOException {
        Path source = folder.resolve("IniFormat.java");
        Files.writeString(source, FORMAT.replace("NAME", name));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(compiled).isZero();
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/dev.tandem.spi.MetadataFormat"));
            out.write(provider.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("example/IniFormat.class"));
            Files.copy(folder.resolve("example/IniFormat.class"), out);
        }
        Files.delete(source);
    }

    private void addCall() throws IOException {
        world.write("inbox/20260302-140512_2143.wav", "x");
        world.write("inbox/20260302-140512_2143.ini", "a=b");
    }

    @Test
    void aJarBesideTheConfigurationIsPickedUp() throws IOException {
        writeJar(folder.resolve("plugins/ini.jar"), "example.IniFormat");
        addCall();
        assertThat(new Program()
                        .run("ingest", "-c", world.configuration(), "--once")
                        .code())
                .isZero();
        assertThat(world.delivered()).isEqualTo(1);
    }

    @Test
    void aJarInTheProgramsFolderIsPickedUp() throws IOException {
        Path home = folder.resolve("home");
        writeJar(home.resolve("plugins/ini.jar"), "example.IniFormat");
        addCall();
        assertThat(new Program().home(home).run("version").out()).containsPattern("formats +csv ini json xml yaml");
        assertThat(new Program().home(home).run("check", world.inbox()).out()).contains("2 would be delivered");
    }

    @Test
    void theFolderOfThePluginsCanBeNamed() throws IOException {
        writeJar(folder.resolve("more/ini.jar"), "example.IniFormat");
        world.write("tandem.yaml", World.RULES + "plugins: more\n");
        addCall();
        assertThat(new Program().run("check", "-c", world.configuration()).out())
                .contains("2 would be delivered");
    }

    @Test
    void aFileThatIsNoJarIsAMistake() throws IOException {
        world.write("plugins/broken.jar", "PK, but no more");
        Result result = new Program().run("check", "-c", world.configuration());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(world.configuration() + ":1: plugins: ")
                .contains("broken.jar is not a jar, or a broken one; replace it, or remove it from the folder");
    }

    @Test
    void aJarWhosePluginCannotBeMadeIsAMistake() throws IOException {
        writeJar(folder.resolve("plugins/ini.jar"), "example.NoSuchFormat");
        Result result = new Program().run("check", "-c", world.configuration());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("plugins: one cannot be loaded: ", "example.NoSuchFormat");
    }

    @Test
    void aPluginWithTheNameOfAnotherIsAMistake() throws IOException {
        writeJar(folder.resolve("plugins/ini.jar"), "example.IniFormat", "xml");
        Result result = new Program().run("check", "-c", world.configuration());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(":1: plugins: two of kind MetadataFormat are named \"xml\"");
    }
}
