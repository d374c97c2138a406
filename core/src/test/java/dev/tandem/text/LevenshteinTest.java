package dev.tandem.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junit.jupiter.api.Test;

class LevenshteinTest {
    private static final LevenshteinDistance COMMONS_TEXT = LevenshteinDistance.getDefaultInstance();

    private final long seed = Long.getLong("tandem.seed", 20_201_012L);
    private final Random random = new Random(seed);
    private final RandomTexts texts = new RandomTexts(random);

    @Test
    void everyWayAgreesWithCommonsText() {
        for (int i = 0; i < 20_000; i++) {
            RandomTexts.Two two = texts.two();
            assertThat(distances(two))
                    .as(() -> "seed " + seed + ": " + two)
                    .containsOnly(COMMONS_TEXT.apply(two.left(), two.right()));
        }
    }

    private static int[] distances(RandomTexts.Two two) {
        return new int[] {
            Levenshtein.distance(two.left(), two.right()),
            Levenshtein.distance(two.right(), two.left()),
            Levenshtein.prepare(two.left()).distance(two.right()),
            Levenshtein.prepare(two.right()).distance(two.left())
        };
    }

    @Test
    void aBoundIsKeptAsCommonsTextKeepsIt() {
        for (int i = 0; i < 20_000; i++) {
            RandomTexts.Two two = texts.two();
            int distance = Levenshtein.distance(two.left(), two.right());
            int max = random.nextBoolean() ? random.nextInt(310) : Math.max(0, distance - 1 + random.nextInt(3));
            int expected = new LevenshteinDistance(max).apply(two.left(), two.right());
            assertThat(new int[] {
                        Levenshtein.distance(two.left(), two.right(), max),
                        Levenshtein.prepare(two.left()).distance(two.right(), max)
                    })
                    .as(() -> "seed " + seed + ", max " + max + ": " + two)
                    .containsOnly(expected);
        }
    }

    @Test
    void longTextsNearAndFarAgreeWithCommonsText() {
        for (int i = 0; i < 40; i++) {
            String left = texts.text(RandomTexts.Alphabet.LOWER_CASE, 1 + random.nextInt(4000));
            String near = left;
            for (int j = random.nextInt(200); j > 0; j--) {
                near = texts.near(near, RandomTexts.Alphabet.LOWER_CASE);
            }
            RandomTexts.Two two = new RandomTexts.Two(left, near);
            int distance = COMMONS_TEXT.apply(left, near);
            assertThat(distances(two)).as("seed " + seed + ", pair " + i).containsOnly(distance);
            assertThat(Levenshtein.distance(left, near, distance)).isEqualTo(distance);
            assertThat(distance == 0 ? -1 : Levenshtein.distance(left, near, distance - 1))
                    .isEqualTo(-1);
        }
    }

    @Test
    void tenMillionCharactersThatDifferInAFewAreSoonCompared() {
        StringBuilder text = new StringBuilder("0123456789".repeat(1_000_000));
        String left = text.toString();
        text.setCharAt(10, 'x');
        text.deleteCharAt(5_000_000);
        text.insert(9_999_980, "yy");
        assertThat(Levenshtein.distance(left, text.toString())).isEqualTo(4);
        assertThat(Levenshtein.distance(left, text.toString(), 3)).isEqualTo(-1);
        assertThat(Levenshtein.distance(left, "x", 100)).isEqualTo(-1);
        assertThat(Levenshtein.prepare("x0y").distance(left)).isEqualTo(10_000_000 - 1);
    }

    @Test
    void aTableOfAllPairsOfCharactersIsNeverHeld() {
        assertThat(Levenshtein.distance("ab".repeat(50_000), "c".repeat(100_000)))
                .isEqualTo(100_000);
    }

    @Test
    void theSimilarityIsWhatTheDistanceLeavesOfTheLongerLength() {
        assertThat(Levenshtein.similarity("", "")).isEqualTo(1);
        assertThat(Levenshtein.similarity("", "a")).isZero();
        assertThat(Levenshtein.similarity("kitten", "sitting")).isEqualTo(1 - 3 / 7.0);
        assertThat(Levenshtein.prepare("kitten").similarity("sitting")).isEqualTo(1 - 3 / 7.0);
    }

    @Test
    void aCodePointBeyondTheBasicPlaneCountsAsItsTwoSurrogates() {
        assertThat(Levenshtein.distance("\uD83D\uDE00", "\uD83D\uDE01")).isEqualTo(1);
        assertThat(Levenshtein.distance("\uD83D\uDE00", "a")).isEqualTo(2);
    }

    @Test
    void aNegativeBoundIsRefused() {
        assertThatThrownBy(() -> Levenshtein.distance("a", "a", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Levenshtein.prepare("a").distance("a", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
