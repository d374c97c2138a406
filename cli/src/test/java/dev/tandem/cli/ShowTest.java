package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {
    @Test
    void textThatCouldDeceiveATerminalOrAReaderIsEscaped() {
        assertThat(Show.text("a\u001b[31m\r\n\t\u007f\u0085\u200b\u202e\u2028\u2066\ufeff\ud800z\udb40\udc01"))
                .isEqualTo("a\\u001b[31m\\u000d\\u000a\\u0009\\u007f\\u0085\\u200b\\u202e\\u2028\\u2066\\ufeff\\ud800z"
                        + "\\U000e0001");
    }

    @Test
    void textInAnyLanguageStaysReadable() {
        assertThat(Show.text("M\u00fcller_\u4e2d\u6587_\ud83d\ude00 @.-"))
                .isEqualTo("M\u00fcller_\u4e2d\u6587_\ud83d\ude00 @.-");
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, 0s", "PT0S, 0s", "PT59S, 59s", "PT61S, 1m 1s", "PT25H, 1d 1h", "PT90M, 1h 30m"})
    void anAgeIsToldInItsTwoLargestUnits(Duration age, String told) {
        assertThat(Show.age(age)).isEqualTo(told);
    }

    @Test
    void columnsAreAlignedAndNotesAreWrapped() {
        String nl = System.lineSeparator();
        assertThat(new Grid()
                        .addWithNote("one two three four five", "a", "long cell", "x")
                        .add("bbb", "c")
                        .lay(20))
                .isEqualTo("  a    long cell  x" + nl + "      one two three" + nl + "      four five" + nl + "  bbb  c"
                        + nl);
    }
}
