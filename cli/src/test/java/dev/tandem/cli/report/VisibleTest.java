package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void plainTextStaysAsItIs() {
        assertThat(Visible.of("Zoë Öztürk, 漢字 שלום 👩\u200D👧 +1 (305)"))
                .isEqualTo("Zoë Öztürk, 漢字 שלום 👩\u200D👧 +1 (305)");
    }

    @Test
    void controlCharactersAreShown() {
        assertThat(Visible.of("a\u0000b\nc\td\u001Be")).isEqualTo("a␀b␊c␉d␛e");
        assertThat(Visible.of("\u007F\u0085")).isEqualTo("‹U+007F›‹U+0085›");
    }

    @Test
    void whatTurnsTextAroundIsSpeltOut() {
        assertThat(Visible.of("\u202Egnp.exe")).isEqualTo("‹U+202E›gnp.exe");
        assertThat(Visible.of("\u2066\u2069\u200F")).isEqualTo("‹U+2066›‹U+2069›‹U+200F›");
    }

    @Test
    void aLongValueIsCutAndItsLengthIsTold() {
        String shown = Visible.of("x".repeat(10_000));
        assertThat(shown).startsWith("x".repeat(Visible.MOST) + "…").endsWith("(10,000 characters)");
        assertThat(Visible.of("x".repeat(Visible.MOST))).isEqualTo("x".repeat(Visible.MOST));
    }

    @Test
    void accentsDoNotPileUp() {
        assertThat(Visible.of("e" + "\u0301".repeat(500) + "f").length()).isLessThan(10);
    }

    @Test
    void whateverComesOutIsBoundedHarmlessAndCanBeWritten() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(600);
            for (int j = 0; j < length; j++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x10000 : 0x2100));
            }
            String shown = Visible.of(text.toString());
            assertThat(shown.length()).as("seed %d", seed).isLessThan(Visible.MOST + 40);
            assertThat(shown.chars().noneMatch(c -> c < ' ' || c == 0x202E || c == 0x2066))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void whatDoesNotFitALineIsCut() {
        assertThat(Visible.fitting("same number", 40)).isEqualTo("same number");
        String cut = Visible.fitting("within 10 minutes, as logged later", 10);
        assertThat(cut).startsWith("within").endsWith("…");
        assertThat(Visible.width(cut)).isLessThanOrEqualTo(10);
    }
}
