package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpareTest {
    private static final long SEED = 3;
    private static final int ROWS = 400;
    private static final int OTHERS = 6;

    @Test
    void whereRowsHaveOnePartnerNothingIsLeftOver() {
        assertThat(partners(0, false)).isEqualTo(Partners.ONE_TO_ONE);
    }

    @Test
    void rightRowsThatSuitAsWellAsThePartnerTellOfMany() {
        assertThat(partners(200, false)).as("seed " + SEED).isEqualTo(new Partners(true, false));
    }

    @Test
    void leftRowsThatSuitAsWellAsThePartnerTellOfMany() {
        assertThat(partners(200, true)).as("seed " + SEED).isEqualTo(new Partners(false, true));
    }

    @Test
    void withoutPairsNothingIsTold() {
        Edges edges = new Edges(new long[0], 2, 2);
        Judgement none = Judgement.first(edges, new float[0], Partners.ONE_TO_ONE);
        assertThat(new Spare(none, new float[0]).partners()).isEqualTo(Partners.ONE_TO_ONE);
    }

    /** Rows of two tables, one to one, and second partners for some of them; all have other, worse candidates. */
    private static Partners partners(int second, boolean swapped) {
        Random random = new Random(SEED);
        List<float[]> pairs = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            pairs.add(new float[] {row, row, 8 + random.nextFloat()});
        }
        for (int row = 0; row < second; row++) {
            pairs.add(new float[] {row, ROWS + row, 8 + random.nextFloat()});
        }
        for (int other = 0; other < ROWS + second; other++) {
            for (int i = 1; i <= OTHERS; i++) {
                pairs.add(new float[] {(other + 7 * i) % ROWS, other, random.nextFloat() - 4});
            }
        }
        pairs.sort((a, b) -> Long.compare(key(a, swapped), key(b, swapped)));
        long[] keys = pairs.stream().mapToLong(pair -> key(pair, swapped)).toArray();
        float[] score = new float[keys.length];
        for (int i = 0; i < score.length; i++) {
            score[i] = pairs.get(i)[2];
        }
        Edges edges = swapped ? new Edges(keys, ROWS + second, ROWS) : new Edges(keys, ROWS, ROWS + second);
        float[] similarity = new float[score.length];
        for (int i = 0; i < score.length; i++) {
            similarity[i] = score[i] + 5;
        }
        Judgement judgement = Judgement.first(edges, similarity, Partners.ONE_TO_ONE);
        judgement = Judgement.after(judgement, score, Partners.ONE_TO_ONE, false);
        return new Spare(judgement, score).partners();
    }

    private static long key(float[] pair, boolean swapped) {
        return swapped ? Edges.key((int) pair[1], (int) pair[0]) : Edges.key((int) pair[0], (int) pair[1]);
    }
}
