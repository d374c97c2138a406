package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.server.Fault;
import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.Refusal;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store says when it does not do what it is asked, and what becomes of it. */
class RefusalTest extends FaultyStore {
    private static final int ATTEMPTS = 5;

    @ParameterizedTest
    @EnumSource(names = {"SLOW_DOWN", "SERVICE_UNAVAILABLE", "INTERNAL_ERROR", "REQUEST_TIMEOUT"})
    void whatPassesIsTriedAgain(Refusal error) throws Exception {
        put("a.wav", "sound");
        proxy.when().times(2).answer(error);
        assertThat(copy("a.wav", 100).text()).isEqualTo("sound");
        assertThat(proxy.count()).isEqualTo(3);
        proxy.when(Operation.LIST).answer(error);
        proxy.when(Operation.COPY).answer(error);
        proxy.when(Operation.DELETE).answer(error);
        assertThat(names()).containsExactly("a.wav");
        transport.move("a.wav", "done/a.wav");
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "done/a.wav", "sound"));
        assertThat(proxy.count(Operation.LIST)).isEqualTo(2);
        assertThat(proxy.count(Operation.COPY)).isEqualTo(2);
        assertThat(proxy.count(Operation.DELETE)).isEqualTo(2);
    }

    @Test
    void whatDoesNotPassIsTriedFiveTimesAndNoMore() {
        put("a.wav", "sound");
        proxy.when().always().answer(Refusal.INTERNAL_ERROR);
        TransportException failure = failure(() -> copy("a.wav", 100));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("500 InternalError").hasMessageContaining("s3:GetObject");
        assertThat(proxy.count()).isEqualTo(ATTEMPTS);
    }

    @Test
    void aStoreThatIsOverloadedIsNotAskedFiveTimesForEachOfMany() {
        int many = 400;
        List<String> paths = IntStream.range(0, many).mapToObj(i -> i + ".wav").toList();
        proxy.when().always().answer(Refusal.INTERNAL_ERROR);
        for (Attempt<RemoteFile> look : transport.statAll(paths)) {
            assertThat(failure(look::get).reason()).isEqualTo(Reason.UNAVAILABLE);
        }
        // What is tried again comes out of a budget that successes fill up.
        assertThat(proxy.count()).isBetween(many, many * 2);
    }

    private static Map<String, String> dated(Instant time) {
        return Map.of(
                "Content-Type",
                "application/xml",
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC)));
    }

    @Test
    void aClockThatIsAnHourOffIsCorrectedByWhatTheStoreSays() throws Exception {
        put("a.wav", "sound");
        String skewed = "<Error><Code>RequestTimeTooSkewed</Code><Message>x</Message></Error>";
        proxy.when(Operation.LIST).answer(403, dated(Instant.now().plusSeconds(3600)), skewed);
        // The server's clock is not off, so the second is refused as well, and the third is corrected by its date.
        assertThat(names()).containsExactly("a.wav");
        assertThat(proxy.count()).isBetween(2, 4);
    }

    @Test
    void aClockThatStaysOffIsToldSo() {
        proxy.when().always().answer(Refusal.REQUEST_TIME_TOO_SKEWED);
        TransportException failure = failure(this::names);
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("set the clock").hasMessageContaining("RequestTimeTooSkewed");
        assertThat(proxy.count()).isLessThanOrEqualTo(ATTEMPTS);
    }

    @Test
    void credentialsThatExpireInTheMiddleOfAListingAreToldSo() {
        IntStream.range(0, 1_001).parallel().forEach(i -> put("a" + i, "x"));
        Fault expired = proxy.when(Operation.LIST).after(1).always().answer(Refusal.EXPIRED_TOKEN);
        TransportException failure = failure(this::names);
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("credentials have expired").hasMessageContaining("role-arn");
        assertThat(expired.hits()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED_TOKEN", "ACCESS_DENIED", "REQUEST_TIME_TOO_SKEWED"})
    void aLookThatIsRefusedCannotSayWhyAndSaysWhatIsUsual(Refusal error) {
        proxy.when(Operation.HEAD).always().answer(error);
        TransportException failure = failure(() -> transport.stat("a.wav"));
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure)
                .hasMessageContaining("s3:GetObject: 40")
                .hasMessageMatching(".*(expired|allow s3:GetObject).*");
    }

    @Test
    void aWrongSecretIsToldSo() {
        transport = open(Map.of("secret-access-key", "wrong"));
        TransportException failure = failure(this::names);
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("SignatureDoesNotMatch").hasMessageContaining("secret-access-key");
        assertThat(proxy.count()).isEqualTo(1);
    }

    @Test
    void anUnknownKeyIsToldSo() {
        transport = open(Map.of("access-key-id", "AKIAUNKNOWN"));
        assertThat(failure(this::names))
                .hasMessageContaining("access-key-id")
                .hasMessageContaining("InvalidAccessKeyId");
        assertThat(proxy.count()).isEqualTo(1);
    }

    @Test
    void aMissingBucketIsToldSo() {
        transport = provider.open(URI.create("s3://no-such-bucket-here"), Settings.of(proxy.settings()));
        TransportException failure = failure(this::names);
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("there is no such bucket");
    }

    @Test
    void ofAMissingBucketNoObjectIsSaidToBeGone() {
        transport = provider.open(URI.create("s3://no-such-bucket-here"), Settings.of(proxy.settings()));
        TransportException failure = failure(() -> transport.stat("a.wav"));
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("there is no such bucket");
    }

    @Test
    void aBucketOfAnotherRegionIsToldSo() {
        proxy.when(Operation.LIST)
                .answer(
                        301,
                        Map.of("x-amz-bucket-region", "eu-central-1"),
                        "<Error><Code>PermanentRedirect</Code><Message>x</Message></Error>");
        assertThat(failure(this::names)).hasMessageContaining("another region; set region");
        proxy.when(Operation.LIST).answer(400, "AuthorizationHeaderMalformed");
        assertThat(failure(this::names)).hasMessageContaining("another region; set region");
        assertThat(proxy.count()).isEqualTo(2);
    }

    @Test
    void whereThereAreNoCredentialsThePlacesForThemAreNamed() {
        Map<String, String> settings = proxy.settings();
        settings.remove("access-key-id");
        settings.remove("secret-access-key");
        settings.put("profile", "tandem-test-no-such-profile");
        transport = provider.open(source(), Settings.of(settings));
        TransportException failure = failure(this::names);
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("access-key-id").hasMessageContaining("credential chain");
        assertThat(failure.getMessage()).doesNotContain("no-such-profile");
        assertThat(proxy.count()).isZero();
    }

    @Test
    void aStoreThatIsNotThereIsUnavailable() throws Exception {
        try (Transport nobody = open(Map.of("endpoint", "http://127.0.0.1:1"))) {
            TransportException failure = failure(() -> nobody.stat("a.wav"));
            assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("could not be asked");
        }
        try (Transport nobody = open(Map.of("endpoint", "http://no-such-host.invalid"))) {
            assertThat(failure(() -> nobody.stat("a.wav"))).hasMessageContaining("host name is not known");
        }
    }

    @Test
    void aCopyThatFailsWithinAnAnswerThatSaysItWentWellIsNoCopy() {
        put("a.wav", "sound");
        proxy.when(Operation.COPY)
                .always()
                .answer(200, Map.of(), "<Error><Code>InternalError</Code><Message>x</Message></Error>");
        assertThat(failure(() -> transport.move("a.wav", "done/a.wav")).reason())
                .isEqualTo(Reason.UNAVAILABLE);
        assertThat(objects()).containsOnlyKeys(PREFIX + "a.wav");
    }
}
