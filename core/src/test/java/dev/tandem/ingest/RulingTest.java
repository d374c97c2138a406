package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static FileEntry metadata(FileState state, @Nullable Reason reason) {
        return FileEntry.create("acme", "crm.kv", FileKind.METADATA, "crm")
                .stored(1, 1)
                .content(7, "v1")
                .state(state, NOW, reason, "")
                .build();
    }

    private static FileEntry recording(FileState state, @Nullable Reason reason) {
        return FileEntry.create("acme", "a.wav", FileKind.RECORDING, "a")
                .stored(2, 1)
                .content(9, "v1")
                .state(state, NOW, reason, "")
                .build();
    }

    private static final Set<Reason> OPEN =
            EnumSet.of(Reason.AWAITING_RECORDING, Reason.AMBIGUOUS_MATCH, Reason.DECISION_VOID);
    private static final FileEntry METADATA = metadata(FileState.WAITING, Reason.AMBIGUOUS_MATCH);
    private static final FileEntry RECORDING = recording(FileState.WAITING, Reason.AWAITING_METADATA);
    private static final Decision DECISION = Decision.on(METADATA, RECORDING, true, NOW);

    private static String why(Ruling ruling) {
        assertThat(ruling).isInstanceOf(Ruling.Lapsed.class);
        return ((Ruling.Lapsed) ruling).why();
    }

    @Test
    void twoThatWaitForTheirOtherHalvesAreJoined() {
        for (Reason reason : OPEN) {
            FileEntry metadata = metadata(FileState.WAITING, reason);
            assertThat(Ruling.on(DECISION, metadata, RECORDING)).isEqualTo(new Ruling.Join(RECORDING, metadata));
        }
    }

    @ParameterizedTest
    @EnumSource(FileState.class)
    void metadataThatDoesNotWaitIsLeftAlone(FileState state) {
        if (state != FileState.WAITING) {
            assertThat(Ruling.on(DECISION, metadata(state, null), RECORDING)).isInstanceOf(Ruling.Later.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void metadataThatWaitsForAnythingElseIsLeftAlone(Reason reason) {
        if (!OPEN.contains(reason)) {
            assertThat(Ruling.on(DECISION, metadata(FileState.WAITING, reason), RECORDING))
                    .isInstanceOf(Ruling.Later.class);
        }
    }

    @Test
    void aRecordingThatIsNotYetFreeIsJoinedLater() {
        assertThat(Ruling.on(DECISION, METADATA, recording(FileState.ARRIVING, null)))
                .isInstanceOf(Ruling.Later.class);
        assertThat(Ruling.on(DECISION, METADATA, recording(FileState.SETTLED, null)))
                .isInstanceOf(Ruling.Later.class);
        assertThat(Ruling.on(DECISION, METADATA, recording(FileState.WAITING, Reason.CONFLICTING_METADATA)))
                .isInstanceOf(Ruling.Later.class);
    }

    @Test
    void aDecisionOnAnEarlierVersionOfTheMetadataIsVoid() {
        FileEntry replaced = METADATA.edit().content(7, "v2").build();
        assertThat(why(Ruling.on(DECISION, replaced, RECORDING))).contains("earlier version", "decide again");
    }

    @Test
    void aRecordingThatWasReplacedMakesTheDecisionVoid() {
        for (FileEntry replaced : new FileEntry[] {
            RECORDING.edit().content(9, "v2").build(),
            RECORDING.edit().content(10, "v1").build(),
            recording(FileState.ARRIVING, null).edit().content(10, "v1").build()
        }) {
            assertThat(why(Ruling.on(DECISION, METADATA, replaced))).contains("a.wav", "was replaced", "decide again");
        }
    }

    @Test
    void aRecordingThatIsGoneMakesTheDecisionVoid() {
        assertThat(why(Ruling.on(DECISION, METADATA, null))).contains("was removed");
        assertThat(why(Ruling.on(DECISION, METADATA, recording(FileState.VANISHED, null))))
                .contains("was removed");
        assertThat(why(Ruling.on(DECISION, METADATA, recording(FileState.REFUSED, Reason.EMPTY))))
                .contains("was refused");
    }

    @Test
    void aRecordingThatBecameAnotherCallsMakesTheDecisionVoid() {
        for (FileState state :
                EnumSet.of(FileState.PAIRED, FileState.KEPT, FileState.ARCHIVED, FileState.DELETED, FileState.PURGED)) {
            assertThat(why(Ruling.on(DECISION, METADATA, recording(state, null))))
                    .contains("another call");
        }
    }

    @Test
    void aRecordingToWhichItsMoveGaveAnotherVersionBecameAnotherCallsAndWasNotReplaced() {
        FileEntry moved = recording(FileState.ARCHIVED, null)
                .edit()
                .content(9, "v2")
                .aside("processed/2026-03-01/a.wav")
                .build();
        assertThat(why(Ruling.on(DECISION, METADATA, moved))).contains("another call");
    }
}
