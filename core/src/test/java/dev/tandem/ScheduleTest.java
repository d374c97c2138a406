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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @TempDir
    Path inbox;

    @Test
    @Timeout(60)
    void howeverOftenAFeedIsWokenOneSweepAloneIsPlanned() throws Exception {
        Feed acme = Feed.builder("acme", inbox.toUri()).build();
        Plugins plugins = Plugins.of(new LocalTransportProvider(), new StandardNames(), new KeyValueFormat());
        Watch watch = new Watch(Clock.systemUTC(), System::nanoTime);
        FeedSweeper feed =
                new FeedSweeper(acme, plugins, new MemoryLedger(), delivery -> {}, watch, event -> {}, inbox);
        try (Schedule schedule = new Schedule(
                Map.of("acme", feed), Clock.systemUTC(), System::nanoTime, Duration.ofHours(1), () -> false)) {
            schedule.start();
            List<Thread> wakers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread waker = new Thread(() -> {
                    for (int wakes = 0; wakes < 5_000; wakes++) {
                        schedule.wake("acme");
                    }
                });
                wakers.add(waker);
                waker.start();
            }
            for (Thread waker : wakers) {
                waker.join();
            }
            while (schedule.executor.getActiveCount() > 0
                    || schedule.executor.getQueue().isEmpty()) {
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
