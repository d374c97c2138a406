package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.server.Fault;
import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.Refusal;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moves that end between copy and deletion: the next one finishes them, and what came meanwhile is kept. */
class MoveCutShortTest extends FaultyStore {
    private static final String THERE = PREFIX + "done/a.wav";
    private RemoteFile before;

    @BeforeEach
    void put() throws Exception {
        put("a.wav", "sound");
        before = transport.stat("a.wav");
    }

    private Fault deletionsFail() {
        return proxy.when(Operation.DELETE).always().answer(Refusal.ACCESS_DENIED);
    }

    private RemoteFile move() throws TransportException {
        return transport
                .moveAll(List.of(new Move("a.wav", "done/a.wav")))
                .get(0)
                .get();
    }

    @Test
    void aCopyHasTheVersionOfWhatWasUploadedInParts() throws Exception {
        putInParts("a.wav", new byte[5 << 20], new byte[] {1});
        before = transport.stat("a.wav");
        assertThat(before.version()).endsWith("-2");
        assertThat(move().version()).isEqualTo(before.version());
        assertThat(transport.stat("done/a.wav").version()).isEqualTo(before.version());
    }

    @Test
    void aCopyOfAnEarlierUploadOfTheSameBytesIsAnother() throws Exception {
        Instant first = head("a.wav").lastModified();
        move();
        await(() -> {
            put("a.wav", "sound");
            return !head("a.wav").lastModified().equals(first);
        });
        assertThat(failure(this::move).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(objects()).containsOnlyKeys(PREFIX + "a.wav", THERE);
    }

    private void isMoved(RemoteFile entry) {
        assertThat(entry.version()).isEqualTo(before.version());
        assertThat(objects()).containsExactly(Map.entry(THERE, "sound"));
    }

    @Test
    void aDeletionThatFailsAfterTheCopyIsDoneByTheNextMove() throws Exception {
        Fault denied = deletionsFail();
        TransportException failure = failure(this::move);
        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure).hasMessageContaining("allow s3:DeleteObject");
        assertThat(objects()).containsOnlyKeys(PREFIX + "a.wav", THERE);
        // The source can still be seen under its version, so that whoever meant to move it goes on.
        assertThat(transport.stat("a.wav")).isEqualTo(before);

        denied.end();
        proxy.forget();
        isMoved(move());
        assertThat(proxy.count(Operation.COPY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY", "DELETE"})
    void aProcessThatIsKilledWithoutAnAnswerLeavesNothingThatTheNextOneCannotFinish(Operation operation)
            throws Exception {
        for (boolean done : new boolean[] {false, true}) {
            put("a.wav", "sound");
            before = transport.stat("a.wav");
            for (int i = 0; i < 5; i++) {
                if (done) {
                    proxy.when(operation).loseAnswer();
                } else {
                    proxy.when(operation).drop();
                }
            }
            try {
                move();
            } catch (TransportException e) {
                assertThat(e.reason()).isIn(Reason.UNAVAILABLE, Reason.NOT_FOUND);
            }
            proxy.endFaults();
            // As the engine does: what is not there any more under its old name has been moved.
            isMoved(keys().contains(PREFIX + "a.wav") ? move() : transport.stat("done/a.wav"));
            transport.delete("done/a.wav");
        }
    }

    @Test
    void anUploadBetweenCopyAndDeletionIsKept() throws Exception {
        // The look at the copy comes after it, and before the look that goes before the deletion.
        proxy.when(Operation.HEAD).key(THERE).after(1).before(() -> put("a.wav", "newer"));
        assertThat(move().version()).isEqualTo(before.version());
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "a.wav", "newer"), Map.entry(THERE, "sound"));
        assertThat(failure(this::move).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "a.wav", "newer"), Map.entry(THERE, "sound"));
    }

    @Test
    void anUploadAfterADeletionThatFailedIsKept() throws Exception {
        Fault denied = deletionsFail();
        failure(this::move);
        denied.end();
        put("a.wav", "newer");
        assertThat(failure(this::move).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "a.wav", "newer"), Map.entry(THERE, "sound"));
    }

    @Test
    void whatWasAtTheTargetBeforeStays() {
        put("done/a.wav", "sound");
        assertThat(failure(this::move).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "a.wav", "sound"), Map.entry(THERE, "sound"));
    }

    @Test
    void twoMovesAtOnceToOneTargetAreOneMove() throws Exception {
        put("b.wav", "other");
        List<Attempt<RemoteFile>> moved =
                transport.moveAll(List.of(new Move("a.wav", "done/a.wav"), new Move("b.wav", "done/a.wav")));
        isVersion(moved.get(0).get());
        assertThat(failure(moved.get(1)::get).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "b.wav", "other"), Map.entry(THERE, "sound"));
    }

    private void isVersion(RemoteFile entry) {
        assertThat(entry.version()).isEqualTo(before.version());
    }

    @Test
    void aStoreThatCannotDeleteUnderAConditionIsAskedOnceForIt() throws Exception {
        proxy.when(Operation.DELETE)
                .fits(request -> request.header("If-Match") != null)
                .always()
                .answer(Refusal.NOT_IMPLEMENTED);
        isMoved(move());
        assertThat(proxy.count(Operation.DELETE)).isEqualTo(2);
        put("a.wav", "more");
        transport.delete("a.wav");
        assertThat(proxy.count(Operation.DELETE)).isEqualTo(3);
        assertThat(keys()).containsExactly(THERE);
    }

    @Test
    void aDeletionWhoseConditionFailsLeavesTheObject() {
        proxy.when(Operation.DELETE).always().answer(Refusal.PRECONDITION_FAILED);
        assertThat(failure(() -> transport.delete("a.wav"))).hasMessageContaining("replaced meanwhile");
        assertThat(keys()).containsExactly(PREFIX + "a.wav");
    }

    @Test
    void aCopyThatIsShorterThanItsObjectIsNoReasonToDelete() {
        proxy.when(Operation.COPY).before(() -> {});
        proxy.when(Operation.HEAD).key(THERE).after(1).before(() -> put("done/a.wav", "s"));
        TransportException failure = failure(this::move);
        assertThat(failure).hasMessageContaining("nothing was deleted");
        assertThat(keys()).contains(PREFIX + "a.wav");
    }

    @Test
    void whatIsMovedOutOfTheRootAndBackIsTheSameAndSeenAnew() throws Exception {
        move();
        transport.move("done/a.wav", "a.wav");
        assertThat(head("a.wav").metadata()).isEmpty();
        assertThat(list(""))
                .extracting(RemoteFile::version)
                .contains(transport.stat("a.wav").version());
    }
}
