package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallId;
import dev.tandem.call.Facts;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.spi.RemoteFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private static Observation at(Instant now, Instant floor) {
        return new Observation(
                "acme",
                SETTLE,
                now,
                floor,
                name -> new FileName(FileKind.RECORDING, name, "wav", Facts.NONE, null, "", true));
    }

    private static Observation at(Instant now) {
        return at(now, Instant.EPOCH);
    }

    private static RemoteFile file(long size, String version) {
        return new RemoteFile("a.wav", RemoteFile.Kind.FILE, size, Instant.EPOCH, version);
    }

    private static FileEntry arriving() {
        return Objects.requireNonNull(at(NOON).of(file(5, "v1"), null));
    }

    @Test
    void aFileSettlesWhenTwoObservationsASettleTimeApartSawTheSame() {
        assertThat(at(NOON.plusMillis(9_999)).of(file(5, "v1"), arriving())).isNull();
        assertThat(at(NOON.plusMillis(10_000)).of(file(5, "v1"), arriving()))
                .extracting(FileEntry::state)
                .isEqualTo(FileState.SETTLED);
    }

    @Test
    void aFileThatChangedBeginsAnew() {
        FileEntry changed = Objects.requireNonNull(at(NOON.plusSeconds(60)).of(file(5, "v2"), arriving()));
        assertThat(changed.state()).isEqualTo(FileState.ARRIVING);
        assertThat(changed.seen()).isEqualTo(NOON.plusSeconds(60));
        assertThat(changed.token()).isEqualTo("v2");
    }

    @Test
    void whatWasSeenBeforeTheClockWasSetIsSeenAfresh() {
        Instant later = NOON.plusSeconds(3600);
        assertThat(at(later, later).of(file(5, "v1"), arriving())).isNull();
        assertThat(at(later.plus(SETTLE), later).of(file(5, "v1"), arriving())).isNotNull();
    }

    @Test
    void aClockThatWentBackStartsTheWaitAgainInsteadOfProlongingIt() {
        Instant yesterday = NOON.minusSeconds(86_400);
        FileEntry again = Objects.requireNonNull(at(yesterday).of(file(5, "v1"), arriving()));
        assertThat(again.changed()).isEqualTo(yesterday);
        assertThat(at(yesterday.plus(SETTLE)).of(file(5, "v1"), again))
                .extracting(FileEntry::state)
                .isEqualTo(FileState.SETTLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = FileState.class,
            names = {"SETTLED", "WAITING", "PAIRED", "KEPT", "ARCHIVED", "REFUSED"})
    void whatIsKnownAndUnchangedIsNoNews(FileState state) {
        FileEntry known = arriving().edit().state(state, NOON).build();
        assertThat(at(NOON.plusSeconds(60)).of(file(5, "v1"), known)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = FileState.class,
            names = {"VANISHED", "DELETED", "PURGED"})
    void aFileThatWasGoneAndIsBackIsNew(FileState state) {
        FileEntry known = arriving().edit().state(state, NOON).build();
        assertThat(at(NOON.plusSeconds(60)).of(file(5, "v1"), known))
                .extracting(FileEntry::state)
                .isEqualTo(FileState.ARRIVING);
    }

    @Test
    void aNewVersionForgetsWhatWasDecidedOnTheOld() {
        FileEntry known = arriving()
                .edit()
                .state(FileState.PAIRED, NOON)
                .call(new CallId("0".repeat(24)))
                .sha256("x")
                .target("processed/a.wav")
                .build();
        FileEntry fresh = Objects.requireNonNull(at(NOON.plusSeconds(60)).of(file(6, "v2"), known));
        assertThat(fresh.call()).isNull();
        assertThat(fresh.sha256()).isNull();
        assertThat(fresh.target()).isNull();
    }
}
