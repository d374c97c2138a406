package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.link.value.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairWeighingTest {
    private static final int ROWS = 120;
    private static final CallSchema SCHEMA = new CallSchema(
            new FieldPair("at", "at"),
            null,
            List.of("phone"),
            List.of("phone"),
            List.of(),
            List.of(new FieldPair("name", "name"), new FieldPair("city", "city")),
            List.of(TextKind.PERSON, TextKind.ANY));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private Table table(String side) {
        Table.Builder table = Table.builder(List.of("at", "phone", "name", "city"));
        for (int i = 0; i < ROWS; i++) {
            String at =
                    String.format(Locale.ROOT, "2026-03-02 %02d:%02d:00", 8 + random.nextInt(10), random.nextInt(60));
            String phone = random.nextInt(5) == 0 ? "" : "+121255501" + (10 + random.nextInt(40));
            String name = random.nextInt(5) == 0 ? "" : name() + " " + name();
            table.add(side + i, List.of(at, phone, name, name()));
        }
        return table.build();
    }

    private String name() {
        String[] parts = {"ba", "duc", "ci", "fer", "mont", "har", "wick"};
        return parts[random.nextInt(parts.length)] + parts[random.nextInt(parts.length)];
    }

    private BoundCalls bound(Cardinality cardinality, Parallel parallel) {
        return new BoundCalls(
                SCHEMA, Clock.steady(0), new Readers(table("l")), new Readers(table("r")), cardinality, parallel);
    }

    private record Pair(int left, int right, double weight) {}

    private static List<Pair> pairs(BoundCalls bound, JointLinks joint, Parallel parallel) {
        joint.solve(bound.parts, false, parallel);
        List<Pair> pairs = new ArrayList<>();
        joint.forEach((l, r, probability, weight) -> pairs.add(new Pair(l, r, Math.rint(1e9 * weight))));
        return pairs;
    }

    @Test
    void pairsThatAreComparedOnlyAsFarAsNeededAreThoseThatAreWorthIt() {
        try (Parallel parallel = new Parallel(1)) {
            BoundCalls bound = bound(Cardinality.AUTO, parallel);
            Comparisons all = new Comparisons(bound.weigher, ROWS * ROWS);
            PairWeighing whole = new PairWeighing(bound);
            PairWeighing needed = new PairWeighing(bound);
            for (int l = 0; l < ROWS; l++) {
                for (int r = 0; r < ROWS; r++) {
                    all.compare(l * ROWS + r, l, r);
                    whole.weigh(all, l * ROWS + r, l, r, 0);
                    needed.weigh(l, r, 0);
                }
            }
            assertThat(pairs(bound, needed.joint, parallel))
                    .as("seed %d", seed)
                    .hasSizeBetween(1, ROWS * ROWS / 2)
                    .isEqualTo(pairs(bound, whole.joint, parallel));
        }
    }

    @Test
    void noCandidateIsLeftOutThatIsWorthIt() {
        try (Parallel parallel = new Parallel(1)) {
            BoundCalls bound = bound(Cardinality.AUTO, parallel);
            PairWeighing each = new PairWeighing(bound);
            PairWeighing sifted = new PairWeighing(bound);
            Sieve sieve = new Sieve(bound);
            int left = 0;
            for (int l = 0; l < ROWS; l++) {
                for (int r = 0; r < ROWS; r++) {
                    each.weigh(l, r, 0);
                }
                sifted.weigh(l, IntStream.range(0, ROWS).toArray());
                left += sieve.sift(l, IntStream.range(0, ROWS).toArray(), bound.joint.least());
            }
            assertThat(left).as("candidates left, seed %d", seed).isBetween(1, ROWS * ROWS * 9 / 10);
            assertThat(sifted.pairs()).isEqualTo(each.pairs());
            assertThat(pairs(bound, sifted.joint, parallel))
                    .as("seed %d", seed)
                    .isEqualTo(pairs(bound, each.joint, parallel));
        }
    }

    @Test
    void whatTheColumnsSayAddsUpToTheWeight() {
        try (Parallel parallel = new Parallel(1)) {
            BoundCalls bound = bound(Cardinality.ONE_TO_ONE, parallel);
            PairWeighing weighing = new PairWeighing(bound);
            for (int l = 0; l < ROWS; l++) {
                for (int r = 0; r < ROWS; r++) {
                    weighing.weigh(l, r, 0);
                }
            }
            for (Pair pair : pairs(bound, weighing.joint, parallel)) {
                double sum = 0;
                for (double weight : bound.weigher.weights(pair.left, pair.right)) {
                    sum += weight;
                }
                assertThat(Math.rint(1e9 * sum)).as("seed %d, %s", seed, pair).isEqualTo(pair.weight);
            }
        }
    }
}
