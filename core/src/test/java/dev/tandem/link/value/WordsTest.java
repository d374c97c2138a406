package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void caseAccentsAndPunctuationDoNotCount() {
        assertThat(Words.flat("  Verónica SÁNCHEZ, Jr. ")).isEqualTo("veronica sanchez jr");
        assertThat(Words.flat("Tom &amp; Jerry&#39;s")).isEqualTo("tom jerry s");
    }

    @Test
    void aCodeOfPartsIsAlsoOneWord() {
        assertThat(Words.words("SRS-A212")).contains(Words.words("srsa212"));
        assertThat(Words.words("well-known")).hasSize(2);
    }

    @Test
    void codesHaveADigitAndThreeCharacters() {
        assertThat(Words.codes("Sony PS3 x2 SRS-A212")).containsExactly(false, true, false, false, true, true);
    }

    @Test
    void otherScriptsHaveWordsToo() {
        assertThat(Words.flat("Анна Каренина")).isEqualTo("анна каренина");
    }

    @Test
    void anEmptyTextHasNothing() {
        assertThat(Words.words(" -- ")).isEmpty();
        assertThat(Words.grams("", 3)).isEmpty();
    }
}
