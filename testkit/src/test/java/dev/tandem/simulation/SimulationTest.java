package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.LedgerException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two thousand histories of customers, failures and crashes against the real engine. A failing one tells its seed and
 * all that happened; {@code mvn verify -pl testkit -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dseed=N} runs it alone and tells what happened in any case.
 */
class SimulationTest {
    private static final int SEEDS = 2_000;
    private static final int SHOWN = 1;

    @Test
    void noHistoryLosesOrConfusesACall() throws LedgerException {
        Long one = Long.getLong("seed");
        PrintStream err = System.err;
        // The engine's log of two thousand histories of failures would drown everything else.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            if (one != null) {
                Simulation simulation = new Simulation(one);
                simulation.run();
                System.out.println(simulation.story());
            } else {
                runAll();
            }
        } finally {
            System.setErr(err);
        }
    }

    private static void runAll() throws LedgerException {
        int demands = 0;
        List<Long> failed = new ArrayList<>();
        List<String> stories = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                demands += new Simulation(seed).run();
            } catch (AssertionError e) {
                failed.add(seed);
                stories.add(String.valueOf(e.getMessage()));
            }
        }
        assertThat(failed)
                .as(() -> "failing seeds; the first of them:\n"
                        + String.join("\n", stories.subList(0, Math.min(SHOWN, stories.size()))))
                .isEmpty();
        assertThat(demands).as("pairs that had to be delivered").isGreaterThan(SEEDS / 4);
    }
}
