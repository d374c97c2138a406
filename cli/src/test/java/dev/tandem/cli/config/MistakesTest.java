package dev.tandem.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MistakesTest {
    private static final String DURATION = "a duration such as 10s, 5m, 48h or 7d";

    @TempDir
    Path folder;

    private List<String> mistakes(String yaml) throws IOException {
        Path file = folder.resolve("tandem.yaml");
        Files.writeString(file, yaml);
        ConfigurationMistakes mistakes = catchThrowableOfType(
                ConfigurationMistakes.class, () -> Configuration.read(file, new Secrets(Map.of()), null));
        return mistakes.mistakes().stream()
                .map(mistake -> mistake.replace(folder + "/", ""))
                .toList();
    }

    /** A feed's rule, in line 5. */
    static List<Arguments> rules() {
        return List.of(
                rule("settle: 10 parsecs", "settle: found \"10 parsecs\"; expected " + DURATION),
                rule("settle: 10", "settle: found \"10\"; expected " + DURATION),
                rule("settle: -1s", "settle: found \"-1s\"; expected " + DURATION),
                rule("settle:", "settle: found nothing; expected " + DURATION),
                rule("settle: [10s]", "settle: found a list; expected " + DURATION),
                rule("settle: {s: 10}", "settle: found a mapping; expected " + DURATION),
                rule("settle: ${env:SETTLE}", "settle: found \"${env:SETTLE}\"; expected " + DURATION),
                rule("settel: 10s", "settel: an unknown key; did you mean settle?"),
                rule("update_window: 1h", "update_window: an unknown key; did you mean update-window?"),
                rule("update-window: 2 days", "update-window: found \"2 days\"; expected " + DURATION),
                rule("retention: 99999999999d", "retention: found \"99999999999d\"; expected " + DURATION),
                rule("overdue-after: soon", "overdue-after: found \"soon\"; expected " + DURATION),
                rule(
                        "zone: Mars/Olympus",
                        "zone: found \"Mars/Olympus\"; expected a time zone such as America/New_York or UTC"),
                rule("dialer: fiveten", "dialer: found \"fiveten\"; expected one of five9, ringcentral, standard"),
                rule("time: middle", "time: found \"middle\"; expected one of end, start"),
                rule("after-delivery: eat", "after-delivery: found \"eat\"; expected one of delete, keep, move, tag"),
                rule("matcher: oracle", "matcher: found \"oracle\"; expected common-fields"),
                rule(
                        "required: user",
                        "required: found \"user\"; expected a list of field names such as [user, direction]"),
                rule(
                        "required: [user, {a: b}]",
                        "required: found a mapping; expected a list of field names such as [user, direction]"),
                rule("required: [user, user]", "required: found \"user\" twice; expected each once"),
                rule("aliases: [user]", "aliases: found a list; expected field names such as {AgentMail: user}"),
                rule(
                        "aliases: {AgentMail: usr}",
                        "aliases.AgentMail: found \"usr\"; expected one of ani, direction, dnis, duration, session_id, time, user"),
                rule(
                        "size-limit: 2 elephants",
                        "size-limit: found \"2 elephants\"; expected a size such as 64KiB, 500MB or 2GiB, more than zero"),
                rule(
                        "size-limit: 0",
                        "size-limit: found \"0\"; expected a size such as 64KiB, 500MB or 2GiB, more than zero"),
                rule("formats: {xmll: {}}", "formats.xmll: an unknown key; did you mean xml?"),
                rule("formats: {xml: {max-byte: 1}}", "formats.xml.max-byte: an unknown key; did you mean max-bytes?"),
                rule(
                        "formats: {xml: {max-bytes: 2TiB}}",
                        "formats.xml.max-bytes: found \"2TiB\"; expected a size such as 64KiB, 500MB or 2GiB, at most 1GiB"),
                rule(
                        "formats: {xml: {max-fields: 0}}",
                        "formats.xml.max-fields: found \"0\"; expected a number from 1 to 999999999"),
                rule(
                        "formats: {csv: {charset: klingon}}",
                        "formats.csv.charset: found \"klingon\"; expected a character set such as UTF-8 or windows-1252"),
                rule("formats: {csv: 7}", "formats.csv: found a text; expected limits such as {max-bytes: 128KiB}"),
                rule("source-settings: {port: 22}", "source-settings.port: no settings are known here"),
                rule(
                        "source-settings: {port: [22]}",
                        "source-settings.port: found a list; expected a text, which may hold ${env:NAME}"),
                rule(
                        "source-settings: {port: '${env:NOT_SET}'}",
                        "source-settings.port: the environment variable NOT_SET is not set; expected it to hold the value"),
                rule(
                        "source-settings: {port: '${file:/not/there}'}",
                        "source-settings.port: the file /not/there cannot be read; expected it to hold the value, in UTF-8"),
                rule(
                        "source-settings: {port: '${vault:x}'}",
                        "source-settings.port: found ${ and not what may follow it; expected ${env:NAME} or ${file:PATH}"),
                rule(
                        "source-settings: {port: '${env:x'}",
                        "source-settings.port: found ${ and not what may follow it; expected ${env:NAME} or ${file:PATH}"),
                rule("source: outbox", "source: is there twice, first in line 4; expected it once"),
                rule("zone: &z UTC", "zone: found an anchor; expected the value alone"),
                rule("zone: !!str UTC", "zone: found a tag; expected the value alone"));
    }

    private static Arguments rule(String yaml, String mistake) {
        return Arguments.of(yaml, "tandem.yaml:5: feeds.acme." + mistake);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aMistakeInARuleIsNamedWithLineAndKey(String rule, String mistake) throws IOException {
        String yaml = "sink: {type: directory, path: calls}\nfeeds:\n  acme:\n    source: inbox\n    " + rule + "\n";
        assertThat(mistakes(yaml)).containsExactly(mistake);
    }

    /** Whole files. */
    static List<Arguments> files() {
        String good = "sink: {type: directory, path: calls}\nfeeds:\n  acme: {source: inbox}\n";
        String noFeeds = "sink: {type: directory, path: calls}\n";
        return List.of(
                file("", "1: found nothing; expected the keys sink and feeds"),
                file("# nothing\n", "1: found nothing; expected the keys sink and feeds"),
                file("- a\n", "1: found a list; expected the keys sink and feeds"),
                file(
                        "sink: {type: directory\nfeeds: x\n",
                        "2: this is not YAML at column 6; look at the indentation, and put quotes around texts with special characters"),
                file("sink: \u0007\n", "1: a control character; expected plain text"),
                file(good + "---\nmore: 1\n", "4: a second document begins here; expected one"),
                file(
                        good + "colour: red\n",
                        "4: colour: an unknown key; expected one of drop, feeds, interval, ledger, plugins, sink, spool"),
                file(good + "interval: 0s\n", "4: interval: found \"0s\"; expected " + DURATION + ", longer than zero"),
                file(good + "plugins: nowhere\n", "4: plugins: the folder nowhere cannot be read"),
                file(good + "? [a, b]\n: c\n", "4: found a list as a key; expected a word"),
                file(
                        "feeds:\n  acme: {source: inbox}\n",
                        "1: sink: is missing; expected where the calls go, such as {type: directory, path: calls}"),
                file(noFeeds, "1: feeds: is missing; expected at least one feed by its name"),
                file(noFeeds + "feeds: {}\n", "2: feeds: there is none; expected at least one feed by its name"),
                file(noFeeds + "feeds: [acme]\n", "2: feeds: found a list; expected feeds by their names"),
                file(
                        noFeeds + "feeds:\n  acme:\n",
                        "3: feeds.acme: found nothing; expected a mapping with the key source"),
                file(
                        noFeeds + "feeds:\n  acme: {zone: UTC}\n",
                        "3: feeds.acme.source: is missing; expected a folder, or a URI such as file:/srv/feeds/acme"),
                file(
                        noFeeds + "feeds:\n  Acme: {source: inbox}\n",
                        "3: feeds.Acme: is \"Acme\"; expected 1 to 63 lower-case letters, digits, - and _, a letter or digit first"),
                file(
                        noFeeds + "feeds:\n  acme: {source: 'gopher://x/y'}\n",
                        "3: feeds.acme.source: found the scheme gopher; expected one of file, s3, sftp"),
                file(
                        noFeeds + "feeds:\n  acme: {source: 'file:inbox'}\n",
                        "3: feeds.acme.source: is \"file:inbox\"; expected an absolute path such as file:/srv/feeds/acme"),
                file(
                        noFeeds + "feeds:\n  acme: {source: 'file:/a b'}\n",
                        "3: feeds.acme.source: is neither a path nor a URI; expected one such as file:/srv/feeds/acme"),
                file(
                        good + "  beta: {source: ./inbox/}\n",
                        "4: feeds.beta.source: feed acme reads the same; expected a source of its own"),
                file(
                        good + "ledger: {path: tandem.db}\n",
                        "4: ledger.type: is missing; expected one of memory, sqlite"),
                file(
                        good + "ledger: {type: sqlight}\n",
                        "4: ledger.type: found \"sqlight\"; expected one of memory, sqlite"),
                file(
                        noFeeds + "feeds:\n  acme: {source: 'drop:acme'}\n",
                        "3: feeds.acme.source: reads uploads to the drop server; expected the key drop beside feeds"),
                file(
                        noFeeds + "drop: {}\nfeeds:\n  acme: {source: 'drop:../x'}\n",
                        "4: feeds.acme.source: found an account \"../x\"; expected drop: and an account's name"),
                file(
                        noFeeds + "drop: {}\nfeeds:\n  a: {source: 'drop:x'}\n  b: {source: 'drop:x'}\n",
                        "5: feeds.b.source: feed a reads the same; expected a source of its own"),
                file(
                        noFeeds + "drop: {}\nfeeds:\n  a: {source: 'drop:x', after-delivery: keep}\n",
                        "4: feeds.a.after-delivery: would fill the account's share of the drop server; "
                                + "expected move or delete"),
                file(
                        good + "drop: {listen: everywhere}\n",
                        "4: drop.listen: found \"everywhere\"; expected an address and a port such as 0.0.0.0:2222"),
                file(
                        good + "drop: {limits: {quota: much, handles: 5}}\n",
                        "4: drop.limits.handles: an unknown key; expected one of "
                                + String.join(", ", new TreeSet<>(Drop.LIMITS)),
                        "4: drop.limits.quota: found \"much\"; expected a size such as 64KiB, 500MB or 2GiB, more than zero"),
                file(good + "ledger: sqlite\n", "4: ledger: found a text; expected a mapping such as {type: memory}"));
    }

    private static Arguments file(String yaml, String... mistakes) {
        return Arguments.of(
                yaml,
                Arrays.stream(mistakes).map(mistake -> "tandem.yaml:" + mistake).toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aMistakeInAFileIsNamedWithItsLine(String yaml, List<String> mistakes) throws IOException {
        assertThat(mistakes(yaml)).containsExactlyElementsOf(mistakes);
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() throws IOException {
        assertThat(mistakes("""
                        interval: often
                        sink: {type: directory, path: calls}
                        feeds:
                          acme: {zone: Mars, settle: x}
                          Beta: {source: inbox, dialer: y}
                        colour: red
                        """))
                .extracting(mistake -> mistake.substring(0, "tandem.yaml:1: feeds.acme.zone".indexOf("feeds")))
                .containsExactly(
                        "tandem.yaml:1: ",
                        "tandem.yaml:4: ",
                        "tandem.yaml:4: ",
                        "tandem.yaml:4: ",
                        "tandem.yaml:5: ",
                        "tandem.yaml:5: ",
                        "tandem.yaml:6: ");
    }

    @Test
    void aPasswordInASourceIsAMistakeAndNotShown() throws IOException {
        assertThat(mistakes(
                        "sink: {type: directory, path: calls}\nfeeds:\n  acme: {source: 'sftp://me:canary@host/in'}\n"))
                .containsExactly("tandem.yaml:3: feeds.acme.source: has a password in it;"
                        + " expected it in source-settings, as ${env:NAME}");
    }

    @Test
    void aSettingThatItsPluginRefusesIsNamedWithItsLine() throws Exception {
        Path file = folder.resolve("tandem.yaml");
        Files.writeString(file, """
                sink: {type: directory, path: calls}
                feeds:
                  acme: {source: inbox}
                ledger:
                  type: sqlite
                  pathe: tandem.db
                """);
        Configuration configuration = Configuration.read(file, new Secrets(Map.of()), null);
        assertThatThrownBy(() -> configuration.ledger().openLedger(configuration.plugins()))
                .hasMessage(file + ":6: ledger.pathe: unknown; known are [path]");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeSo() {
        Path file = folder.resolve("no.yaml");
        assertThatThrownBy(() -> Configuration.read(file, new Secrets(Map.of()), null))
                .hasMessage(file + ": there is no such file; expected a configuration, see docs/configuration.md");
    }

    @Test
    void aFileThatIsNotUtf8IsSaidToBeSo() throws IOException {
        Path file = folder.resolve("tandem.yaml");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThatThrownBy(() -> Configuration.read(file, new Secrets(Map.of()), null))
                .hasMessage(file + ": is not UTF-8; save it as UTF-8");
    }
}
