package dev.tandem.format.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Problem;
import dev.tandem.testkit.MetadataFormatContract;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFormatTest extends MetadataFormatContract {
    private final YamlFormat format = new YamlFormat();

    @Override
    protected MetadataFormat format() {
        return format;
    }

    @Override
    protected byte[] sample(Map<String, String> fields) {
        return bytes(fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ": " + quoted(field.getValue()) + "\n")
                .collect(Collectors.joining("", "# one call\n", "")));
    }

    @Override
    protected List<byte[]> nested() {
        return List.of(
                bytes("agent:\n  name: " + CANARY + "\n"),
                bytes("agent: {name: " + CANARY + "}\n"),
                bytes("id: 1\ntags:\n- " + CANARY + "\n"),
                bytes("id: 1\ntags: [" + CANARY + "]\n"),
                bytes("calls:\n- id: " + CANARY + "\n- id: 2\n"));
    }

    @Override
    protected List<byte[]> severalRecords() {
        return List.of(
                bytes("- id: " + CANARY + "\n- id: 2\n"),
                bytes("- id: " + CANARY + "\n"),
                bytes("[{id: " + CANARY + "}]"),
                bytes("id: " + CANARY + "\n---\nid: 2\n"),
                bytes("id: " + CANARY + "\n...\n---\n"),
                bytes("---\n---\nid: " + CANARY + "\n"));
    }

    @Override
    protected List<byte[]> duplicateFields() {
        return List.of(bytes("id: " + CANARY + "\nb:\nid: 2\n"), bytes("{id: " + CANARY + ", \"id\": 2}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "1e5",
                "1e999999999",
                "-0",
                "+1 703 555 0100",
                "1_000",
                "0x1F",
                "0o17",
                "0b1",
                "190:20:30",
                ".inf",
                ".NaN",
                "no",
                "NO",
                "y",
                "true",
                "null",
                "~",
                "=",
                "2020-10-12",
                "2020-10-12 20:07:07",
                "12:30",
                "a, b",
                "it's \"so\"",
                "a#b",
                "<<",
                "C:\\calls\\1"
            })
    void aPlainScalarIsTheTextItIsWrittenAs(String text) {
        assertThat(read(bytes("a: " + text + "\nb: x"))).containsEntry("a", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a: x # c | x",
                "a: 'it''s' | it's",
                "a: \"x\\ty\\u00e9\" | x\ty\u00E9",
                "a: x_  y | x y",
                "a: 'x_  y' | x y",
                "--- {a: x} | x",
                "{\"a\": \"x\"} | x",
                "%YAML 1.2_---_a: x_... | x",
                "? a_: x | x",
                "? a | ''",
                "a: | ''",
                "a: '' | ''",
                "\"a\": x | x"
            })
    void aScalarIsReadInEachStyle(String yaml, String text) {
        assertThat(read(bytes(yaml.replace('_', '\n')))).isEqualTo(Map.of("a", text.equals("''") ? "" : text));
    }

    @Test
    void blockScalarsKeepTheirLines() {
        assertThat(read(bytes("a: |\n  x\n   y\n\n  z\nb: >-\n  x\n  y\nc: |+\n  x\n\nd: |-\n  x\n")))
                .isEqualTo(Map.of("a", "x\n y\n\nz\n", "b", "x y", "c", "x\n\n", "d", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: *b",
                "a: &b x",
                "a: !!int 7",
                "a: ! x",
                "a: !x y",
                "a: !!binary aGk=",
                "a: !!javax.script.ScriptEngineManager [x]",
                "a: !<tag:yaml.org,2002:str> x",
                "!!map {a: x}",
                "&a {a: x}",
                "!x a: y",
                "&x a: y",
                "*x : y",
                "b: x\n&x a: y",
                "b: x\n!x a: y",
                "a: &b",
                "*a",
                "&a x",
                "<<: {a: x}",
                "a: x\n<<: *b",
                "a: &a [x]\nb: [*a, *a]",
                "a: &a {b: x}"
            })
    void aliasesAnchorsTagsAndMergeKeysAreForbidden(String yaml) {
        assertThat(refusal(bytes(yaml)).code()).isEqualTo(Problem.Code.FORBIDDEN);
    }

    @Test
    void aQuotedMergeKeyIsAName() {
        assertThat(read(bytes("'<<': x"))).containsEntry("<<", "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b: c",
                "a: 'x",
                "a: \"x",
                "a: \"\\q\"",
                "a: x\n b: y",
                "\ta: x",
                "a: @x",
                "a: `x",
                "a: %x\n%: y: z",
                "a: {",
                "{a: x",
                "a: x\nb",
                "a: x }\n}",
                "just text",
                "'a'",
                ": x",
                "'': x",
                "' ': x",
                "a: |x\n  y",
                "a: x\n...\nb",
                "%FOO\na: x",
                "<call><a>x</a></call>"
            })
    void whatIsNotAMappingOfTextsIsRefused(String yaml) {
        assertThat(refusal(bytes(yaml)).code()).isEqualTo(Problem.Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"? [a]\n: x", "? {a: b}\n: x", "{a: b}: x", "[a]: x"})
    void namesThatAreNotTextsAreNested(String yaml) {
        assertThat(refusal(bytes(yaml)).code()).isEqualTo(Problem.Code.NESTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"# nothing", "---", "---\n...", "{}", "--- {}\n", "''"})
    void aFileWithoutFieldsSaysSo(String yaml) {
        assertThat(refusal(bytes(yaml)).code()).isEqualTo(Problem.Code.NO_FIELDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \"\\0\"", "a: \"\\e\"", "\"\\x01\": x", "a: \0", "a: \u0085x\u0080"})
    void controlCharactersAreNotText(String yaml) {
        assertThat(refusal(bytes(yaml)).code()).isEqualTo(Problem.Code.NOT_TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "id: 1_agent:_  name: x | line 3, column 3, field agent.name: the value is a mapping",
                "agent: {name: x} | line 1, column 8, field agent.name: the value is a mapping",
                "agent: {} | line 1, column 8, field agent: the value is a mapping",
                "agent: {[x]: y} | line 1, column 8, field agent: the value is a mapping",
                "tags:_- x | line 2, column 1, field tags: the value is a list",
                "- id: 1 | line 1, column 1: the file holds a list",
                "id: 1_---_id: 2 | line 2, column 1: a second document",
                "id: 1_phone: *703 | line 2, column 8, field phone: an alias",
                "id: 1_ID: 2 | line 2, column 1, field ID: the field is there twice",
                "id: 1_<<: {a: b} | line 2, column 1, field <<: merge keys",
                "id: 1_note: a: b | line 2, column 8: this is not YAML",
                "id: 1_note: \u0001x | line 2, column 7: this is a control character"
            })
    void aProblemNamesItsPlaceAndPath(String yaml, String start) {
        assertThat(refusal(bytes(yaml.replace("_", "\r\n"))).describe()).startsWith(start);
    }

    @Test
    void aControlCharacterIsFoundBehindEmoji() {
        assertThat(refusal(bytes("a: \uD83D\uDE00\nb: \uD83D\uDE00\u0001")).describe())
                .startsWith("line 2, column 6: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "a: [", "a: {", "- ", "? ", "a: {a: "})
    void twentyThousandLevelsAreRefused(String level) {
        byte[] content = bytes("a: " + level.repeat(20_000));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> refusal(content, FormatOptions.DEFAULT));
    }

    @Test
    void twentyThousandIndentedLevelsAreRefusedAtTheFirst() {
        String levels =
                IntStream.range(0, 300).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
        assertThat(refusal(bytes(levels)).describe()).startsWith("line 2, column 2, field a.a: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x ", "x\n  ", "'", "# ", "\n", "\" ", "- ", ": ", "? ", "\t", "...\n"})
    void aFullFileOfAnythingTakesLittleTime(String piece) {
        byte[] content = bytes("a: " + piece.repeat(((64 << 10) - 3) / piece.length()));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> format.parse(content, format.defaults()));
    }

    @Test
    void moreThan64KiBAreReadOnlyIfTheOptionsSaySo() {
        byte[] content = bytes("a: x\n" + "#\n".repeat(40_000));
        assertThat(refusal(content).code()).isEqualTo(Problem.Code.TOO_LARGE);
        assertThat(read(content, FormatOptions.DEFAULT)).containsEntry("a", "x");
    }

    @Test
    void windows1252IsReadOnlyIfTheOptionsSaySo() {
        Charset windows = Charset.forName("windows-1252");
        byte[] content = "a: Zo\u00EB \u20AC".getBytes(windows);
        assertThat(read(content, format.defaults().withCharset(windows))).containsEntry("a", "Zo\u00EB \u20AC");
        assertThat(refusal(content).describe()).startsWith("line 1, column 6: ");
    }

    private static String quoted(String text) {
        StringBuilder yaml = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '\uFEFF') {
                yaml.append("\\u%04x".formatted((int) c));
            } else {
                yaml.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return yaml.append('"').toString();
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(UTF_8);
    }
}
