package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void aTextHasNoBlanksAroundIt() {
        Settings settings = Settings.of(Map.of("region", " eu-west-1\t", "blank", " "));
        assertThat(settings.text("region")).contains("eu-west-1");
        assertThat(settings.text("blank")).isEmpty();
        assertThat(settings.text("missing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100ms, 100", "15s, 15000", "15 s, 15000", "' 2m ', 120000", "1h, 3600000", "'', 7000"})
    void aDurationIsANumberAndAUnit(String text, long millis) {
        assertThat(duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aMissingDurationIsTheOtherwise() {
        assertThat(Settings.NONE.duration("patience", Duration.ofSeconds(7), Duration.ZERO, Duration.ofHours(1)))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99ms",
                "61m",
                "2h",
                "0s",
                "-1s",
                "15",
                "s",
                "1.5s",
                "15 days",
                "9999999999s",
                "999999999h",
                "canary"
            })
    void whatIsNoneIsToldWithItsBounds(String text) {
        assertThatThrownBy(() -> duration(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("patience")
                .hasMessageContaining("no duration from 100ms to 1h; expected one such as 7s")
                .hasMessageNotContaining("canary");
    }

    private static Duration duration(String text) {
        return Settings.of(Map.of("patience", text))
                .duration("patience", Duration.ofSeconds(7), Duration.ofMillis(100), Duration.ofHours(1));
    }
}
