package dev.tandem.link;

import java.util.Map;

/**
 * How soon one call follows another that shares a number or a colleague: redials come in bursts, and a colleague makes one
 * call at a time. What the times of two different calls say is measured against this.
 */
final class Lags {
    /** Seconds from the one start to the other. */
    private static final double[] EDGES = {
        -345_600, -172_800, -86_400, -43_200, -20_480, -10_240, -5_120, -2_560, -1_280, -640, -320, -160, -80, -40, -20, 0,
        20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 43_200, 86_400, 172_800, 345_600
    };

    private final double[] per = new double[EDGES.length - 1];
    private final boolean known;

    /** @param rows the right rows of each key, in order of time */
    Lags(Map<Long, int[]> rows, double[] start) {
        double pairs = 0;
        for (int[] list : rows.values()) {
            double[] at = new double[list.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = start[list[i]];
            }
            pairs += (double) at.length * (at.length - 1);
            int every = Math.max(1, at.length / 1_000);
            for (int i = 0; i < at.length && at.length > 1; i += every) {
                int before = Clock.lower(at, at[i] + EDGES[0]);
                for (int b = 0; b < per.length; b++) {
                    int upTo = Clock.lower(at, at[i] + EDGES[b + 1]);
                    // A row is no other call than itself.
                    int self = EDGES[b] <= 0 && EDGES[b + 1] > 0 ? 1 : 0;
                    per[b] += every * Math.max(0, upTo - before - self);
                    before = upTo;
                }
            }
        }
        known = pairs >= 200;
        for (int b = 0; b < per.length; b++) {
            per[b] = (per[b] + 0.2) / (pairs + 10) / (EDGES[b + 1] - EDGES[b]);
        }
    }

    /** The share of other calls per second at a lag; NaN beyond what is known. */
    double density(double lag) {
        if (!known || !(lag >= EDGES[0]) || lag >= EDGES[EDGES.length - 1]) {
            return Double.NaN;
        }
        int b = 0;
        while (EDGES[b + 1] <= lag) {
            b++;
        }
        return per[b];
    }
}
