package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does with candidates and decisions; part of {@link LedgerContract}. */
abstract class DecisionContract {
    private static final Instant T0 = Instant.parse("2026-03-29T01:30:00.123Z");

    abstract Ledger ledger();

    /** Closes the ledger and opens it anew. */
    abstract void openAnew() throws Exception;

    private FileEntry waiting(String feed, String path, FileKind kind) throws LedgerException {
        ledger().commit(
                        List.of(FileEntry.create(feed, path, kind, path)
                                .content(7, "v1")
                                .state(FileState.WAITING, T0)
                                .build()),
                        List.of());
        return at(feed, path);
    }

    private FileEntry at(String feed, String path) throws LedgerException {
        return ledger().filesAt(feed, List.of(path)).get(0);
    }

    private FileEntry metadata(String path) throws LedgerException {
        return waiting("a", path, FileKind.METADATA);
    }

    private FileEntry recording(String path) throws LedgerException {
        return waiting("a", path, FileKind.RECORDING);
    }

    private static Candidate candidate(long metadata, long recording) {
        return new Candidate(metadata, recording, 0.1 + 0.2, recording % 2 == 0, "agrees in\ttime, \u5F55\u97F3");
    }

    private List<Decision> open() throws LedgerException {
        return sorted(ledger().openDecisions("a"));
    }

    private static List<Decision> sorted(List<Decision> decisions) {
        return decisions.stream()
                .sorted(Comparator.comparing(Decision::metadata).thenComparing(Decision::recording))
                .toList();
    }

    // ------------------------------------------------------------------------------------------- candidates

    @Test
    void candidatesComeBackAsTheyWereProposedFileByFile() throws Exception {
        List<Candidate> ofTwo = List.of(candidate(2, 9), candidate(2, 8), candidate(2, 10));
        List<Candidate> ofOne = List.of(candidate(1, 8));
        List<Candidate> both = new ArrayList<>(ofTwo);
        both.addAll(ofOne);
        ledger().propose("a", List.of(1L, 2L), both);
        both.clear();
        both.addAll(ofOne);
        both.addAll(ofTwo);
        assertThat(ledger().candidates("a", 0, 10)).isEqualTo(both);
        assertThat(ledger().candidates("a", 0, 1)).isEqualTo(ofOne);
        assertThat(ledger().candidates("a", 1, 10)).isEqualTo(ofTwo);
        assertThat(ledger().candidates("a", 2, 10)).isEmpty();
        assertThat(ledger().candidates("b", 0, 10)).isEmpty();
    }

    @Test
    void newCandidatesTakeThePlaceOfTheFilesOwnAlone() throws Exception {
        ledger().propose("a", List.of(1L, 2L), List.of(candidate(1, 7), candidate(1, 8), candidate(2, 9)));
        ledger().propose("b", List.of(1L), List.of(candidate(1, 7)));
        ledger().propose("a", List.of(1L), List.of(candidate(1, 6)));
        assertThat(ledger().candidates("a", 0, 10)).containsExactly(candidate(1, 6), candidate(2, 9));
        ledger().propose("a", List.of(1L, 2L), List.of());
        assertThat(ledger().candidates("a", 0, 10)).isEmpty();
        assertThat(ledger().candidates("b", 0, 10)).hasSize(1);
    }

    @Test
    void pagesOfCandidatesMissNone() throws Exception {
        List<Candidate> all = LongStream.rangeClosed(1, 50)
                .boxed()
                .flatMap(id -> LongStream.rangeClosed(1, id % 4).mapToObj(other -> candidate(id, 100 + other)))
                .toList();
        ledger().propose("a", LongStream.rangeClosed(1, 50).boxed().toList(), all);
        List<Candidate> found = new ArrayList<>();
        List<Candidate> page = ledger().candidates("a", 0, 7);
        while (!page.isEmpty()) {
            found.addAll(page);
            page = ledger().candidates("a", page.get(page.size() - 1).metadata(), 7);
        }
        assertThat(found).isEqualTo(all);
    }

    // -------------------------------------------------------------------------------------------- decisions

