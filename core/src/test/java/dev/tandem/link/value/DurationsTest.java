package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    private static final long SEED = Long.getLong("seed", 20_161_027L);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "213 | 213",
                "0 | 0",
                "213.4 | 213.4",
                "' 213 ' | 213",
                "3:33 | 213",
                "03:33 | 213",
                "213:05 | 12785",
                "1:03:33 | 3813",
                "00:03:33 | 213",
                "00:03:33.250 | 213.25",
                "3m 33s | 213",
                "3m33s | 213",
                "3 m 33 s | 213",
                "3 min | 180",
                "3 mins, 33 secs | 213",
                "3 min. 33 sec. | 213",
                "3 minute 33 second | 213",
                "3 Minutes and 33 Seconds | 213",
                "1h 3m 33s | 3813",
                "1.5 hours | 5400",
                "213s | 213",
                "213000 ms | 213",
                "PT3M33S | 213",
                "pt1h3m33.5s | 3813.5",
                "P1DT1S | 86401",
                "A 3 minute 33 second Outbound call from +12125550133 to +13105550144 | 213",
                "Outbound call of 3m 33s | 213",
                "Call lasted 45 seconds. | 45",
                "06:33:49(0:35) | 35",
                "Duration: 3:33, ended by agent | 213",
                "Call length 1:03:33. | 3813",
                "Spoke 3 minutes (3 minutes) with Joe | 180"
            })
    void eachUsualShapeIsRead(String text, double seconds) {
        assertThat(Durations.secondsIn(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-5",
                "1e5",
                "3:3",
                "3:60",
                "3:60:00",
                "1.5:30",
                ":33",
                "3:",
                "1:2:3:4",
                "P",
                "PT",
                "PTS",
                "P3M",
                "2016-10-27 14:51:34",
                "14:51 PM",
                "five minutes",
                "call 3m",
                "3 parsecs",
                "Called at 14:51:34",
                "Talked 3 minutes, call back in 5 minutes",
                "+12125550133",
                "1234567890123",
                "\u0000",
                "\uD83D\uDE00"
            })
    void whatNamesNoneOrMoreThanOneIsNaN(String text) {
        assertThat(Durations.secondsIn(text)).isNaN();
    }

    @Test
    void typicalNumbersAbove20000AreMilliseconds() {
        Durations millis = Durations.detect(List.of("45000", "213000", "", "7000", "x"));
        assertThat(millis.seconds("213000")).isEqualTo(213);
        assertThat(millis.seconds("3:33")).isEqualTo(213);
        Durations seconds = Durations.detect(List.of("45", "213", "36000"));
        assertThat(seconds.seconds("213")).isEqualTo(213);
        assertThat(Durations.detect(List.of()).seconds("213")).isEqualTo(213);
        assertThat(Durations.detect(List.of("3:33")).seconds("30000")).isEqualTo(30_000);
    }

    @Test
    void itReadsWhatTheJdkWrites() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            Duration duration = Duration.ofMillis(random.nextInt(100_000_000));
            double seconds = duration.toMillis() / 1000.0;
            assertThat(Durations.secondsIn(duration.toString()))
                    .as("%s, seed %d", duration, SEED)
                    .isCloseTo(seconds, within(1e-6));
            String clock = String.format(
                    "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
            assertThat(Durations.secondsIn(clock)).isEqualTo((double) duration.toSeconds());
        }
    }

    @Test
    void nothingThrowsAndNothingIsNegative() {
        Random random = new Random(SEED);
        String characters = "0123456789::..,  PTHMSDhmsminsec-+()\u0000\uD83D\u0661";
        Durations durations = Durations.detect(List.of("30000"));
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            double seconds = durations.seconds(text.toString());
            assertThat(Double.isNaN(seconds) || (seconds >= 0 && seconds < 1e18))
                    .as("%s, seed %d", text, SEED)
                    .isTrue();
        }
    }

    @Test
    void textsOfAnyLengthAreReadInLinearTime() {
        for (String unit : List.of("1", " ", "1 ", "3 minute ", "3 m (", "a", "(1:", "3m 3x ")) {
            String long1 = unit.repeat(32_000 / unit.length());
            Durations.secondsIn(long1);
            assertThat(Durations.secondsIn(unit.repeat(10_000_000 / unit.length())))
                    .as(unit)
                    .isNaN();
        }
        assertThat(Durations.secondsIn("x ".repeat(16_000) + "3 minutes 33 seconds"))
                .isEqualTo(213);
    }
}
