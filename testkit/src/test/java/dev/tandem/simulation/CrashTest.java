package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.LedgerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process ends at each effect in turn, before and after it is done: one call, its update and its purge survive. */
class CrashTest {
    private static final int MORE_THAN_THERE_ARE = 300;
    private static final String CALL = "20260301-110000_Jane";

    @ParameterizedTest
    @CsvSource({"MOVE, false", "MOVE, true", "KEEP, false", "KEEP, true", "DELETE, false", "DELETE, true"})
    void aCrashAtAnyPointLosesAndConfusesNothing(AfterDelivery mode, boolean after) throws LedgerException {
        int crashes = 0;
        for (int effect = 0; effect < MORE_THAN_THERE_ARE; effect++) {
            if (!survives(mode, effect, after)) {
                assertThat(crashes).as("points at which it crashed").isGreaterThan(30);
                return;
            }
            crashes++;
        }
        throw new AssertionError("there is no end to its effects");
    }

    /** Whether there was a crash. */
    private static boolean survives(AfterDelivery mode, int effect, boolean after) throws LedgerException {
        World world = new World(new SplittableRandom(1), mode, Duration.ofSeconds(10), Duration.ofDays(7));
        world.chaos.crashIn(effect, after);
        put(world, ".wav", "sound");
        put(world, ".kv", "number=1\n");
        put(world, ".txt", "rubbish");
        boolean crashed = sweeps(world, 3);
        put(world, ".kv", "number=2\n");
        crashed |= sweeps(world, 3);
        world.customer.advance(Duration.ofDays(8));
        world.guard.verify();
        crashed |= sweeps(world, 2);

        assertThat(world.sink.taken())
                .as("what the sink took")
                .extracting(one -> one.call().metadata().fields())
                .contains(Map.of("number", "1"), Map.of("number", "2"))
                .endsWith(Map.of("number", "2"));
        assertThat(world.folder.files().keySet()).containsExactlyInAnyOrder(left(mode));
        world.chaos.calm();
        world.guard.verifyEnd();
        return crashed;
    }

    private static String[] left(AfterDelivery mode) {
        return mode == AfterDelivery.KEEP
                ? new String[] {CALL + ".wav", CALL + ".kv", CALL + ".txt"}
                : new String[] {"refused/" + CALL + ".txt", "refused/" + CALL + ".txt.reason.json"};
    }

    private static void put(World world, String extension, String content) {
        world.customer.uploadWhole(CALL + extension, content.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean sweeps(World world, int times) throws LedgerException {
        boolean crashed = false;
        for (int i = 0; i < times; i++) {
            crashed |= world.sweep() == null;
            world.customer.advance(Duration.ofSeconds(11));
            world.guard.verify();
        }
        return crashed;
    }
}
