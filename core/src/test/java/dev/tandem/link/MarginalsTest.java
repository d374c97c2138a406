package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarginalsTest {
    private static final int NODES = 12;

    @Test
    void onTreesTheyAreExact() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int trial = 0; trial < 200; trial++) {
            int[][] links = tree(random);
            double[] odds = random.doubles(links.length, -4, 4).toArray();
            assertThat(of(links, odds, 1)).as("seed %d", seed).containsExactly(exact(links, odds), within(1e-4));
        }
    }

    @Test
    void aLinkWithoutRivalsHasItsOwnOdds() {
        assertThat(of(new int[][] {{0, 1}, {2}, {}}, new double[] {0, Math.log(3), Math.log(9)}, 1))
                .containsExactly(new double[] {0.5, 0.75, 0.9}, within(1e-12));
    }

    @Test
    void rowsInACircleAreSettledNearlyRight() {
        int[][] links = {{0, 1}, {1, 2}, {2, 3}, {3, 0}};
        double[] odds = {1, -1, 2, 0};
        assertThat(of(links, odds, 1)).containsExactly(exact(links, odds), within(0.05));
    }

    @Test
    void aGroupDoesNotHangOnOthersNorOnTheNumberOfThreads() {
        int many = 30_000;
        int[][] links = new int[2 * many][];
        double[] odds = new double[2 * many];
        for (int i = 0; i < many; i++) {
            links[i] = new int[] {2 * i, 2 * i + 1};
            links[2 * many - 1 - i] = new int[] {2 * i + 1};
            odds[i] = i % 7 - 3;
            odds[2 * many - 1 - i] = i % 5 - 2;
        }
        double[] one = of(links, odds, 1);
        assertThat(of(links, odds, 3)).containsExactly(one);
        double[] alone = of(new int[][] {{0, 1}, {1}}, new double[] {odds[17], odds[2 * many - 18]}, 1);
        assertThat(new double[] {one[17], one[2 * many - 18]}).containsExactly(alone);
    }

    private static double[] of(int[][] links, double[] odds, int threads) {
        int[] from = new int[links.length + 1];
        List<Integer> rows = new ArrayList<>();
        for (int link = 0; link < links.length; link++) {
            for (int row : links[link]) {
                rows.add(row);
            }
            from[link + 1] = rows.size();
        }
        int[] all = rows.stream().mapToInt(i -> i).toArray();
        int nodes = rows.stream().mapToInt(i -> i).max().orElse(-1) + 1;
        try (Parallel parallel = new Parallel(threads)) {
            return new Marginals(from, all, nodes).of(odds, false, parallel);
        }
    }

    /** Links of two or three rows, each of which has one row in common with those before. */
    private static int[][] tree(Random random) {
        List<int[]> links = new ArrayList<>();
        int next = 1;
        while (next < NODES - 2) {
            int size = 2 + random.nextInt(2);
            int[] link = new int[size];
            link[0] = random.nextInt(next);
            for (int i = 1; i < size; i++) {
                link[i] = next++;
            }
            links.add(link);
        }
        return links.toArray(int[][]::new);
    }

    /** By trying all sets of links that share no row. */
    private static double[] exact(int[][] links, double[] logOdds) {
        double[] with = new double[links.length];
        double all = 0;
        for (int set = 0; set < 1 << links.length; set++) {
            double weight = weight(set, links, logOdds);
            all += weight;
            for (int link = 0; link < links.length; link++) {
                with[link] += (set >> link & 1) * weight;
            }
        }
        for (int link = 0; link < links.length; link++) {
            with[link] /= all;
        }
        return with;
    }

    private static double weight(int set, int[][] links, double[] logOdds) {
        double sum = 0;
        int taken = 0;
        for (int link = 0; link < links.length; link++) {
            if ((set >> link & 1) == 1) {
                for (int row : links[link]) {
                    if ((taken >> row & 1) == 1) {
                        return 0;
                    }
                    taken |= 1 << row;
                }
                sum += logOdds[link];
            }
        }
        return Math.exp(sum);
    }
}
