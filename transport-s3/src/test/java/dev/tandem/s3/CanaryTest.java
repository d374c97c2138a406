package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.Refusal;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, the failure names what to do, and no message, cause or log line names a file or a secret. */
class CanaryTest extends FaultyStore {
    private static final String NAME = "CANARYNAME.wav";
    private static final String TOKEN = "CANARYTOKEN";

    private final PrintStream original = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        put(NAME, "sound");
        transport = open(Map.of("patience", "300ms"));
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(original);
    }

    private void saysNothing(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        for (String text : List.of(all.toString(), log.toString(StandardCharsets.UTF_8))) {
            assertThat(text)
                    .doesNotContain("CANARY")
                    .doesNotContain(server.secretAccessKey())
                    .doesNotContain(server.accessKeyId())
                    .doesNotContain("Signature=")
                    .doesNotContain("made by a test");
        }
    }

    private List<TransportException> failuresOfAll() {
        return List.of(
                failure(this::names),
                failure(() -> transport.stat(NAME)),
                failure(() -> copy(NAME, 1 << 20)),
                failure(() -> copy(NAME, 1L << 30)),
                failure(() -> read()),
                failure(() -> transport.move(NAME, "done/" + NAME)),
                failure(() -> transport.delete(NAME)),
                failure(() -> transport.write(NAME + ".json", new byte[1])));
    }

    private void read() throws TransportException {
        try (InputStream in = transport.read(NAME)) {
            in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new AssertionError("it should have failed when it was opened", e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIST, s3:ListBucket",
        "HEAD, s3:GetObject",
        "GET, s3:GetObject",
        "PUT, s3:PutObject",
        "COPY, s3:PutObject",
        "DELETE, s3:DeleteObject"
    })
    void whatIsNotAllowedIsToldByTheNameOfItsPermission(Operation operation, String permission) {
        proxy.when(operation).always().answer(Refusal.ACCESS_DENIED);
        TransportException failure = switch (operation) {
            case LIST -> failure(this::names);
            case HEAD -> failure(() -> transport.stat(NAME));
            case GET -> failure(() -> copy(NAME, 100));
            case PUT -> failure(() -> transport.write(NAME, new byte[1]));
            case COPY -> failure(() -> transport.move(NAME, "done/" + NAME));
            default -> failure(() -> transport.delete(NAME));
        };
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("403").hasMessageContaining("allow " + permission + " in the policy");
        saysNothing(failure);
        assertThat(proxy.count(operation)).isEqualTo(1);
        assertThat(objects()).containsExactly(Map.entry(PREFIX + NAME, "sound"));
    }

    /** All but the one that is waited for longest, which is told as the next of its kind is. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLOW_DOWN")
    void noRefusalNamesAFileOrASecret(Refusal error) {
        proxy.when().always().answer(error);
        failuresOfAll().forEach(this::saysNothing);
    }

    @Test
    void noAnswerIsRepeatedInAMessage() {
        String code = "CANARY" + server.secretAccessKey() + " <" + NAME + ">";
        proxy.when()
                .always()
                .answer(
                        400,
                        Map.of("x-amz-request-id", "CANARY id " + NAME),
                        "<Error><Code><![CDATA[" + code
                                + "]]></Code><Message>CANARY</Message><Key>CANARY</Key></Error>");
        failuresOfAll().forEach(this::saysNothing);
        proxy.endFaults();
        proxy.when().always().answer(200, Map.of(), "CANARY<" + NAME);
        List.of(failure(this::names), failure(() -> transport.stat(NAME)), failure(() -> copy(NAME, 100)))
                .forEach(this::saysNothing);
    }

    @Test
    void brokenConnectionsAndSilenceNameNothing() {
        proxy.when().always().drop();
        failuresOfAll().forEach(this::saysNothing);
        proxy.endFaults();
        proxy.when().always().stall();
        saysNothing(failure(this::names));
        saysNothing(failure(() -> copy(NAME, 100)));
        proxy.endFaults();
        transport =
                open(Map.of("secret-access-key", "CANARYSECRET", "session-token", TOKEN, "access-key-id", "CANARYID"));
        failuresOfAll().forEach(this::saysNothing);
    }

    @Test
    void textsOfOurOwnObjectsHideSecrets() throws Exception {
        Settings settings = Settings.of(Map.of(
                "access-key-id", "CANARYID",
                "secret-access-key", "CANARYSECRET",
                "session-token", TOKEN,
                "role-arn", "arn:aws:iam::1:role/x",
                "external-id", "CANARYEXTERNAL",
                "proxy", "http://CANARYUSER@localhost:1",
                "proxy-password", "CANARYPASSWORD"));
        assertThat(SettingsReader.of(settings, java.util.Set.of()).store().toString())
                .doesNotContain("CANARY");
        Map<String, String> sink = proxy.settings();
        sink.put("target", "s3://" + bucket + "/calls");
        try (CallSink opened = new S3SinkProvider().open(Settings.of(sink))) {
            assertThat(opened.toString()).doesNotContain(server.secretAccessKey());
        }
        assertThat(transport.link(NAME, Duration.ofMinutes(1))).isPresent();
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("CANARY");
    }
}
