package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dialer.StandardNames;
import dev.tandem.feed.Feed;
import dev.tandem.folder.LocalTransportProvider;
import dev.tandem.ingest.FeedSweeper;
import dev.tandem.ingest.Watch;
import dev.tandem.memory.MemoryLedger;
import dev.tandem.spi.Plugins;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @TempDir
    Path inbox;

    private Schedule schedule() {
        Feed acme = Feed.builder("acme", inbox.toUri()).build();
        Plugins plugins = Plugins.of(new LocalTransportProvider(), new StandardNames(), new KeyValueFormat());
        Watch watch = new Watch(Clock.systemUTC(), System::nanoTime);
        FeedSweeper feed =
                new FeedSweeper(acme, plugins, new MemoryLedger(), delivery -> {}, watch, event -> {}, inbox);
        return new Schedule(
                Map.of("acme", feed), Clock.systemUTC(), System::nanoTime, Duration.ofHours(1), () -> false);
    }

    @Test
    @Timeout(60)
    void aFeedThatIsWokenWhenItsTurnIsAboutToBeginIsPlannedOnce() throws Exception {
        try (Schedule schedule = schedule()) {
            List<Thread> sweepers = new CopyOnWriteArrayList<>();
            ThreadFactory usual = schedule.executor.getThreadFactory();
            schedule.executor.setThreadFactory(work -> {
                Thread sweeper = usual.newThread(work);
                sweepers.add(sweeper);
                return sweeper;
            });
            synchronized (Objects.requireNonNull(schedule.feeds.get("acme"))) {
                schedule.start();
                // The turn has come to its first step and can no longer be cancelled.
                while (sweepers.get(0).getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
                schedule.wake("acme");
            }
            while (schedule.executor.getCompletedTaskCount() < 2) {
                Thread.onSpinWait();
            }
            assertThat(schedule.executor.getQueue()).hasSize(1);
        }
    }

    @Test
    void aSourceThatStaysDownIsAskedHalfAsOftenEachTime() {
        assertThat(Schedule.backoff(2, INTERVAL, .5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Schedule.backoff(3, INTERVAL, .5)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void itIsAskedEveryFiveMinutesAtTheLeast() {
        assertThat(Schedule.backoff(50, INTERVAL, .5)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Schedule.backoff(Integer.MAX_VALUE, INTERVAL, 1)).isEqualTo(Duration.ofSeconds(375));
        assertThat(Schedule.backoff(9, Duration.ofHours(1), .5)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void feedsThatFailedTogetherComeBackApart() {
        assertThat(Schedule.backoff(2, INTERVAL, 0)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(Schedule.backoff(2, INTERVAL, 1)).isEqualTo(Duration.ofMillis(12_500));
    }
}
