package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicLong now = new AtomicLong();
    private final Gate gate = new Gate(now::get, () -> 0);

    private static TransportException down() {
        return new TransportException(Reason.UNAVAILABLE, "connect: refused");
    }

    @Test
    void fourAreOnTheWayAtOnceAndOthersWait() throws Exception {
        for (int i = 0; i < 4; i++) {
            gate.enter(SHORT);
        }
        assertThatThrownBy(() -> gate.enter(SHORT)).hasMessageContaining("at once");
        gate.reached();
        assertThatCode(() -> gate.enter(SHORT)).doesNotThrowAnyException();
    }

    @Test
    void aBrokenWayIsTriedByOneAfterAWhile() throws Exception {
        gate.enter(SHORT);
        gate.broken(down());
        assertThatThrownBy(() -> gate.enter(SHORT)).hasMessageContaining("next attempt in 1 s");
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        gate.enter(SHORT);
        assertThatThrownBy(() -> gate.enter(SHORT)).hasMessageContaining("being tried again");
        gate.reached();
        gate.enter(SHORT);
        assertThatCode(() -> gate.enter(SHORT)).doesNotThrowAnyException();
    }

    @Test
    void anAttemptThatWasGivenUpLeavesTheWayToTheNext() throws Exception {
        gate.enter(SHORT);
        gate.broken(down());
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        gate.enter(SHORT);
        gate.leave();
        assertThatCode(() -> gate.enter(SHORT)).doesNotThrowAnyException();
    }

    @Test
    void interruptionIsKept() throws Exception {
        for (int i = 0; i < 4; i++) {
            gate.enter(SHORT);
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.enter(Duration.ofMinutes(1))).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
