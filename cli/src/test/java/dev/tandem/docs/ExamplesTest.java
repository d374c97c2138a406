package dev.tandem.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tandem.cli.csv.CsvTables;
import dev.tandem.link.Linkage;
import dev.tandem.link.Linker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The Java in README.md, docs/linking.md, docs/plugins.md, docs/s3.md, docs/sftp.md and docs/worlds.md compiles and does what is said of it. */
class ExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

    @TempDir
    Path work;

    private static List<String> examples(String document) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("..").resolve(document)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private void compile(List<String> sources) throws IOException {
        List<String> arguments = Stream.of("-d", work.toString(), "-proc:none", "-Xlint:all", "-Werror")
                .collect(Collectors.toCollection(ArrayList::new));
        for (String source : sources) {
            String name = CLASS.matcher(source.replace("public final class", "public class"))
                    .results()
                    .findFirst()
                    .map((MatchResult found) -> found.group(1))
                    .orElseThrow();
            Path file = work.resolve(name + ".java");
            arguments.add(Files.writeString(file, source).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    @Test
    void theEmbeddingExampleOfTheReadmeDeliversACall() throws Exception {
        Path inbox = Files.createDirectory(work.resolve("inbox"));
        String example = examples("README.md")
                .get(0)
                .replace("URI.create(\"file:/srv/feeds/acme\")", "URI.create(\"" + inbox.toUri() + "\")")
                .replace("/var/lib/tandem/ledger.db", work.resolve("ledger.db").toString())
                .replace(".zone(", ".settle(java.time.Duration.ZERO).zone(");
        compile(List.of(example));
        Files.writeString(inbox.resolve("20201012-140253_joe_baducci.wav"), "sound");
        Files.writeString(inbox.resolve("20201012-140253_joe_baducci.json"), "{\"agent\": \"007\"}");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {work.toUri().toURL()})) {
            run(loader.loadClass("Calls"));
        }
        assertThat(inbox.resolve("processed")).isDirectory();
    }

    private static void run(Class<?> main, String... arguments) throws ReflectiveOperationException {
        try {
            main.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** What an example prints. */
    private String printed(String main, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {work.toUri().toURL()})) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            run(loader.loadClass(main), arguments);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theWorldOfTheGuideIsWritten() throws Exception {
        compile(examples("docs/worlds.md"));
        Path world = work.resolve("world");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {work.toUri().toURL()})) {
            run(loader.loadClass("OurWorld"), world.toString());
        }
        assertThat(world).isDirectoryContaining("glob:**/left.csv");
        assertThat(Files.readAllLines(world.resolve("truth.csv"))).hasSizeGreaterThan(10_000);
    }

    @Test
    void theSinkOfTheGuideToS3Compiles() throws Exception {
        compile(examples("docs/s3.md"));
    }

    @Test
    void theDropServerOfTheGuideToSftpCompiles() throws Exception {
        compile(examples("docs/sftp.md"));
    }

    @Test
    void theExampleOfTheGuideToLinkingLinksItsProducts() throws Exception {
        compile(examples("docs/linking.md"));
        assertThat(printed("Products")).contains("leftId=a, rightId=2", "leftId=b, rightId=1", " because ");
    }

    @Test
    void theIndexOfTheGuideToLinkingFindsTheRecording() throws Exception {
        compile(examples("docs/linking.md"));
        Path samples = Path.of("../samples/linkage");
        Linkage linkage = Linker.create()
                .link(
                        CsvTables.read(samples.resolve("crm.csv"), rows -> {}),
                        CsvTables.read(samples.resolve("recordings.csv"), rows -> {}));
        Path model =
                Files.writeString(work.resolve("model.json"), linkage.model().toJson());
        assertThat(printed("WhichRecording", model.toString()).lines())
                .first(InstanceOfAssertFactories.STRING)
                .startsWith("rec-1 0.")
                .endsWith(" LINK");
    }

    @Test
    void theFormatOfThePluginGuideKeepsItsContract() throws Exception {
        compile(examples("docs/plugins.md"));
        Path services = Files.createDirectories(work.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.tandem.spi.MetadataFormat"), "org.example.IniFormat\n");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {work.toUri().toURL()})) {
            Thread.currentThread().setContextClassLoader(loader);
            TestExecutionSummary summary = runTests(loader.loadClass("org.example.IniFormatTest"));
            assertThat(summary.getFailures())
                    .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(20);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static TestExecutionSummary runTests(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build(),
                listener);
        return listener.getSummary();
    }
}
