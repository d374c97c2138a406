package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

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
