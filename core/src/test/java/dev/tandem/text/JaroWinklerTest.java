package dev.tandem.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaroWinklerTest {
    private static final JaroWinklerSimilarity COMMONS_TEXT = new JaroWinklerSimilarity();

    /** Values from the tables of Winkler's papers, rounded to three places there. */
    @ParameterizedTest
    @CsvSource({
        "MARTHA, MARHTA, .961",
        "DWAYNE, DUANE, .840",
        "DIXON, DICKSONX, .813",
        "JONES, JOHNSON, .832",
        "ABROMS, ABRAMS, .922",
        "ITMAN, SMITH, .467"
    })
    void thePublishedValuesComeOut(String left, String right, double similarity) {
        assertThat(JaroWinkler.similarity(left, right)).isCloseTo(similarity, within(.0006));
    }

    @Test
    void everyWayAgreesWithCommonsTextToTheLastBit() {
        long seed = Long.getLong("tandem.seed", 20_201_012L);
        RandomTexts texts = new RandomTexts(new Random(seed));
        for (int i = 0; i < 30_000; i++) {
            RandomTexts.Two two = texts.two();
            double expected = COMMONS_TEXT.apply(two.left(), two.right());
            double[] actual = {
                JaroWinkler.similarity(two.left(), two.right()),
                JaroWinkler.similarity(two.right(), two.left()),
                JaroWinkler.prepare(two.left()).similarity(two.right()),
                JaroWinkler.prepare(two.right()).similarity(two.left())
            };
            assertThat(actual)
                    .as(() -> "seed " + seed + ": " + two)
                    .containsExactly(expected, expected, expected, expected);
        }
    }

    @Test
    void emptyTextsAreEqualAndUnlikeAnyOther() {
        assertThat(JaroWinkler.similarity("", "")).isEqualTo(1);
        assertThat(JaroWinkler.prepare("").similarity("")).isEqualTo(1);
        assertThat(JaroWinkler.similarity("", "a")).isZero();
        assertThat(JaroWinkler.prepare("a").similarity("")).isZero();
        assertThat(JaroWinkler.similarity("", "a".repeat(100))).isZero();
    }

    @Test
    void aCodePointBeyondTheBasicPlaneCountsAsItsTwoSurrogates() {
        String grinning = "\uD83D\uDE00";
        String beaming = "\uD83D\uDE01";
        assertThat(JaroWinkler.similarity(grinning, beaming))
                .as("they share the first surrogate")
                .isEqualTo(COMMONS_TEXT.apply(grinning, beaming))
                .isEqualTo((.5 + .5 + 1) / 3);
        assertThat(JaroWinkler.similarity(grinning, "\u265E")).isZero();
    }

    @Test
    void onePreparedValueServesManyThreads() {
        long seed = 7;
        RandomTexts texts = new RandomTexts(new Random(seed));
        String left = texts.text(RandomTexts.Alphabet.GREEK_AND_CYRILLIC, 40);
        List<String> others = Stream.generate(() -> texts.near(left, RandomTexts.Alphabet.GREEK_AND_CYRILLIC))
                .limit(20_000)
                .collect(Collectors.toList());
        JaroWinkler prepared = JaroWinkler.prepare(left);
        List<Double> one = others.stream().map(prepared::similarity).collect(Collectors.toList());
        List<Double> many = others.parallelStream().map(prepared::similarity).collect(Collectors.toList());
        List<Double> unprepared = others.parallelStream()
                .map(right -> JaroWinkler.similarity(left, right))
                .collect(Collectors.toList());
        assertThat(many).as("seed " + seed).isEqualTo(one).isEqualTo(unprepared);
    }

    @Test
    void tenMillionCharactersBesideAFewAreSoonCompared() {
        String huge = "ab".repeat(5_000_000);
        assertThat(JaroWinkler.similarity(huge, "bab")).isEqualTo(COMMONS_TEXT.apply(huge, "bab"));
        assertThat(JaroWinkler.prepare("bab").similarity(huge)).isEqualTo(COMMONS_TEXT.apply("bab", huge));
    }

    @Test
    void aTableOfAllPairsOfCharactersIsNeverHeld() {
        String left = "a".repeat(50_000) + "b".repeat(50_000);
        String right = "a".repeat(100_000);
        assertThat(JaroWinkler.similarity(left, right)).isEqualTo((.5 + .5 + 1) / 3);
    }

    @Test
    void whatAThreadComparedBeforeLeavesNoTrace() {
        String wide = IntStream.range(0, 64)
                .mapToObj(i -> Character.toString(0x3B1 + i))
                .collect(Collectors.joining());
        JaroWinkler.similarity(wide, "abc");
        JaroWinkler.similarity("abcdef", wide);
        assertThat(JaroWinkler.similarity("xyz", wide)).isZero();
        assertThat(JaroWinkler.similarity("xyz", "abcdef")).isZero();
    }
}
