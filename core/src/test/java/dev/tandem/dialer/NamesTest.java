package dev.tandem.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.NameReading.NotUnderstood;
import dev.tandem.spi.NameReading.Understood;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static Understood understood(DialerFormat format, String name) {
        NameReading reading = format.read(name, NEW_YORK);
        assertThat(reading).isInstanceOf(Understood.class);
        return (Understood) reading;
    }

    private static Facts standard(String name) {
        return understood(new StandardNames(), name).facts();
    }

    @ParameterizedTest
    @CsvSource({
        "20201012-140253_joe_baducci, joe_baducci",
        "20201012-140253_joe.b@example.org, joe.b@example.org",
        "20201012-140253_2143, 2143",
        "20201012-140253_20201012-140253_x, 20201012-140253_x",
    })
    void theUserIsWhateverFollowsTheTime(String name, String user) {
        assertThat(standard(name).user()).isEqualTo(user);
        assertThat(standard(name).time()).isEqualTo("2020-10-12T18:02:53Z");
    }

    @Test
    void aSecondOfSixtyIsTheNextMinute() {
        assertThat(standard("20161231-185960_x").time()).isEqualTo("2017-01-01T00:00:00Z");
    }

    @Test
    void aTimeThatTheZoneSkipsIsLaterByTheGap() {
        assertThat(standard("20200308-023000_x").time()).isEqualTo("2020-03-08T07:30:00Z");
    }

    @Test
    void ofATimeThatTheZoneHasTwiceTheEarlierIsMeant() {
        assertThat(standard("20201101-013000_x").time()).isEqualTo("2020-11-01T05:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20201312-140253_x",
                "20201012-240000_x",
                "20201012-146000_x",
                "20201012-140061_x",
                "20200230-140000_x",
                "20201012-140253_",
                "20201012-140253",
                "20201012-140253-x"
            })
    void aNameThatBeginsLikeADateAndIsNoneIsNotUnderstood(String name) {
        assertThat(new StandardNames().read(name, ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        NotUnderstood.class, not -> assertThat(not.why()).contains("expected yyyyMMdd-HHmmss_user"));
    }

    @ParameterizedTest
    @CsvSource({
        "ringcentral_BXyT30eVTWIZjUA, BXyT30eVTWIZjUA",
        "RingCentral_BXyT30eVTWIZjUA, BXyT30eVTWIZjUA",
        "BXyT30eVTWIZjUA, BXyT30eVTWIZjUA",
        "other_123, other_123",
        "ringcentral_, ringcentral_",
    })
    void anIdIsKnownWithAndWithoutItsSourcesPrefix(String name, String id) {
        assertThat(understood(new StandardNames(), name).id()).isEqualTo(id);
        assertThat(standard(name)).isEqualTo(Facts.NONE);
    }

    @Test
    void aRingCentralDownloadTellsDirectionNumberAndId() {
        Understood call =
                understood(new RingCentralNames(), "20251104-133555_302_(252)555-0186_Outgoing_Auto_2243071124051");
        assertThat(call.id()).isEqualTo("2243071124051");
        assertThat(call.facts())
                .isEqualTo(new Facts(
                        Instant.parse("2025-11-04T18:35:55Z"),
                        "302",
                        Direction.OUTBOUND,
                        "2243071124051",
                        null,
                        "(252)555-0186",
                        null));
    }

    @Test
    void anInboundRingCentralDownloadHasNoExtension() {
        Facts facts = understood(new RingCentralNames(), "20251104-133555_(252)555-0186_Incoming_Auto_22430711")
                .facts();
        assertThat(facts.user()).isNull();
        assertThat(facts.ani()).isEqualTo("(252)555-0186");
        assertThat(facts.direction()).isEqualTo(Direction.INBOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "4435550133 by jdoe @ 7_16_55 AM, jdoe",
        "9415550187 by  @ 4_30_12 PM_Transfer to Partner,",
        "4435550133 by jdoe@example.org @ 7_16_55 AM, jdoe@example.org",
        "4435550133 by jdoe @ 7_16_55 AM0123456789abcdef0123456789abcdef123456789012345, jdoe",
        "20201012-140253_jdoe, jdoe",
    })
    void aFive9NameTellsTheUserAlone(String name, String user) {
        Understood call = understood(new Five9Names(), name);
        assertThat(call.facts().user()).isEqualTo(user);
        assertThat(call.facts().ani()).isNull();
        assertThat(call.facts().dnis()).isNull();
        assertThat(call.id()).isEqualTo(name);
    }
}
