package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020-10-12T14:02:53Z | 2020-10-12T14:02:53Z",
                "2020-10-12T14:02:53.123Z | 2020-10-12T14:02:53.123Z",
                "2020-10-12T14:02:53+02:00 | 2020-10-12T12:02:53Z",
                "2020-10-12 14:02:53 | 2020-10-12T18:02:53Z",
                "2020-10-12 14:02 | 2020-10-12T18:02:00Z",
                "20201012-140253 | 2020-10-12T18:02:53Z",
                "Thu, 27 Oct 2016 14:51:34 | 2016-10-27T18:51:34Z",
                "Thu, 27 Oct 2016 14:51:34 GMT | 2016-10-27T14:51:34Z",
                "Thu, 27 Oct 2016 14:51:34 +0000 | 2016-10-27T14:51:34Z",
                "10/12/2020 2:02:53 PM | 2020-10-12T18:02:53Z",
                "1602511373 | 2020-10-12T14:02:53Z",
                "1602511373000 | 2020-10-12T14:02:53Z",
            })
    void everyUsualWayToWriteATimeIsRead(String text, Instant instant) {
        assertThat(Times.instant(text, NEW_YORK)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2020-13-01 00:00:00", "12", "99999999999999999999"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Times.instant(text, NEW_YORK)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"90,90000", "90.5,90500", "1:30,90000", "00:01:30,90000", "1:00:00,3600000"})
    void secondsAndClocksAreDurations(String text, long millis) {
        assertThat(Times.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "long", "-5", "1e5", "1:2:3:4"})
    void whatIsNoDurationIsNone(String text) {
        assertThat(Times.duration(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+999999999-12-31 23:59", "-999999999-01-01 00:00", "12345-01-01 00:00", "0001-01-01 00:00"})
    void aTimeOutsideOurDaysIsNone(String text) {
        assertThat(Times.instant(text, NEW_YORK)).isNull();
    }
}
