package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** A server that answers just in time, each time with so many bytes. */
    private static Watchdog.Source slow(int bytes) {
        return nanos -> {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < nanos / 2) {
                Thread.onSpinWait();
            }
            return new byte[bytes];
        };
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        assertThatThrownBy(() -> new Watchdog(PATIENCE).await(nanos -> null))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.during("read").reason()).isEqualTo(Reason.TIMED_OUT));
    }

    @Test
    void aServerThatOnlyTricklesIsGivenUpInTheEnd() {
        Watchdog watchdog = new Watchdog(PATIENCE);
        assertThatThrownBy(() -> {
                    while (true) {
                        watchdog.await(slow(14));
                    }
                })
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.during("read").reason()).isEqualTo(Reason.TIMED_OUT));
    }

    @Test
    void aServerThatIsSlowAndGoesOnIsNotGivenUp() throws Broken {
        Watchdog watchdog = new Watchdog(PATIENCE);
        for (int i = 0; i < 50; i++) {
            assertThat(watchdog.await(slow(32_768))).hasSize(32_768);
        }
    }
}
