package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static final Instant CALL_TIME = Instant.parse("2020-10-12T14:02:53Z");
    private static final Duration WINDOW = Duration.ofDays(2);
    private static final CallId ID = new CallId("0123456789abcdef01234567");

    private static FileEntry file(long id, String name, FileState state, String sha256) {
        FileKind kind = name.endsWith(".wav") || name.endsWith(".mp3") ? FileKind.RECORDING : FileKind.METADATA;
        return FileEntry.create("acme", name, kind, "a")
                .stored(id, 1)
                .seen(CALL_TIME.plusSeconds(60))
                .sha256(sha256)
                .state(state, CALL_TIME)
                .build();
    }

    private static FileEntry settled(long id, String name) {
        return file(id, name, FileState.SETTLED, "sha-" + name);
    }

    /** A delivered call of a.wav (file 1) and a.xml (file 2). */
    private static CallEntry.Edit delivered() {
        return CallEntry.create(ID, "acme", "a", "a", 1)
                .recording(1, "sha-a.wav")
                .metadata(2, "sha-a.xml")
                .revision(1, "key")
                .confirmed(1)
                .time(CALL_TIME)
                .state(CallState.DELIVERED, CALL_TIME);
    }

    private static List<Verdict> decide(List<CallEntry> calls, FileEntry... files) {
        Pairing.Group group = new Pairing.Group("a", List.of(files), calls, calls.isEmpty() ? "" : "a.xml");
        List<Verdict> verdicts = new Pairing(group, WINDOW, ".json, .xml").decide();
        List<FileEntry> reversed = new java.util.ArrayList<>(List.of(files));
        Collections.reverse(reversed);
        assertThat(new Pairing(group.withLying(reversed), WINDOW, ".json, .xml").decide())
                .as("the order of the files does not matter")
                .hasSameElementsAs(verdicts);
        return verdicts;
    }

    private static Verdict only(List<Verdict> verdicts) {
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private static void assertHeld(List<Verdict> verdicts, Reason reason, int count) {
        assertThat(verdicts)
                .hasSize(count)
                .allSatisfy(verdict -> assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Verdict.Hold.class,
                                hold -> assertThat(hold.reason()).isEqualTo(reason)));
    }

    private static void assertRefused(List<Verdict> verdicts, Reason reason) {
        assertThat(only(verdicts))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.reason()).isEqualTo(reason));
    }

    @Test
    void aRecordingAndItsMetadataAreACall() {
        FileEntry recording = settled(1, "a.wav");
        FileEntry metadata = settled(2, "a.xml");
        assertThat(decide(List.of(), recording, metadata)).containsExactly(new Verdict.Join(recording, metadata, 1));
    }

    @Test
    void eachHalfWaitsForTheOther() {
        assertHeld(decide(List.of(), settled(1, "a.wav")), Reason.AWAITING_METADATA, 1);
        assertHeld(decide(List.of(), settled(2, "a.xml")), Reason.AWAITING_RECORDING, 1);
    }

    @Test
    void nothingIsDecidedWhileASiblingArrives() {
        assertHeld(
                decide(List.of(), settled(1, "a.wav"), settled(2, "a.xml"), file(3, "a.json", FileState.ARRIVING, "x")),
                Reason.AWAITING_SIBLING,
                2);
    }

    @Test
    void twoMetadataFilesAreAConflictThatNamesThem() {
        List<Verdict> verdicts = decide(List.of(), settled(1, "a.wav"), settled(2, "a.xml"), settled(3, "a.json"));
        assertHeld(verdicts, Reason.CONFLICTING_METADATA, 3);
        assertThat(((Verdict.Hold) verdicts.get(0)).detail()).contains("a.json, a.xml");
    }

    @Test
    void twoRecordingsAreAConflict() {
        assertHeld(
                decide(List.of(), settled(1, "a.wav"), settled(2, "a.mp3"), settled(3, "a.xml")),
                Reason.CONFLICTING_RECORDINGS,
                3);
    }

    @Test
    void newMetadataOfADeliveredCallIsAnUpdate() {
        CallEntry call = delivered().build();
        FileEntry update = file(3, "A.XML", FileState.SETTLED, "sha-new");
        assertThat(decide(List.of(call), update)).containsExactly(new Verdict.Update(call, update));
    }

    @Test
    void theSameMetadataAgainIsKnown() {
        assertThat(only(decide(List.of(delivered().build()), file(3, "a.xml", FileState.SETTLED, "sha-a.xml"))))
                .isInstanceOf(Verdict.Known.class);
    }

    @Test
    void anUpdateIsTakenUntilTheWindowEndsAndNotAfter() {
        FileEntry.Edit update = file(3, "a.xml", FileState.SETTLED, "sha-new").edit();
        List<CallEntry> calls = List.of(delivered().build());
        FileEntry before = update.seen(CALL_TIME.plus(WINDOW).minusSeconds(1)).build();
        FileEntry atEnd = update.seen(CALL_TIME.plus(WINDOW)).build();
        FileEntry after = update.seen(CALL_TIME.plus(WINDOW).plusSeconds(1)).build();
        assertThat(only(decide(calls, before))).isInstanceOf(Verdict.Update.class);
        assertThat(only(decide(calls, atEnd))).isInstanceOf(Verdict.Update.class);
        assertRefused(decide(calls, after), Reason.UPDATE_TOO_LATE);
    }

    @Test
    void theWindowDoesNotHoldBeforeTheFirstDelivery() {
        CallEntry call =
                delivered().confirmed(0).state(CallState.READY, CALL_TIME).build();
        FileEntry late = file(2, "a.xml", FileState.SETTLED, "sha-new")
                .edit()
                .seen(CALL_TIME.plusSeconds(999_999))
                .build();
        assertThat(only(decide(List.of(call), late))).isInstanceOf(Verdict.Update.class);
    }

    @Test
    void metadataOfAnotherKindIsNotAnUpdate() {
        assertRefused(decide(List.of(delivered().build()), settled(3, "a.json")), Reason.OTHER_METADATA_KIND);
    }

    @Test
    void aPurgedCallTakesNoUpdate() {
        CallEntry purged = delivered().state(CallState.PURGED, CALL_TIME).build();
        assertRefused(decide(List.of(purged), file(3, "a.xml", FileState.SETTLED, "sha-new")), Reason.CALL_PURGED);
    }

    @Test
    void theSameRecordingAgainIsKnownAndTheMetadataBesideItAnUpdate() {
        CallEntry call = delivered().build();
        FileEntry recording = settled(5, "a.wav");
        FileEntry update = file(6, "a.xml", FileState.SETTLED, "sha-new");
        assertThat(decide(List.of(call), recording, update))
                .containsExactlyInAnyOrder(new Verdict.Known(recording, call), new Verdict.Update(call, update));
    }

    @Test
    void anotherRecordingOfTheNameIsANewGenerationAndNeedsMetadata() {
        FileEntry recording = file(5, "a.wav", FileState.SETTLED, "sha-other");
        assertHeld(decide(List.of(delivered().build()), recording), Reason.AWAITING_METADATA, 1);
        FileEntry metadata = settled(6, "a.xml");
        assertThat(decide(List.of(delivered().build()), recording, metadata))
                .containsExactly(new Verdict.Join(recording, metadata, 2));
    }

    @Test
    void aRecordingReplacedInPlaceGoesWithTheMetadataThatStayed() {
        FileEntry recording = file(1, "a.wav", FileState.SETTLED, "sha-other");
        FileEntry kept = file(2, "a.xml", FileState.KEPT, "sha-a.xml");
        assertThat(decide(List.of(delivered().build()), recording, kept))
                .containsExactly(new Verdict.Join(recording, kept, 2));
    }

    @Test
    void anotherFileBesideADeliveredOneDoesNotTakeItsMetadata() {
        FileEntry other = file(5, "a.mp3", FileState.SETTLED, "sha-other");
        FileEntry kept = file(2, "a.xml", FileState.KEPT, "sha-a.xml");
        assertHeld(decide(List.of(delivered().build()), other, kept), Reason.AWAITING_METADATA, 1);
    }

    @Test
    void aDroppedCallLeavesNothingButItsGeneration() {
        CallEntry dropped =
                delivered().confirmed(0).state(CallState.DROPPED, CALL_TIME).build();
        FileEntry recording = settled(1, "a.wav");
        FileEntry metadata = settled(2, "a.xml");
        assertThat(decide(List.of(dropped), recording, metadata))
                .containsExactly(new Verdict.Join(recording, metadata, 2));
    }
}
