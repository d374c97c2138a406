package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);

    private Backoff backoff(double dice) {
        return new Backoff(now::get, () -> dice);
    }

    private static TransportException failure(Reason reason) {
        return new TransportException(reason, "connect: refused");
    }

    /** How long a failure is remembered after each of some failures in a row. */
    private List<Long> seconds(Backoff backoff, Reason reason, int failures) {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            backoff.failed(failure(reason));
            long from = now.get();
            while (isRemembered(backoff)) {
                now.addAndGet(Duration.ofMillis(250).toNanos());
            }
            seconds.add(Duration.ofNanos(now.get() - from).toSeconds());
        }
        return seconds;
    }

    private static boolean isRemembered(Backoff backoff) {
        try {
            backoff.check();
            return false;
        } catch (TransportException e) {
            return true;
        }
    }

    @Test
    void whatMayPassIsRememberedForASecondAtFirstAndAMinuteAtMost() {
        assertThat(seconds(backoff(0), Reason.UNAVAILABLE, 9)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aRefusedLogInIsRememberedForAQuarterOfAnHourAtMost() {
        assertThat(seconds(backoff(0), Reason.ACCESS_DENIED, 8))
                .containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
    }

    @Test
    void chanceShortensByHalfAtMost() {
        assertThat(seconds(backoff(0.999_999), Reason.TIMED_OUT, 4)).containsExactly(0L, 1L, 2L, 4L);
    }

    @Test
    void theFailureIsGivenAgainWithTheTimeThatIsLeft() {
        Backoff backoff = backoff(0);
        backoff.failed(failure(Reason.ACCESS_DENIED));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThatThrownBy(backoff::check)
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ACCESS_DENIED))
                .hasMessage("connect: refused (next attempt in 20 s)");
    }

    @Test
    void successForgets() {
        Backoff backoff = backoff(0);
        backoff.failed(failure(Reason.UNAVAILABLE));
        backoff.clear();
        assertThatCode(backoff::check).doesNotThrowAnyException();
        assertThat(seconds(backoff, Reason.UNAVAILABLE, 2)).containsExactly(1L, 2L);
    }

    @Test
    void anotherKindOfFailureBeginsAnew() {
        Backoff backoff = backoff(0);
        assertThat(seconds(backoff, Reason.UNAVAILABLE, 5)).last().isEqualTo(16L);
        assertThat(seconds(backoff, Reason.ACCESS_DENIED, 1)).containsExactly(30L);
    }
}
