package dev.tandem.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Problem;
import dev.tandem.testkit.MetadataFormatContract;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest extends MetadataFormatContract {
    private final JsonFormat format = new JsonFormat();

    @Override
    protected MetadataFormat format() {
        return format;
    }

    @Override
    protected byte[] sample(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ": " + quoted(field.getValue()))
                .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"))
                .getBytes(UTF_8);
    }

    @Override
    protected List<byte[]> nested() {
        return bytes(
                "{'agent': {'name': '" + CANARY + "'}}",
                "{'tags': ['" + CANARY + "']}",
                "{'a': [{'b': '" + CANARY + "'}]}");
    }

    @Override
    protected List<byte[]> severalRecords() {
        return bytes(
                "[{'a': '" + CANARY + "'}, {'a': '2'}]",
                "[{'a': '" + CANARY + "'}]",
                "{'a': '" + CANARY + "'}\n{'a': '2'}",
                "{'a': '" + CANARY + "'} 5");
    }

    @Override
    protected List<byte[]> duplicateFields() {
        return bytes(
                "{'a': '" + CANARY + "', 'b': '', 'a': '" + CANARY + "'}", "{'a': '" + CANARY + "', '\\u0061': ''}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "-0", "1e5", "1E+05", "1e999999999", "0.10", "12345678901234567890123", "true", "false"})
    void numbersAndTruthValuesAreTheTextTheyAreWrittenAs(String value) {
        assertThat(good("{'a': " + value + "}")).containsEntry("a", value);
    }

    @Test
    void aNumberMayBeAsLongAsAText() {
        String digits = "1".repeat(64 << 10);
        assertThat(good("{'a': " + digits + "}")).containsEntry("a", digits);
        assertThat(problem("{'a': " + digits + "1}").code()).isEqualTo(Problem.Code.TOO_LARGE);
    }

    @Test
    void nullIsTheEmptyText() {
        assertThat(good("{'a': null, 'b': ''}")).containsExactly(Map.entry("a", ""), Map.entry("b", ""));
    }

    @Test
    void escapesStandForTheirCharacters() {
        assertThat(good("{'a': '\\u00e9\\n\\/\\ud83d\\ude00'}")).containsEntry("a", "\u00E9\n/\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a': 007}",
                "{'a': +1}",
                "{'a': .5}",
                "{'a': NaN}",
                "{'a': 'b',}",
                "{'a' 'b'}",
                "{a: 'b'}",
                "{'a': b}",
                "{'a': 'b'} x",
                "{'a': 'b'}}",
                "{'a': 'b'",
                "{'a': 'b",
                "{'a': 'b\nc'}",
                "{'a': 'b\tc'}",
                "{'a': '\\x41'}",
                "{'a': '\\u00g0'}",
                "{'a': 'b' /* c */}",
                "# c\n{'a': 'b'}",
                "'a'",
                "7",
                "null",
                "<a/>",
                "{'a': 'b', , 'c': 'd'}",
                "{'': 'a'}"
            })
    void whatIsNotJsonIsRefused(String json) {
        assertThat(problem(json).code()).isEqualTo(Problem.Code.MALFORMED);
    }

    @Test
    void singleQuotesAreRefused() {
        assertThat(refusal("{'a': 'b'}".getBytes(UTF_8)).code()).isEqualTo(Problem.Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u001b", "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud83dx"})
    void escapedControlsAndHalfCharactersAreRefused(String escape) {
        assertThat(problem("{'a': '" + escape + "'}").code()).isEqualTo(Problem.Code.NOT_TEXT);
        assertThat(problem("{'" + escape + "': 'a'}").code()).isEqualTo(Problem.Code.NOT_TEXT);
    }

    @Test
    void anEmptyObjectHasNoFields() {
        assertThat(problem("{}").code()).isEqualTo(Problem.Code.NO_FIELDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'agent': {'name': 'x'}} | line 1, column 11, field agent.name: the value is an object",
                "{'agent': {}} | line 1, column 11, field agent: the value is an object",
                "{'agent': {'name': {'first': 'x'}}} | line 1, column 11, field agent.name: the value is an object",
                "{'tags': ['x']} | line 1, column 10, field tags: the value is a list",
                "[{'a': '1'}] | line 1, column 1: the file holds a list",
                "{'a': 'b'} {'a': 'c'} | line 1, column 12: something follows the object"
            })
    void aProblemNamesItsPlaceAndPath(String json, String start) {
        assertThat(problem(json).describe()).startsWith(start);
    }

    @Test
    void linesAndColumnsCountCharactersNotBytes() {
        assertThat(problem("\uFEFF{'\u00E9': '\u00FC', 'x': []}").describe())
                .startsWith("line 1, column 17, field x: ");
        assertThat(problem("{\r\n 'a': '1',\r\n 'b': '2',\n\n\t'A': '3'\n}").describe())
                .startsWith("line 5, column 7, field A: ");
        assertThat(problem("{\n  'a': 'b'\n  'c': 'd'\n}").line()).isEqualTo(3);
    }

    @Test
    void twentyThousandLevelsAreRefusedAtTheFirst() {
        assertThat(problem("{'a':".repeat(20_000)).describe()).startsWith("line 1, column 6, field a.a: ");
        assertThat(problem("[".repeat(20_000)).code()).isEqualTo(Problem.Code.SEVERAL_RECORDS);
    }

    @Test
    void namesWithTheSameHashCostLittle() {
        String fields = IntStream.range(0, 8_192)
                .mapToObj(i -> "'" + colliding(i) + "':''")
                .collect(Collectors.joining(",", "{", "}"));
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(good(fields)).hasSize(8_192));
    }

    @Test
    void windows1252IsReadOnlyIfTheOptionsSaySo() {
        Charset windows = Charset.forName("windows-1252");
        byte[] content = "{\"a\": \"Zo\u00EB \u20AC\"}".getBytes(windows);
        assertThat(read(content, FormatOptions.DEFAULT.withCharset(windows))).containsEntry("a", "Zo\u00EB \u20AC");
        assertThat(refusal(content).describe()).startsWith("line 1, column 10: ");
    }

    private static String colliding(int bits) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 13; i++) {
            name.append((bits >> i & 1) == 0 ? "Ab" : "BC");
        }
        return name.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return json.append('"').toString();
    }

    private static List<byte[]> bytes(String... samples) {
        return Arrays.stream(samples).map(JsonFormatTest::bytes).toList();
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    private Map<String, String> good(String json) {
        return read(bytes(json));
    }

    private Problem problem(String json) {
        return refusal(bytes(json));
    }
}
