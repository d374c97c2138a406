package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LeadsTest {
    private static final long SEED = 11;
    private static final int ROWS = 3_000;
    private static final int CANDIDATES = 6;

    @Test
    void rowsWithoutPartnersDoNotLead() {
        assertThat(leads(0).count()).as("seed " + SEED).isLessThan(0.02 * ROWS);
    }

    @Test
    void aFewPartnersAmongManyRowsAreSeen() {
        assertThat(leads(90).count()).as("seed " + SEED).isCloseTo(90, within(30.0));
    }

    @Test
    void partnersOfMostRowsAreSeen() {
        assertThat(leads(2_400).count()).as("seed " + SEED).isCloseTo(2_400, within(240.0));
    }

    @Test
    void partnersThatRowsShareAreTold() {
        assertThat(shared(1)).isZero();
        assertThat(shared(2)).isCloseTo(0.25, within(0.1));
    }

    /** Which share of the surest rows share their partner where each partner has so many rows. */
    private static double shared(int rowsOfPartner) {
        Random random = new Random(SEED);
        int rows = 400;
        long[] keys = new long[3 * rows];
        float[] score = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int row = i / 3;
            boolean partner = i % 3 == 0;
            keys[i] = Edges.key(row, partner ? row / rowsOfPartner : 1_000 + i);
            score[i] = (float) ((partner ? 20 : 1) + random.nextDouble());
        }
        Edges edges = new Edges(keys, rows, 3_000);
        return Leads.ofLeft(edges, score).shared(edges.rights());
    }

    @Test
    void noRowsHaveNoLeads() {
        assertThat(Leads.ofLeft(new Edges(new long[0], 0, 0), new float[0]).count())
                .isZero();
    }

    private static Leads leads(int partners) {
        return Leads.ofLeft(edges(), scores(partners));
    }

    /** Each row has so many candidates, none shared. */
    private static Edges edges() {
        long[] keys = new long[ROWS * CANDIDATES];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Edges.key(i / CANDIDATES, i);
        }
        return new Edges(keys, ROWS, keys.length);
    }

    /** The first rows have a partner that scores far above chance, which is exponential. */
    private static float[] scores(int partners) {
        Random random = new Random(SEED);
        float[] score = new float[ROWS * CANDIDATES];
        for (int i = 0; i < score.length; i++) {
            boolean partner = i % CANDIDATES == 0 && i / CANDIDATES < partners;
            score[i] = (float) -Math.log(1 - random.nextDouble()) + (partner ? 20 : 0);
        }
        return score;
    }
}
