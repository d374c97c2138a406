package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    private static final long SEED = Long.getLong("seed", 20_161_027L);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "joe | joe",
                "Joe  BADUCCI | joe baducci",
                "' joe ' | joe",
                "'a\tb\u00A0c\u0000d' | a b c d",
                "Jos\u00E9 | jose",
                "Jose\u0301 | jose",
                "\u00C5ngstr\u00F6m | angstrom",
                "Stra\u00DFe | strasse",
                "\u00D8rsted \u0141\u00F3d\u017A | orsted lodz",
                "\u0130stanbul \u0131 | istanbul i",
                "\uFB01ne \u2460 | fine 1",
                "\uFF21\uFF22 | ab",
                "co\u00ADop\u200B | coop",
                "AT&amp;T | at&t",
                "AT&T | at&t",
                "Caf&eacute; | cafe",
                "Caf&#233; &#xE9; | cafe e",
                "a&nbsp;b | a b",
                "&unknown; &; &#; &#x; &#1114112; | &unknown; &; &#; &#x; &#1114112;",
                "&amp;amp; | &amp;"
            })
    void foldingLeavesWhatIsComparable(String text, String folded) {
        assertThat(Texts.fold(text)).isEqualTo(folded);
    }

    @Test
    void aFoldedTextIsReturnedAsItIs() {
        String text = "12 stanley street, o'brien";
        assertThat(Texts.fold(text)).isSameAs(text);
        assertThat(Texts.fold("")).isEmpty();
        assertThat(Texts.fold(" \u0301 ")).isEmpty();
    }

    @Test
    void tokensAreRunsOfLettersAndDigits() {
        assertThat(Texts.tokens("arnie morton's of chicago, 435 s. la cienega blv."))
                .containsExactly("arnie", "mortons", "of", "chicago", "435", "s", "la", "cienega", "blv");
        assertThat(Texts.tokens("o\u2019brien-smith 'x' y'")).containsExactly("obrien", "smith", "x", "y");
        assertThat(Texts.tokens("")).isEmpty();
        assertThat(Texts.tokens("\uD83D\uDE00 - \uD83D")).isEmpty();
        assertThat(Texts.tokens("\u5317\u4EAC\uD840\uDC00 2")).containsExactly("\u5317\u4EAC\uD840\uDC00", "2");
    }

    @Test
    void foldingTwiceChangesNothingAndLeavesNoMarkOrCapital() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                int point = random.nextInt(random.nextBoolean() ? 0x250 : Character.MAX_CODE_POINT + 1);
                text.appendCodePoint(point == '&' ? '+' : point);
            }
            String folded = Texts.fold(text.toString());
            assertThat(Texts.fold(folded)).as("%s, seed %d", text, SEED).isEqualTo(folded);
            assertThat(folded).doesNotContain("  ").isEqualTo(folded.strip());
            assertThat(Texts.tokens(folded)).allMatch(token -> !token.isEmpty() && folded.length() >= token.length());
        }
    }

    @Test
    void lettersOfOneBaseFoldToIt() {
        for (int point = 0; point < Character.MAX_CODE_POINT; point++) {
            String base = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
            if (Character.isLetter(point) && base.length() == 1 && base.charAt(0) <= 'z' && base.charAt(0) >= 'a') {
                assertThat(Texts.fold(Character.toString(point)))
                        .as("U+%04X", point)
                        .isEqualTo(base);
            }
        }
    }

    @Test
    void textsOfTenMegabytesAreFoldedInLinearTime() {
        for (String unit : List.of("A ", "&amp;", "\u0316\u0301", "\u00E9", "a\u0301\u0316")) {
            String folded = Texts.fold(unit.repeat(10_000_000 / unit.length()));
            assertThat(folded.length()).isLessThan(200_000_000);
            assertThat(Texts.tokens(folded.substring(0, Math.min(folded.length(), 1_000_000)))
                            .size())
                    .isLessThan(1_000_001);
        }
    }
}
