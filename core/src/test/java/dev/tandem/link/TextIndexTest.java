package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextIndexTest {
    @Test
    void textsAreNumberedAsTheyCome() {
        TextIndex index = new TextIndex();
        for (int i = 0; i < 10_000; i++) {
            assertThat(index.add("text " + i)).isEqualTo(i);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(index.add("text " + i)).isEqualTo(i);
            assertThat(index.find("text " + i)).isEqualTo(i);
        }
        assertThat(index.find("another")).isEqualTo(-1);
        assertThat(index.size()).isEqualTo(10_000);
        assertThat(index.texts()[77]).isEqualTo("text 77");
    }

    @Test
    void textsOfOneHashCodeAreToldApart() {
        TextIndex index = new TextIndex();
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(index.add("Aa")).isZero();
        assertThat(index.add("BB")).isEqualTo(1);
        assertThat(index.add("")).isEqualTo(2);
        assertThat(index.find("Aa")).isZero();
    }
}
