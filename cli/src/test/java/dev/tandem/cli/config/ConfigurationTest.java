package dev.tandem.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.feed.TimeConvention;
import dev.tandem.sftp.drop.DropLimits;
import dev.tandem.sftp.drop.DropServer;
import dev.tandem.spi.FormatOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @TempDir
    Path folder;

    private Configuration read(String yaml, Map<String, String> environment) throws Exception {
        Path file = folder.resolve("tandem.yaml");
        Files.writeString(file, yaml);
        return Configuration.read(file, new Secrets(environment), null);
    }

    private static List<String> examples() throws IOException {
        return examples(DOCUMENT);
    }

    private static List<String> examples(Path document) throws IOException {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(document))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleInTheDocumentationIsRead(String example) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "calls\n");
        Configuration configuration =
                read(example.replace("/run/secrets/calls-folder", secret.toString()), Map.of("TANDEM_DATA", "data"));
        assertThat(configuration.feeds()).isNotEmpty();
    }

    @Test
    void theExampleOfTheReadmeIsRead() throws Exception {
        List<String> examples = examples(Path.of("..", "README.md"));
        assertThat(read(examples.get(0), Map.of()).feeds().get(0).required()).containsExactly("user", "direction");
    }

    @Test
    void aFeedHasItsDefaultsWithoutAWord() throws Exception {
        Configuration configuration = read(examples().get(0), Map.of());
        Feed feed = configuration.feeds().get(0);
        assertThat(feed.name()).isEqualTo("acme");
        assertThat(feed.source()).isEqualTo(folder.resolve("inbox").toUri());
        assertThat(feed.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(feed.updateWindow()).isEqualTo(Duration.ofDays(2));
        assertThat(configuration.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.ledger().type()).isEqualTo("sqlite");
    }

    @Test
    void everyKeyReachesTheFeed() throws Exception {
        String example = examples()
                .get(1)
                .replace("time: start", "time: end")
                .replace("settle: 10s", "settle: 11s")
                .replace("size-limit: 2GiB", "size-limit: 3MB")
                .replace("update-window: 48h", "update-window: 3h")
                .replace("retention: 7d", "retention: 8d")
                .replace("after-delivery: move", "after-delivery: keep")
                .replace("overdue-after: 24h", "overdue-after: 5m");
        Feed feed = read(example, Map.of()).feeds().get(0);
        assertThat(feed.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(feed.dialer()).isEqualTo("standard");
        assertThat(feed.timeConvention()).isEqualTo(TimeConvention.END);
        assertThat(feed.required()).containsExactly("user", "direction");
        assertThat(feed.aliases()).containsEntry("AgentMail", "user").containsEntry("Call Direction", "direction");
        assertThat(feed.settle()).isEqualTo(Duration.ofSeconds(11));
        assertThat(feed.maxRecordingBytes()).isEqualTo(3_000_000);
        assertThat(feed.updateWindow()).isEqualTo(Duration.ofHours(3));
        assertThat(feed.retention()).isEqualTo(Duration.ofDays(8));
        assertThat(feed.afterDelivery()).isEqualTo(AfterDelivery.KEEP);
        assertThat(feed.overdueAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(feed.matcher()).isEqualTo("common-fields");
        assertThat(feed.options("yaml", FormatOptions.DEFAULT))
                .isEqualTo(FormatOptions.DEFAULT.withMaxBytes(128 << 10));
        assertThat(feed.options("csv", FormatOptions.DEFAULT))
                .isEqualTo(new FormatOptions(1 << 20, 500, 100, 4000, Charset.forName("windows-1252")));
    }

    @Test
    void pathsLeadFromTheFolderOfTheFile() throws Exception {
        Configuration configuration = read(examples().get(0), Map.of());
        configuration.sink().openSink(configuration.plugins()).close();
        configuration.ledger().openLedger(configuration.plugins()).close();
        assertThat(folder.resolve("calls")).isDirectory();
        assertThat(folder.resolve("tandem.db")).isRegularFile();
    }

    @Test
    void aUriIsTakenAsItIs() throws Exception {
        assertThat(read("sink: {type: directory, path: c}\nfeeds: {a: {source: 'file:/srv/in'}}\n", Map.of())
                        .feeds()
                        .get(0)
                        .source())
                .isEqualTo(URI.create("file:/srv/in"));
    }

    @Test
    void theExamplesOfTheGuideToSftpAreRead() throws Exception {
        KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        try (OutputStream out = Files.newOutputStream(folder.resolve("acme_ed25519"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "", null, out);
        }
        List<String> examples = examples(Path.of("..", "docs", "sftp.md"));
        assertThat(read(examples.get(0), Map.of()).feeds().get(0).source().getScheme())
                .isEqualTo("sftp");
        assertThat(read(examples.get(1), Map.of()).drop()).isPresent();
    }

    @Test
    void theExamplesOfTheGuideToS3AreRead() throws Exception {
        List<String> examples = examples(Path.of("..", "docs", "s3.md"));
        Feed feed = read(examples.get(0), Map.of("ACME_EXTERNAL_ID", "tandem-acme"))
                .feeds()
                .get(0);
        assertThat(feed.source()).isEqualTo(URI.create("s3://acme-calls/outgoing"));
        assertThat(feed.settle()).isZero();
        assertThat(read("sink: {type: directory, path: c}\n" + examples.get(1), Map.of())
                        .feeds()
                        .get(0)
                        .sourceSettings()
                        .get("events"))
                .isPresent();
        assertThat(read(examples.get(2), Map.of()).feeds()).hasSize(1);
    }

    @Test
    void aFeedHasItsFoldersEnteredAndItsFilesTagged() throws Exception {
        Feed feed = read("""
                        sink: {type: directory, path: c}
                        feeds: {a: {source: 's3://calls', subfolders: true, after-delivery: tag, settle: 3s}}
                        """, Map.of()).feeds().get(0);
        assertThat(feed.subfolders()).isTrue();
        assertThat(feed.afterDelivery()).isEqualTo(AfterDelivery.TAG);
        assertThat(feed.settle()).isEqualTo(Duration.ofSeconds(3));
    }

    private static final String DROP = """
            sink: {type: directory, path: c}
            drop: {path: box, listen: '[::1]:2022', address: x.org, limits: {file-size: 1MB, files: 7, idle: 3m}}
            feeds:
              a: {source: 'drop:acme'}
              b: {source: 'drop:contoso', settle: 2s}
            """;

    @Test
    void aFeedReadsWhatAnAccountOfTheDropServerUploadsAtOnce() throws Exception {
        Configuration configuration = read(DROP, Map.of());
        Feed feed = configuration.feeds().get(0);
        assertThat(feed.source()).isEqualTo(DropServer.source(folder.resolve("box"), "acme"));
        assertThat(feed.settle()).isZero();
        assertThat(configuration.feeds().get(1).settle()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everyKeyReachesTheDropServer() throws Exception {
        Drop drop = read(DROP, Map.of()).drop().orElseThrow();
        assertThat(drop.folder()).isEqualTo(folder.resolve("box"));
        assertThat(drop.host()).isEqualTo("::1");
        assertThat(drop.port()).isEqualTo(2022);
        assertThat(drop.address()).isEqualTo("x.org");
        assertThat(drop.limits().fileBytes()).isEqualTo(1_000_000);
        assertThat(drop.limits().accountFiles()).isEqualTo(7);
        assertThat(drop.limits().idle()).isEqualTo(Duration.ofMinutes(3));
        assertThat(drop.limits().handles()).isEqualTo(DropLimits.DEFAULTS.handles());
    }

    @Test
    void eachLimitOfTheDropServerIsItsOwn() throws Exception {
        for (String key : Drop.LIMITS) {
            boolean time = Set.of("resume", "login-time", "idle", "closing").contains(key);
            DropLimits limits = read(
                            "sink: {type: directory, path: c}\ndrop: {limits: {" + key + ": 77" + (time ? "s" : "")
                                    + "}}\nfeeds: {a: {source: in}}\n",
                            Map.of())
                    .drop()
                    .orElseThrow()
                    .limits();
            List<Object> values = values(limits);
            List<Object> usual = values(DropLimits.DEFAULTS);
            assertThat(IntStream.range(0, usual.size())
                            .filter(i -> !usual.get(i).equals(values.get(i)))
                            .mapToObj(i -> "" + values.get(i)))
                    .as(key)
                    .containsExactly(time ? "PT1M17S" : "77");
        }
    }

    private static List<Object> values(DropLimits limits) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        List<Method> getters = Arrays.stream(DropLimits.class.getMethods())
                .filter(method -> method.getDeclaringClass() == DropLimits.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (Method getter : getters) {
            values.add(getter.invoke(limits));
        }
        return values;
    }

    @Test
    void theSpoolLeadsFromTheFolderOfTheFile() throws Exception {
        String yaml = "sink: {type: directory, path: c}\nspool: big/disk\nfeeds: {a: {source: in}}\n";
        assertThat(read(yaml, Map.of()).spool()).contains(folder.resolve("big/disk"));
    }

    @Test
    void theDocumentationNamesEveryKey() throws Exception {
        String document = Files.readString(DOCUMENT);
        for (String key : FeedReader.KEYS) {
            assertThat(document).contains("| `" + key + "` |");
        }
        for (String key : FeedReader.FORMAT_KEYS) {
            assertThat(document).contains("| `" + key + "` |");
        }
        for (String key : Drop.LIMITS) {
            assertThat(document).containsPattern("(?m)^\\|.*`" + key + "`.*\\|$");
        }
        for (String key : Drop.KEYS) {
            assertThat(document).contains("| `" + key + "` |");
        }
    }
}
