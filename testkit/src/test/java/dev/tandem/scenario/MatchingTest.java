package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the matcher may take, and when. */
class MatchingTest {
    private static final String CALL = "20260301-100000_joe";

    @TempDir
    Path inbox;

    private Bench bench() throws LedgerException {
        return new Bench(inbox, feed -> feed.matcher("common-fields"));
    }

    @Test
    void metadataOfAnotherCallOfTheSameAgentIsNotTaken() throws IOException, LedgerException {
        Bench bench = bench();
        bench.write(CALL + ".wav", "sound");
        bench.settle();
        bench.write("crm-77.kv", "time=2026-03-01 10:13:30\nagent=joe\n");
        bench.settle();
        assertThat(bench.taken).isEmpty();
        bench.write(CALL + ".kv", "whose=its own\n");
        bench.settle();
        assertThat(bench.taken)
                .singleElement()
                .extracting(one -> one.field("whose"))
                .isEqualTo("its own");
        bench.tandem.close();
    }

    @Test
    void aRecordingIsLeftAloneWhileMetadataOfItsNameArrives() throws IOException, LedgerException {
        Bench bench = bench();
        bench.write(CALL + ".wav", "sound");
        bench.settle();
        bench.write("crm.kv", "time=2026-03-01 10:00:02\nagent=joe\nwhose=another's\n");
        bench.sweep();
        bench.clock.advance(Bench.SETTLE);
        bench.write(CALL + ".kv", "whose=its own\n");
        bench.sweep();
        assertThat(bench.taken).isEmpty();
        bench.settle();
        assertThat(bench.taken)
                .singleElement()
                .extracting(one -> one.field("whose"))
                .isEqualTo("its own");
        bench.tandem.close();
    }

    @Test
    void whatWaitedBeforeARestartIsOfferedAtTheFirstSweep() throws IOException, LedgerException {
        Ledger ledger = Bench.emptyLedger();
        Bench before = new Bench(inbox, feed -> feed, ledger, Bench.usualAnd());
        before.write(CALL + ".wav", "sound");
        before.write("crm.kv", "time=2026-03-01 10:00:00\nagent=joe\n");
        before.settle();
        assertThat(before.last("crm.kv").reason()).isEqualTo(Reason.AWAITING_RECORDING);
        before.tandem.close();

        Bench after = new Bench(inbox, feed -> feed.matcher("common-fields"), ledger, Bench.usualAnd());
        after.sweep();
        assertThat(after.taken)
                .singleElement()
                .extracting(one -> one.field("agent"))
                .isEqualTo("joe");
        after.tandem.close();
    }

    @Test
    void aCallThatTwoNamesTouchInOneSweepStopsNothing() throws IOException, LedgerException {
        Bench bench = bench();
        bench.mood = delivery -> {
            throw new IOException("away");
        };
        bench.write(CALL + ".wav", "sound");
        bench.write("crm.kv", "time=2026-03-01 10:00:00\nagent=joe\n");
        bench.settle();
        bench.write(CALL + ".wav", "another sound");
        bench.write(CALL + ".kv", "whose=its own\n");
        bench.write("crm.kv", "time=2026-03-01 10:00:00\nagent=joe\nz=2\n");
        bench.sweep();
        bench.clock.advance(Bench.SETTLE);
        assertThat(bench.report().failed()).isEmpty();

        bench.mood = delivery -> {};
        bench.write("z.wav", "z");
        bench.write("z.kv", "z=1\n");
        for (int i = 0; i < 4; i++) {
            bench.clock.advance(Duration.ofMinutes(11));
            assertThat(bench.report().failed()).isEmpty();
        }
        assertThat(bench.taken).extracting(Bench.Taken::bytes).contains("another sound", "z");
        bench.tandem.close();
    }
}
