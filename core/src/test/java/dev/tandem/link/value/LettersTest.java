package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.text.JaroWinkler;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LettersTest {
    @Test
    void noTextsAreMoreAlikeThanTheBound() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String letters = "aaabcdefgh @.0A\u0161";
        int sooner = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            String a = text(random, letters);
            String b = random.nextInt(4) == 0 ? a + text(random, letters) : text(random, letters);
            double bound = new Letters(new String[] {a}).mostAlike(0, new Letters(new String[] {b}), 0);
            assertThat(JaroWinkler.similarity(a, b))
                    .as("seed %d: %s, %s", seed, a, b)
                    .isLessThanOrEqualTo(bound);
            sooner += bound < 0.82 ? 1 : 0;
        }
        assertThat(sooner).as("pairs told apart by the bound").isPositive();
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        random.ints(1 + random.nextInt(24), 0, letters.length()).forEach(at -> text.append(letters.charAt(at)));
        return text.toString();
    }
}
