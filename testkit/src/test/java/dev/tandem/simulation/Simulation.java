package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.LedgerException;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** One history, drawn from one seed. */
final class Simulation {
    private final SplittableRandom random;
    private final World world;
    private final Duration retention;
    private int jumps;

    Simulation(long seed) throws LedgerException {
        random = new SplittableRandom(seed);
        AfterDelivery[] modes = AfterDelivery.values();
        AfterDelivery after = modes[random.nextInt(modes.length)];
        Duration settle = random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofSeconds(10);
        retention = random.nextInt(3) == 0 ? Duration.ofHours(1) : Duration.ofDays(7);
        world = new World(random.split(), after, settle, retention);
        world.story.add("seed " + seed + ": " + after + ", settles in " + settle + ", kept for " + retention);
    }

    /** How many pairs had to be delivered in the end. */
    int run() throws LedgerException {
        try {
            for (int steps = random.nextInt(60, 200); steps > 0; steps--) {
                step();
            }
            world.story.add("faults stop");
            world.settleDown();
            world.guard.verifyEnd();
            verifyNothingIsLeftToDo();
            verifyNothingIsKeptForEver();
            return world.guard.demands();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(story() + "\n" + e.getMessage(), e);
        }
    }

    /** All that happened, and what the ledger holds. */
    String story() throws LedgerException {
        return String.join("\n", world.story) + "\n" + world.guard.rowsInWords();
    }

    private void step() throws LedgerException {
        int die = random.nextInt(100);
        if (die < 40) {
            world.story.add("sweep");
            world.chaos.draw();
            world.sweep();
        } else if (die < 55) {
            world.customer.uploadSomething();
        } else if (die < 62) {
            world.customer.goOnWithSomething();
        } else if (die < 64) {
            world.customer.withdrawSomething();
        } else if (die < 66) {
            world.customer.retrySomething();
        } else if (die < 68) {
            world.customer.uploadRubbish();
        } else if (die < 95) {
            advance();
        } else if (die < 97) {
            jump();
        } else if (die < 98) {
            world.chaos.toggleSink();
        } else {
            world.story.add("restart");
            world.restart();
        }
        world.guard.verify();
    }

    private void advance() {
        int die = random.nextInt(40);
        Duration time;
        if (die < 20) {
            time = Duration.ofMillis(random.nextInt(100, 9_000));
        } else if (die < 31) {
            time = Duration.ofSeconds(random.nextInt(10, 60));
        } else if (die < 36) {
            time = Duration.ofMinutes(random.nextInt(1, 60));
        } else if (die < 39) {
            time = Duration.ofHours(random.nextInt(1, 10));
        } else {
            time = Duration.ofHours(random.nextInt(12, 60));
        }
        world.customer.advance(time);
        world.story.add(time + " pass: " + world.clock.instant());
    }

    private void jump() {
        if (++jumps <= 4) {
            Duration by = random.nextBoolean()
                    ? Duration.ofMinutes(random.nextInt(1, 1_500))
                    : Duration.ofMinutes(-random.nextInt(1, 60));
            world.customer.jump(by);
            world.story.add("the clock is set by " + by + ": " + world.clock.instant());
        }
    }

    /** A new engine, with nothing but the ledger, finds all done. */
    private void verifyNothingIsLeftToDo() throws LedgerException {
        Set<String> before = unpurged();
        int attempts = world.sink.attempts();
        world.story.add("a new engine");
        world.restart();
        for (int i = 0; i < 3; i++) {
            world.customer.advance(Duration.ofSeconds(20));
            world.guard.verify();
            world.sweep();
        }
        assertThat(world.sink.attempts()).as("deliveries after all was done").isEqualTo(attempts);
        assertThat(unpurged()).isEqualTo(before);
    }

    private Set<String> unpurged() {
        return world.folder.files().keySet().stream()
                .filter(path -> !path.startsWith("processed/"))
                .collect(Collectors.toSet());
    }

    private void verifyNothingIsKeptForEver() throws LedgerException {
        world.story.add("the end of the retention");
        world.customer.advance(retention.plusHours(10));
        world.guard.verify();
        world.sweep();
        assertThat(world.folder.files().keySet()).as("kept for ever").noneMatch(path -> path.startsWith("processed/"));
    }
}
