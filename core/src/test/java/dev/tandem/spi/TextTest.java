package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Metadata;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @Test
    void aByteOrderMarkDecidesTheCharsetAndIsNotText() {
        FormatOptions windows = FormatOptions.DEFAULT.withCharset(WINDOWS);
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThat(read("\uFEFFZoë".getBytes(charset), windows)).isEqualTo("Zoë");
        }
    }

    @Test
    void onlyTheFirstByteOrderMarkIsTakenAway() {
        assertThat(read("\uFEFF\uFEFFx".getBytes(StandardCharsets.UTF_8), FormatOptions.DEFAULT))
                .isEqualTo("\uFEFFx");
    }

    @Test
    void withoutAMarkTheOptionsDecide() {
        byte[] content = {'Z', 'o', (byte) 0xEB};
        assertThat(read(content, FormatOptions.DEFAULT.withCharset(WINDOWS))).isEqualTo("Zoë");
        assertThat(problem(content, FormatOptions.DEFAULT).code()).isEqualTo(Problem.Code.NOT_TEXT);
    }

    @Test
    void aReplacementCharacterThatWasWrittenIsText() {
        assertThat(read("a\uFFFDb".getBytes(StandardCharsets.UTF_8), FormatOptions.DEFAULT))
                .isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "EDA080", "EDB080", "F8888080", "FF", "80", "E282", "F4908080", "EFBFBDC0AF"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        assertThat(problem(HexFormat.of().parseHex(hex), FormatOptions.DEFAULT).code())
                .isEqualTo(Problem.Code.NOT_TEXT);
    }

    @Test
    void bytesThatAreNotUtf8AreFoundByLineAndColumn() {
        byte[] content = "\uFEFFé\r\nüb\rc\n😀?".getBytes(StandardCharsets.UTF_8);
        content[content.length - 1] = (byte) 0xFF;
        assertThat(problem(content, FormatOptions.DEFAULT).describe()).startsWith("line 4, column 3: ");
        byte[] first = "\uFEFFé?".getBytes(StandardCharsets.UTF_8);
        first[first.length - 1] = (byte) 0xFF;
        assertThat(problem(first, FormatOptions.DEFAULT).describe()).startsWith("line 1, column 2: ");
    }

    @Test
    void halfACharacterOfUtf16IsRefused() {
        assertThat(problem(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}, FormatOptions.DEFAULT)
                        .code())
                .isEqualTo(Problem.Code.NOT_TEXT);
        assertThat(problem(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xD8, 0, 0, 'a'}, FormatOptions.DEFAULT)
                        .code())
                .isEqualTo(Problem.Code.NOT_TEXT);
    }

    @Test
    void theSizeIsCheckedBeforeAnythingElse() {
        FormatOptions two = FormatOptions.DEFAULT.withMaxBytes(2);
        assertThat(read(new byte[] {'a', 'b'}, two)).isEqualTo("ab");
        assertThat(problem(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF}, two)
                        .code())
                .isEqualTo(Problem.Code.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \r\n\t"})
    void blankContentIsEmpty(String text) {
        assertThat(problem(text.getBytes(StandardCharsets.UTF_8), FormatOptions.DEFAULT)
                        .code())
                .isEqualTo(Problem.Code.EMPTY);
    }

    @Test
    void aReaderThatThrowsMakesTheFileMalformedAndItsMessageStaysUnseen() {
        Function<String, Parsed> fails = text -> {
            throw new IllegalStateException("canary");
        };
        Function<String, Parsed> overflows = text -> {
            throw new StackOverflowError("canary");
        };
        for (Function<String, Parsed> reader : List.of(fails, overflows)) {
            Parsed parsed = Text.parse(new byte[] {'x'}, FormatOptions.DEFAULT, reader);
            assertThat(parsed).isInstanceOfSatisfying(Parsed.Bad.class, bad -> {
                assertThat(bad.problem().code()).isEqualTo(Problem.Code.MALFORMED);
                assertThat(bad.problem().text()).doesNotContain("canary");
            });
        }
    }

    @Test
    void linesEndWithEachKindOfBreak() {
        String text = "a\r\nb\rc\nd";
        assertThat(IntStream.range(0, text.length()).map(offset -> Text.line(text, offset)))
                .containsExactly(1, 1, 1, 2, 2, 3, 3, 4);
        assertThat(Text.column(text, text.indexOf('d'))).isEqualTo(1);
        assertThat(Text.column("ab", 1)).isEqualTo(2);
    }

    private static String read(byte[] content, FormatOptions options) {
        StringBuilder seen = new StringBuilder();
        Text.parse(content, options, text -> {
            seen.append(text);
            return new Parsed.Good(Metadata.of(Map.of()));
        });
        return seen.toString();
    }

    private static Problem problem(byte[] content, FormatOptions options) {
        Parsed parsed = Text.parse(content, options, text -> new Parsed.Good(Metadata.of(Map.of())));
        return ((Parsed.Bad) parsed).problem();
    }
}
