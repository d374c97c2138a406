package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.SettableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuardTest {
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Guard guard = new Guard(5, clock);

    @Test
    void eachFailureMakesTheNextAnswerSlowerUpToABound() {
        Guard patient = new Guard(100, clock);
        assertThat(patient.failed("a")).isEqualTo(Duration.ofMillis(250));
        assertThat(patient.failed("a")).isEqualTo(Duration.ofMillis(500));
        assertThat(patient.failed("b")).isEqualTo(Duration.ofMillis(250));
        for (int i = 0; i < 50; i++) {
            assertThat(patient.failed("a")).isLessThanOrEqualTo(Duration.ofSeconds(8));
        }
    }

    @Test
    void tooManyFailuresShutTheAddressOutUntilTheMinuteIsOver() {
        for (int i = 0; i < 5; i++) {
            assertThat(guard.isShut("a")).isFalse();
            guard.failed("a");
        }
        assertThat(guard.isShut("a")).isTrue();
        assertThat(guard.isShut("b")).isFalse();
        clock.advance(Duration.ofSeconds(61));
        assertThat(guard.isShut("a")).isFalse();
        assertThat(guard.failed("a")).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anAddressOfVersionSixCountsByItsFirstHalf() throws UnknownHostException {
        String one = address("2001:db8:1:2:3:4:5:6");
        assertThat(address("2001:db8:1:2:ffff::1")).isEqualTo(one);
        assertThat(address("2001:db8:1:3:3:4:5:6")).isNotEqualTo(one);
        assertThat(address("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Guard.address(null)).isEqualTo("unknown");
    }

    private static String address(String text) throws UnknownHostException {
        return Guard.address(new InetSocketAddress(InetAddress.getByName(text), 1));
    }
}
