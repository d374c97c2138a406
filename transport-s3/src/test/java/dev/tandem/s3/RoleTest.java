package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.Refusal;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles that a customer lets us have, with an external id. */
class RoleTest extends FaultyStore {
    private RoleServer roles;

    @BeforeEach
    void start() throws Exception {
        roles = new RoleServer(server);
        put("a.wav", "sound");
    }

    @AfterEach
    void stop() {
        roles.close();
    }

    private Transport as(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "access-key-id",
                RoleServer.CALLER,
                "secret-access-key",
                "the caller's own",
                "role-arn",
                RoleServer.ROLE,
                "external-id",
                RoleServer.EXTERNAL_ID,
                "sts-endpoint",
                roles.endpoint().toString()));
        settings.putAll(more);
        return open(settings);
    }

    @Test
    void aRoleIsAssumedOnceAndServesAllRequests() throws Exception {
        transport = as(Map.of());
        assertThat(names()).containsExactly("a.wav");
        assertThat(copy("a.wav", 100).text()).isEqualTo("sound");
        transport.move("a.wav", "done/a.wav");
        assertThat(roles.given()).isEqualTo(1);
        assertThat(proxy.requests())
                .allSatisfy(request ->
                        assertThat(request.header("X-Amz-Security-Token")).isEqualTo(RoleServer.TOKEN));
    }

    @Test
    void credentialsThatAreAboutToExpireAreRenewed() throws Exception {
        roles.valid(Duration.ofSeconds(30));
        transport = as(Map.of());
        names();
        roles.valid(Duration.ofHours(1));
        names();
        int given = roles.given();
        assertThat(given).isGreaterThan(1);
        names();
        assertThat(roles.given()).isEqualTo(given);
    }

    @Test
    void aRoleThatIsNotGrantedIsToldSo() {
        for (Map<String, String> wrong : java.util.List.of(
                Map.of("external-id", "another"),
                Map.of("role-arn", RoleServer.ROLE + "2"),
                Map.of("access-key-id", "AKIASTRANGER"))) {
            transport = as(wrong);
            TransportException failure = failure(this::names);
            assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
            assertThat(failure)
                    .hasMessageContaining("sts:AssumeRole")
                    .hasMessageContaining("external-id")
                    .hasNoCause();
            assertThat(failure.getMessage()).doesNotContain("CANARY").doesNotContain("role/tandem");
        }
        assertThat(proxy.count()).isZero();
        assertThat(roles.given()).isZero();
    }

    @Test
    void aRoleServiceThatIsNotThereIsUnavailable() {
        transport = as(Map.of("sts-endpoint", "http://127.0.0.1:1"));
        assertThat(failure(this::names).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aSessionThatEndsInTheMiddleOfASweepIsToldAndAnotherOneIsBegun() throws Exception {
        transport = as(Map.of());
        names();
        proxy.when(Operation.GET).answer(Refusal.EXPIRED_TOKEN);
        TransportException failure = failure(() -> copy("a.wav", 100));
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("expired");
        assertThat(copy("a.wav", 100).text()).isEqualTo("sound");
    }
}