    @Test
    void aDecisionIsNewUntilItIsTakenAndOpenWhileItsMetadataWaits() throws Exception {
        FileEntry metadata = metadata("m");
        Decision decision = Decision.on(metadata, recording("r"), true, T0);
        assertThat(open()).isEmpty();
        ledger().decide(metadata, List.of(decision));
        assertThat(ledger().newDecisions("a")).containsExactly(decision);
        assertThat(open()).containsExactly(decision);
        ledger().took(List.of(decision));
        assertThat(ledger().newDecisions("a")).isEmpty();
        assertThat(open()).containsExactly(decision);
        ledger().commit(List.of(metadata.edit().state(FileState.PAIRED, T0).build()), List.of());
        assertThat(open()).isEmpty();
        ledger().commit(List.of(at("a", "m").edit().state(FileState.WAITING, T0).build()), List.of());
        assertThat(open()).containsExactly(decision);
    }

    @Test
    void aDecisionOnAFileThatWasChangedSinceIsStaleAndNotWritten() throws Exception {
        FileEntry metadata = metadata("m");
        FileEntry recording = recording("r");
        Decision earlier = Decision.on(metadata, recording, true, T0);
        ledger().decide(metadata, List.of(earlier));
        ledger().commit(List.of(metadata.edit().state(FileState.WAITING, T0).build()), List.of());
        LedgerException refusal = catchThrowableOfType(
                LedgerException.class,
                () -> ledger().decide(metadata, List.of(Decision.on(metadata, recording, false, T0))));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(LedgerException.Reason.STALE);
        assertThat(open()).containsExactly(earlier);
    }

    @Test
    void metadataBelongsToTheRecordingThatWasDecidedLast() throws Exception {
        FileEntry metadata = metadata("m");
        FileEntry other = metadata("n");
        FileEntry first = recording("r1");
        FileEntry second = recording("r2");
        Decision others = Decision.on(other, first, true, T0);
        ledger().decide(other, List.of(others));
        ledger().decide(metadata, List.of(Decision.on(metadata, first, true, T0)));
        Decision last = Decision.on(metadata, second, true, T0.plusSeconds(1));
        ledger().decide(metadata, List.of(last));
        assertThat(open()).isEqualTo(sorted(List.of(others, last)));
    }

    @Test
    void whatAMetadataFileDoesNotBelongToIsKeptBesideWhatItBelongsTo() throws Exception {
        FileEntry metadata = metadata("m");
        FileEntry first = recording("r1");
        FileEntry second = recording("r2");
        Decision not = Decision.on(metadata, first, false, T0);
        ledger().decide(metadata, List.of(not));
        Decision is = Decision.on(metadata, second, true, T0);
        ledger().decide(metadata, List.of(is));
        assertThat(open()).isEqualTo(sorted(List.of(not, is)));
        Decision after = Decision.on(metadata, second, false, T0.plusSeconds(1));
        ledger().decide(metadata, List.of(after));
        assertThat(open()).isEqualTo(sorted(List.of(not, after)));
    }

    @Test
    void aDecisionThatIsWrittenAnewIsNewAgain() throws Exception {
        FileEntry metadata = metadata("m");
        FileEntry recording = recording("r");
        Decision first = Decision.on(metadata, recording, true, T0);
        ledger().decide(metadata, List.of(first));
        Decision second = Decision.on(metadata, recording, true, T0.plusSeconds(1));
        ledger().decide(metadata, List.of(second));
        ledger().took(List.of(first));
        assertThat(ledger().newDecisions("a")).containsExactly(second);
        ledger().took(List.of(second));
        ledger().decide(metadata, List.of(second));
        assertThat(ledger().newDecisions("a")).containsExactly(second);
    }

    @Test
    void feedsDoNotSeeOneAnothersDecisions() throws Exception {
        FileEntry metadata = waiting("b", "m", FileKind.METADATA);
        ledger().decide(metadata, List.of(Decision.on(metadata, waiting("b", "r", FileKind.RECORDING), true, T0)));
        assertThat(ledger().newDecisions("a")).isEmpty();
        assertThat(open()).isEmpty();
        assertThat(ledger().openDecisions("b")).hasSize(1);
    }

    @Test
    void candidatesAndDecisionsOfADurableLedgerAreThereWhenItIsOpenedAnew() throws Exception {
        Assumptions.assumeThat(ledger().durable()).isTrue();
        FileEntry metadata = metadata("m");
        Decision decision = Decision.on(metadata, recording("r"), false, T0);
        ledger().decide(metadata, List.of(decision));
        ledger().propose("a", List.of(), List.of(candidate(1, 2)));
        openAnew();
        assertThat(ledger().newDecisions("a")).containsExactly(decision);
        assertThat(ledger().candidates("a", 0, 1)).containsExactly(candidate(1, 2));
    }
}
