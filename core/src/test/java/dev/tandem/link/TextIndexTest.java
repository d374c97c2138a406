package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextIndexTest {
    private final TextIndex index = new TextIndex();

    @Test
    void textsAreNumberedAsTheyCome() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(index.add("text " + i)).isEqualTo(i);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(index.add("text " + i)).isEqualTo(i);
            assertThat(index.find("text " + i)).isEqualTo(i);
        }
        assertThat(index.find("another")).isEqualTo(-1);
        assertThat(index.size()).isEqualTo(10_000);
        assertThat(index.texts().text(77)).isEqualTo("text 77");
    }

    @Test
    void textsOfOneHashCodeAreToldApart() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(index.add("Aa")).isZero();
        assertThat(index.add("BB")).isEqualTo(1);
        assertThat(index.add("")).isEqualTo(2);
        assertThat(index.add("Aa")).isZero();
    }

    @Test
    void textsOfTheSameBytesAreToldApart() {
        List<String> texts = List.of("\u4e00", "N\0", "\0N", "N", "N\0\0");
        for (String text : texts) {
            index.add(text);
        }
        assertThat(index.texts().texts()).containsExactlyElementsOf(texts);
    }

    @Test
    void textsOfAnyLengthAndCharactersComeBackAsTheyWere() {
        List<String> texts = new ArrayList<>();
        for (int length : new int[] {0, 1, 7, 8, 9, 63, 64, 8_191, 8_192, 300_000, 1_100_000}) {
            texts.add("x".repeat(length));
            texts.add("\u00ff".repeat(length) + "\u20ac");
            texts.add("\ud83d\ude00".repeat(length) + "\ud83d");
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(index.add(texts.get(i))).isEqualTo(i);
        }
        assertThat(index.texts().texts()).containsExactlyElementsOf(texts);
    }

    @Test
    void textsThatWaitGetTheNumbersTheyWouldHaveGotOneByOne() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, Integer> expected = new LinkedHashMap<>();
        int[] numbers = new int[TextIndex.MOST_WAITING];
        for (int round = 0; round < 200; round++) {
            List<String> waiting = new ArrayList<>();
            int many = random.nextInt(TextIndex.MOST_WAITING + 1);
            for (int i = 0; i < many; i++) {
                waiting.add(Integer.toString(random.nextInt(1 + random.nextInt(20_000)), 3));
                assertThat(index.push(waiting.get(i))).isEqualTo(i + 1);
            }
            index.numbers(numbers);
            for (int i = 0; i < many; i++) {
                expected.putIfAbsent(waiting.get(i), expected.size());
                assertThat(numbers[i]).as("seed %d", seed).isEqualTo(expected.get(waiting.get(i)));
            }
        }
        assertThat(index.texts().texts()).as("seed %d", seed).containsExactlyElementsOf(expected.keySet());
    }

    @Test
    void whatIsAddedLaterDoesNotChangeTheTextsSoFar() {
        index.add("a");
        StoredTexts before = index.texts();
        index.add("b");
        assertThat(before.texts()).containsExactly("a");
        assertThat(index.texts().some(new int[] {1, 0, 1}).texts()).containsExactly("b", "a", "b");
    }
}
