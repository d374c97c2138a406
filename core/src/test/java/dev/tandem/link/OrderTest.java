package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void numbersComeFromTheLeastAndEqualOnesStayInOrder() {
        long[] keys =
                random.longs(5_000).map(key -> key % 3 == 0 ? key % 100 : key).toArray();
        assertThat(Order.of(keys)).as("seed %d", seed).containsExactly(expected(keys.length, i -> keys[i]));
    }

    @Test
    void timesComeAsTheyAreComparedAndMissingOnesLast() {
        double[] times = {3, Double.NaN, -0.0, 0.0, -7.5, Double.POSITIVE_INFINITY, 3, Double.NEGATIVE_INFINITY, 1e-300
        };
        assertThat(Order.of(Calls.keys(times))).containsExactly(expected(times.length, i -> times[i]));
    }

    @Test
    void textsComeAsStringsAreCompared() {
        String letters = "ab\u00FF\u0100\u1234\u0000z";
        String[] texts = new String[3_000];
        for (int i = 0; i < texts.length; i++) {
            StringBuilder text = new StringBuilder("row-");
            random.ints(random.nextInt(12), 0, letters.length()).forEach(at -> text.append(letters.charAt(at)));
            texts[i] = text.toString();
        }
        assertThat(Order.of(texts)).as("seed %d", seed).containsExactly(expected(texts.length, i -> texts[i]));
    }

    @Test
    void nothingIsInOrder() {
        assertThat(Order.of(new String[0])).isEmpty();
        assertThat(Order.of(new long[0])).isEmpty();
    }

    private static <T extends Comparable<T>> int[] expected(int size, IntFunction<T> value) {
        Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparing(value::apply));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }
}
