package dev.tandem.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"0s, PT0S", "250ms, PT0.25S", "10s, PT10S", "5 m, PT5M", "48h, PT48H", "7d, PT168H", "36500d, PT876000H"
    })
    void aDurationIsANumberAndAUnit(String text, Duration duration) {
        assertThat(Units.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "10", "1.5h", "-1s", "1h30m", "10S", "36501d", "999999999999999d", "10  s", "\u0661s"})
    void anythingElseIsNoDuration(String text) {
        assertThat(Units.duration(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "131072, 131072",
        "1B, 1",
        "500MB, 500000000",
        "64KiB, 65536",
        "2 GiB, 2147483648",
        "1TiB, 1099511627776"
    })
    void aSizeIsANumberAndAUnit(String text, long bytes) {
        assertThat(Units.size(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GiB", "2gib", "2.5GB", "-1", "2G", "999999999999999TiB"})
    void anythingElseIsNoSize(String text) {
        assertThat(Units.size(text)).isNull();
    }

    @Test
    void theDefaultsAreWrittenAsTheyAreMeant() {
        assertThat(Units.size("2GiB")).isEqualTo(2L << 30);
        assertThat(Units.duration("7d")).isEqualTo(Duration.ofDays(7));
    }
}
