package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveTermsTest {
    @Test
    void countsAreThoseOfTheDocumentsThatAreThere() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        LiveTerms terms = new LiveTerms();
        List<long[]> texts = new ArrayList<>();
        List<int[]> documents = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (texts.size() > 50 && random.nextBoolean()) {
                int gone = random.nextInt(texts.size());
                texts.remove(gone);
                terms.remove(documents.remove(gone));
            } else {
                long[] text = random.longs(random.nextInt(6), 0, 1_000).toArray();
                texts.add(text);
                documents.add(terms.add(text));
            }
        }
        Map<Long, Integer> counts = new HashMap<>();
        texts.forEach(text -> Arrays.stream(text).distinct().forEach(term -> counts.merge(term, 1, Integer::sum)));
        for (long term = 0; term < 1_000; term++) {
            int number = terms.find(term);
            assertThat(number < 0 ? 0 : terms.count(number))
                    .as("term %d, seed %d", term, seed)
                    .isEqualTo(counts.getOrDefault(term, 0));
        }
        assertThat(terms.documents()).as("seed %d", seed).isEqualTo((int)
                texts.stream().filter(text -> text.length > 0).count());
        assertThat(terms.numbers()).as("seed %d", seed).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aTextIsLikestToItself() {
        LiveTerms terms = new LiveTerms();
        int[] first = terms.add(new long[] {1, 2, 3, 3});
        int[] second = terms.add(new long[] {1, 2, 4});
        LiveQuery query = new LiveQuery(terms, new long[] {3, 1, 3, 2});
        assertThat(query.cosine(first)).isCloseTo(1, within(1e-9));
        assertThat(query.cosine(second)).isBetween(0.1, 0.9);
        assertThat(new LiveQuery(terms, new long[] {7}).cosine(first)).isZero();
        assertThat(query.common(second)).isCloseTo(2 * terms.rarity(first[0]), within(1e-9));
    }
}
