package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {
    private static final long SEED = Long.getLong("seed", 20_161_027L);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2016-10-27T14:51:34 | 2016-10-27T14:51:34Z",
                "2016-10-27T14:51:34Z | 2016-10-27T14:51:34Z",
                "2016-10-27t14:51:34.123z | 2016-10-27T14:51:34Z",
                "2016-10-27T14:51:34.123456789+02:00 | 2016-10-27T12:51:34Z",
                "2016-10-27T14:51:34,5-0530 | 2016-10-27T20:21:34Z",
                "2016-10-27T14:51+02 | 2016-10-27T12:51:00Z",
                "2016-10-27T14:51:34+02:00[Europe/Berlin] | 2016-10-27T12:51:34Z",
                "2016-10-27 14:51 | 2016-10-27T14:51:00Z",
                "2016-10-27 14:51:34 | 2016-10-27T14:51:34Z",
                "2016-10-27 14:51:34.0 | 2016-10-27T14:51:34Z",
                "2016-10-27 14:51:34 -05:00 | 2016-10-27T19:51:34Z",
                "2016-10-27 14:51:34 UTC | 2016-10-27T14:51:34Z",
                "2016-10-27 14:51:34 EDT | 2016-10-27T18:51:34Z",
                "2016/10/27 14:51:34 | 2016-10-27T14:51:34Z",
                "2016-1-7 4:51 | 2016-01-07T04:51:00Z",
                "20161027-145134 | 2016-10-27T14:51:34Z",
                "20161027-145160 | 2016-10-27T14:52:00Z",
                "20161027T145134Z | 2016-10-27T14:51:34Z",
                "20161027_145134 | 2016-10-27T14:51:34Z",
                "20161027145134 | 2016-10-27T14:51:34Z",
                "20161027 14:51:34 | 2016-10-27T14:51:34Z",
                "10/27/2016 2:51 PM | 2016-10-27T14:51:00Z",
                "10/27/2016 2:51:34 pm | 2016-10-27T14:51:34Z",
                "10/27/2016, 2:51:34 p.m. | 2016-10-27T14:51:34Z",
                "10/27/2016 12:01 AM | 2016-10-27T00:01:00Z",
                "10/27/2016 12:01 PM | 2016-10-27T12:01:00Z",
                "10/27/2016 14:51:34 | 2016-10-27T14:51:34Z",
                "10/27/16 14:51 | 2016-10-27T14:51:00Z",
                "10-27-2016 14:51:34 | 2016-10-27T14:51:34Z",
                "27.10.2016 14:51:34 | 2016-10-27T14:51:34Z",
                "7.3.2016 14:51 | 2016-03-07T14:51:00Z",
                "Thu, 27 Oct 2016 14:51:34 | 2016-10-27T14:51:34Z",
                "Thu, 27 Oct 2016 14:51:34 +0200 | 2016-10-27T12:51:34Z",
                "Thu, 27 Oct 2016 14:51:34 +0200 (CEST) | 2016-10-27T12:51:34Z",
                "Thu, 27 Oct 2016 14:51:34 GMT | 2016-10-27T14:51:34Z",
                "27 Oct 2016 14:51 PST | 2016-10-27T22:51:00Z",
                "27-Oct-2016 14:51:34 | 2016-10-27T14:51:34Z",
                "27-OCT-16 02:51:34 PM | 2016-10-27T14:51:34Z",
                "27/Oct/2016:14:51:34 -0700 | 2016-10-27T21:51:34Z",
                "Oct 27, 2016 2:51:34 PM | 2016-10-27T14:51:34Z",
                "Oct 27, 2016, 2:51:34\u202FPM | 2016-10-27T14:51:34Z",
                "Thursday, October 27, 2016 at 2:51 PM | 2016-10-27T14:51:00Z",
                "Thu Oct 27 14:51:34 2016 | 2016-10-27T14:51:34Z",
                "Thu Oct 27 14:51:34 CEST 2016 | 2016-10-27T12:51:34Z",
                "Thu Oct 27 2016 14:51:34 GMT+0200 (Central European Summer Time) | 2016-10-27T12:51:34Z",
                "2016-10-27 | 2016-10-27T00:00:00Z",
                "20161027 | 2016-10-27T00:00:00Z",
                "27.10.2016 | 2016-10-27T00:00:00Z",
                "October 27, 2016 | 2016-10-27T00:00:00Z",
                "29 February 2016 | 2016-02-29T00:00:00Z",
                "1905-01-01 | 1905-01-01T00:00:00Z",
                "'  2016-10-27T14:51:34 ' | 2016-10-27T14:51:34Z"
            })
    void eachUsualShapeIsRead(String text, Instant instant) {
        assertThat(detect(text).seconds(text)).isEqualTo(instant.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2016",
                "213",
                "3:33",
                "14:51:34",
                "2016-10",
                "2016-13-01",
                "2016-02-30",
                "2015-02-29",
                "1900-02-29",
                "2016-10-27T24:00:00",
                "2016-10-27T14:60:00",
                "2016-10-27T14:51:61",
                "2016-10-27T14:51:34+19:00",
                "2016-10-27T14:51:34 hello",
                "2016-10-27 -",
                "13/13/2016",
                "10/27/2016 13:00 PM",
                "10/27/2016 0:10 AM",
                "1.2.3",
                "10.5.201.4",
                "212-555-0133",
                "17991231-000000",
                "27 Foo 2016",
                "Octopus 27, 2016",
                "\u0000",
                "\uD83D\uDE00\uD83D",
                "2016-10-27T14:51:34\u0000",
                "-",
                "Oct"
            })
    void whatNamesNoTimeIsNone(String text) {
        Stamps stamps = detect("2016-10-27T14:51:34");
        assertThat(stamps.seconds(text)).isEqualTo(Stamps.NONE);
        assertThat(stamps.dateOnly(text)).isFalse();
        assertThat(Stamps.detect(List.of(text))).isNull();
    }

    @Test
    void aColumnIsTimesIfNineInTenAreAndBlankOnesDoNotCount() {
        List<String> nine = new ArrayList<>(Collections.nCopies(9, "2016-10-27"));
        nine.addAll(List.of("", " ", "unknown"));
        assertThat(Stamps.detect(nine)).isNotNull();
        nine.add("unknown");
        assertThat(Stamps.detect(nine)).isNull();
        assertThat(Stamps.detect(List.of())).isNull();
        assertThat(Stamps.detect(List.of("", " "))).isNull();
    }

    @Test
    void theWholeSampleDecidesWhetherTheDayIsFirst() {
        long march = Instant.parse("2020-03-04T00:00:00Z").getEpochSecond();
        long april = Instant.parse("2020-04-03T00:00:00Z").getEpochSecond();
        assertThat(detect("3/4/2020").seconds("3/4/2020")).isEqualTo(march);
        assertThat(detect("3/4/2020", "3/25/2020").seconds("3/4/2020")).isEqualTo(march);
        assertThat(detect("3/4/2020", "25/3/2020").seconds("3/4/2020")).isEqualTo(april);
        assertThat(detect("3-4-2020", "25-3-2020").seconds("3-4-2020")).isEqualTo(april);
        assertThat(detect("25/3/2020", "25/3/2020", "3/25/2020").seconds("3/4/2020"))
                .isEqualTo(april);
        assertThat(detect("25/3/2020").seconds("4/25/2020"))
                .isEqualTo(Instant.parse("2020-04-25T00:00:00Z").getEpochSecond());
        assertThat(detect("3.4.2020").seconds("3.4.2020")).isEqualTo(april);
    }

    @Test
    void midnightIsNoTimeOfDayOnlyAmongTimes() {
        Stamps times = detect("2016-10-27 00:00:00", "2016-10-27 14:51:34");
        assertThat(times.dateOnly("2016-10-27 00:00:00")).isTrue();
        assertThat(times.dateOnly("2016-10-27T00:00:00.000+02:00")).isTrue();
        assertThat(times.dateOnly("2016-10-27")).isTrue();
        assertThat(times.dateOnly("2016-10-27 00:00:01")).isFalse();
        assertThat(times.form().times()).isTrue();
        Stamps dates = detect("2016-10-27 00:00:00");
        assertThat(dates.dateOnly("2016-10-27 00:00:00")).isFalse();
        assertThat(dates.dateOnly("2016-10-27")).isTrue();
        assertThat(dates.form().times()).isFalse();
    }

    @Test
    void secondsAreToldIfAnyValueHasThem() {
        assertThat(detect("2016-10-27 14:51:34").form().seconds()).isTrue();
        assertThat(detect("2016-10-27 14:51:00", "2016-10-27 14:52").form().seconds())
                .isFalse();
        assertThat(detect("2016-10-27").form().seconds()).isFalse();
        assertThat(detect("1477579894").form().seconds()).isTrue();
        assertThat(detect("1477579860000").form().seconds()).isFalse();
    }

    @Test
    void digitsAreSecondsSince1970IfAllValuesOrTheNameSaySo() {
        assertThat(detect("1477579894", "1477579895").seconds("1477579894")).isEqualTo(1_477_579_894L);
        assertThat(detect("1477579894123").seconds("1477579894123")).isEqualTo(1_477_579_894L);
        assertThat(Stamps.detect(List.of("1000000001", "1999999999"))).isNull();
        assertThat(Stamps.detect(List.of("1477579894", "x"))).isNull();
        assertThat(Stamps.detect(List.of("2125550133", "2125550134"))).isNull();
        assertThat(Stamps.detect("candidate_phone", List.of("2125550133"))).isNull();
        assertThat(Stamps.detect("vendor", List.of("2125550133"))).isNull();
        for (String name : List.of("startTime", "start_epoch", "Created At", "ENDED", "timestamp", "callDate")) {
            assertThat(Stamps.detect(name, List.of("1000000001", "2125550133")))
                    .as(name)
                    .isNotNull();
        }
        Stamps epoch = detect("1477579894", "1477579895");
        assertThat(epoch.seconds("14775798941")).isEqualTo(Stamps.NONE);
        assertThat(epoch.seconds("147757989x")).isEqualTo(Stamps.NONE);
        assertThat(epoch.seconds(" 1477579894 ")).isEqualTo(1_477_579_894L);
        assertThat(epoch.dateOnly("1477526400")).isTrue();
        assertThat(epoch.dateOnly("1477526401")).isFalse();
    }

    @Test
    void itReadsWhatTheJdkWrites() {
        Random random = new Random(SEED);
        List<DateTimeFormatter> formats = List.of(
                DateTimeFormatter.ISO_LOCAL_DATE_TIME,
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"),
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"),
                DateTimeFormatter.ofPattern("yyyyMMddHHmmss"),
                DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US),
                DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss"),
                DateTimeFormatter.ofPattern("d.M.yyyy H:mm:ss"),
                DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.US),
                DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss", Locale.US),
                DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy h:mm:ss a", Locale.US),
                DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.US));
        Stamps stamps = detect("12/31/2016 12:00");
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-5_000_000_000L, 7_000_000_000L);
            LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
            String text = formats.get(random.nextInt(formats.size())).format(time);
            assertThat(stamps.seconds(text)).as("%s, seed %d", text, SEED).isEqualTo(second);
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(random.nextInt(-72, 73) * 900);
            String zoned = OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), zone)
                    .format(random.nextBoolean() ? DateTimeFormatter.ISO_OFFSET_DATE_TIME : rfc());
            assertThat(stamps.seconds(zoned)).as("%s, seed %d", zoned, SEED).isEqualTo(second);
        }
    }

    @Test
    void nothingThrowsAndAValueIsReadIfItMakesAColumnOfTimes() {
        Random random = new Random(SEED);
        String characters = "0123456789012345678901234567890123456789-/.:, TtZz+()[]OctPMamThu\u0000\uD83D\u00A0\u0661";
        Stamps stamps = detect("2016-10-27");
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "2016-10-27T14:51:34" : "");
            for (int n = random.nextInt(24); n > 0; n--) {
                int at = random.nextInt(text.length() + 1);
                text.insert(at, characters.charAt(random.nextInt(characters.length())));
            }
            String value = text.toString();
            boolean read = stamps.seconds(value) != Stamps.NONE;
            assertThat(Stamps.detect(List.of(value)) != null)
                    .as("%s, seed %d", value, SEED)
                    .isEqualTo(read || isEpoch(value));
        }
    }

    @Test
    void textsOfTenMegabytesAreNoTimes() {
        Stamps stamps = detect("2016-10-27");
        for (String unit : List.of("1", " ", "2016-10-27 ", "a", "(")) {
            String text = unit.repeat(10_000_000 / unit.length());
            assertThat(stamps.seconds(text)).isEqualTo(Stamps.NONE);
            assertThat(Stamps.detect(List.of(text))).isNull();
            assertThat(Stamps.detect(text, List.of("1477579894"))).isNotNull();
        }
    }

    private static boolean isEpoch(String value) {
        return value.trim().matches("1\\d{9}(\\d{3})?");
    }

    private static DateTimeFormatter rfc() {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.US);
    }

    private static Stamps detect(String... sample) {
        return Objects.requireNonNull(Stamps.detect(List.of(sample)));
    }
}
