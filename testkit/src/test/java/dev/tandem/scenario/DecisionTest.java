package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Call;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.report.Outcome;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits for a person, what a person decides, and that it stays decided. */
class DecisionTest {
    private static final String JOE = "20260301-100000_joe.wav";
    private static final String JANE = "20260301-100001_jane.wav";

    @TempDir
    Path inbox;

    private final Opinion opinion = new Opinion();
    private Ledger ledger;
    private Bench bench;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Bench.emptyLedger();
        bench = bench(AfterDelivery.MOVE);
    }

    @AfterEach
    void close() {
        bench.tandem.close();
    }

    private Bench bench(AfterDelivery after) throws LedgerException {
        return new Bench(inbox, feed -> feed.matcher("opinion").afterDelivery(after), ledger, Bench.usualAnd(opinion));
    }

    private void write(String... namesAndContents) throws IOException {
        for (int i = 0; i < namesAndContents.length; i += 2) {
            bench.write(namesAndContents[i], namesAndContents[i + 1]);
        }
        bench.settle();
    }

    private FileEntry row(String path) throws LedgerException {
        return ledger.filesAt("acme", List.of(path)).get(0);
    }

    private void decide(String metadata, String recording, boolean belongs) throws LedgerException {
        FileEntry file = row(metadata);
        ledger.decide(file, List.of(Decision.on(file, row(recording), belongs, bench.clock.instant())));
    }

    private List<String> candidates(String metadata) throws LedgerException {
        long id = row(metadata).id();
        return ledger
                .files(ledger.candidates("acme", 0, 1_000).stream()
                        .filter(candidate -> candidate.metadata() == id)
                        .map(Candidate::recording)
                        .toList())
                .stream()
                .map(FileEntry::path)
                .sorted()
                .toList();
    }

    private List<String> taken() {
        return bench.taken.stream()
                .map(one -> one.call().recording().name() + " " + one.field("of"))
                .toList();
    }

    private void assertWaits(String path, Reason reason, String... words) throws LedgerException {
        assertThat(row(path).state()).isEqualTo(FileState.WAITING);
        assertThat(row(path).reason()).isEqualTo(reason);
        assertThat(List.of(words))
                .allMatch(row(path).detail()::contains, row(path).detail());
    }

    // ---------------------------------------------------------------------------------- what waits, and why

    @Test
    void unsureMetadataWaitsWithItsCandidates() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\n");
        assertThat(bench.taken).isEmpty();
        assertWaits("crm.kv", Reason.AMBIGUOUS_MATCH, "2 recordings could be meant");
        assertThat(candidates("crm.kv")).containsExactly(JOE, JANE);
        assertThat(ledger.candidates("acme", 0, 9)).extracting(Candidate::why).contains("told to think of joe");
    }

    @Test
    void aSureMatchIsDeliveredAndLeavesNoCandidates() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "sure=joe\nmaybe=jane\nof=crm\n");
        assertThat(taken()).containsExactly(JOE + " crm");
        assertThat(ledger.candidates("acme", 0, 9)).isEmpty();
    }

    @Test
    void metadataOfACallInPartsWaitsWithAllOfThem() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "sure=joe,jane\n");
        assertThat(bench.taken).isEmpty();
        assertWaits("crm.kv", Reason.AMBIGUOUS_MATCH, "in parts");
        assertThat(candidates("crm.kv")).containsExactly(JOE, JANE);
    }

    @Test
    void twoMetadataFilesOfOneRecordingWaitUntilOneIsDecided() throws Exception {
        write(JOE, "joe", "crm1.kv", "sure=joe\nof=1\n", "crm2.kv", "sure=joe\nof=2\n");
        assertThat(bench.taken).isEmpty();
        for (String name : List.of("crm1.kv", "crm2.kv")) {
            assertWaits(name, Reason.AMBIGUOUS_MATCH, "1 other metadata file");
            assertThat(candidates(name)).containsExactly(JOE);
        }
        decide("crm2.kv", JOE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " 2");
        assertWaits("crm1.kv", Reason.AWAITING_RECORDING);
        assertThat(candidates("crm1.kv")).isEmpty();
    }

    @Test
    void aLateRecordingSettlesWhatWaited() throws Exception {
        write(JOE, "joe", "crm.kv", "maybe=joe\nsure=jane\nof=crm\n");
        assertThat(candidates("crm.kv")).containsExactly(JOE);
        write(JANE, "jane");
        assertThat(taken()).containsExactly(JANE + " crm");
        assertThat(ledger.candidates("acme", 0, 9)).isEmpty();
        assertThat(row(JOE).state()).isEqualTo(FileState.WAITING);
    }

    @Test
    void aCandidateThatIsDeliveredUnderItsNameIsACandidateNoMore() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\n");
        write("20260301-100000_joe.kv", "of=its own\n");
        assertThat(taken()).containsExactly(JOE + " its own");
        assertThat(candidates("crm.kv")).containsExactly(JANE);
        write("20260301-100001_jane.kv", "of=hers\n");
        assertThat(candidates("crm.kv")).isEmpty();
        assertWaits("crm.kv", Reason.AWAITING_RECORDING);
    }

    @Test
    void nothingIsWrittenAndNobodyAskedWhenNothingIsNew() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger proposals = new AtomicInteger();
        Ledger real = ledger;
        ledger = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    boolean change = List.of("commit", "propose", "took").contains(method.getName());
                    writes.addAndGet(change ? 1 : 0);
                    proposals.addAndGet(method.getName().equals("propose") ? 1 : 0);
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        bench.tandem.close();
        bench = bench(AfterDelivery.MOVE);
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\n");
        bench.sweep();
        int before = writes.get();
        int asked = opinion.asked();
        assertThat(before).isPositive();
        for (int i = 0; i < 3; i++) {
            bench.settle();
        }
        assertThat(writes).hasValue(before);
        assertThat(opinion.asked()).isEqualTo(asked);

        write("20260301-100009_bob.wav", "bob");
        assertThat(opinion.asked()).as("when something new waits").isGreaterThan(asked);
        assertThat(proposals).as("of the same candidates").hasValue(1);
    }

    // ---------------------------------------------------------------------------------- what a person decides

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAG")
    void whatIsDecidedIsDeliveredByTheNextSweepAndUpdatedAsAnyCall(AfterDelivery after) throws Exception {
        bench.tandem.close();
        bench = bench(after);
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\nof=crm\n");
        decide("crm.kv", JANE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JANE + " crm");
        assertThat(bench.outcome("crm.kv")).isEqualTo(Outcome.DELIVERED);
        assertThat(ledger.candidates("acme", 0, 9)).isEmpty();
        assertThat(ledger.newDecisions("acme")).isEmpty();

        write("crm.kv", "maybe=joe\nof=crm, corrected\n");
        assertThat(taken()).containsExactly(JANE + " crm", JANE + " crm, corrected");
        assertThat(bench.taken.get(1).call().revision()).isEqualTo(2);
        assertThat(bench.taken)
                .extracting(Bench.Taken::call)
                .extracting(Call::id)
                .containsOnly(bench.taken.get(0).call().id());
        assertThat(row(JOE).state()).isEqualTo(FileState.WAITING);
    }

    @Test
    void aDecisionBeatsTheMatchersContraryOpinion() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\nof=crm\n");
        decide("crm.kv", JOE, true);
        opinion.insist("jane");
        write("z.kv", "of=news\n");
        assertThat(taken()).containsExactlyInAnyOrder(JOE + " crm", JANE + " news");
        bench.pass(Duration.ofHours(1));
        assertThat(bench.taken).hasSize(2);
    }

    @Test
    void aDecisionGoesBeforeMetadataOfTheRecordingsOwnNameThatComesWithIt() throws Exception {
        write(JOE, "joe", "crm.kv", "maybe=joe\nof=crm\n");
        bench.write("20260301-100000_joe.kv", "of=its own\n");
        bench.sweep();
        bench.clock.advance(Bench.SETTLE);
        decide("crm.kv", JOE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " crm");
    }

    @Test
    void aFeedWithoutAMatcherObeysToo() throws Exception {
        bench.tandem.close();
        bench = new Bench(inbox, feed -> feed, ledger, Bench.usualAnd());
        write(JOE, "joe", "crm.kv", "of=crm\n");
        decide("crm.kv", JOE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " crm");
    }

    @Test
    void whatWasDecidedBeforeARestartIsDoneAfterIt() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\nof=crm\n");
        bench.tandem.close();
        decide("crm.kv", JOE, true);
        opinion.insist("jane");
        bench = bench(AfterDelivery.MOVE);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " crm");
    }

    @Test
    void aRecordingThatIsPromisedToFilesInConflictIsNotGivenToOthers() throws Exception {
        write(JOE, "joe", "crm.kv", "maybe=joe\nof=crm\n", "crm.kv2", "of=crm2\n");
        assertWaits("crm.kv", Reason.CONFLICTING_METADATA);
        decide("crm.kv", JOE, true);
        write("other.kv", "sure=joe\nof=other\n");
        assertThat(bench.taken).isEmpty();
        Files.delete(inbox.resolve("crm.kv2"));
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " crm");
    }

    @Test
    void deniedCandidatesAreNeitherClaimedNorShownAgainButOthersAre() throws Exception {
        write(JOE, "joe", "crm.kv", "maybe=joe,jane\nof=crm\n");
        decide("crm.kv", JOE, false);
        bench.sweep();
        assertWaits("crm.kv", Reason.AWAITING_RECORDING);
        assertThat(candidates("crm.kv")).isEmpty();
        assertThat(ledger.newDecisions("acme")).isEmpty();

        opinion.insist("joe");
        write("20260301-100009_bob.wav", "bob");
        assertThat(bench.taken).isEmpty();
        assertThat(opinion.told())
                .singleElement()
                .satisfies(one -> assertThat(one.belongs()).isFalse());
        opinion.insist("");
        write(JANE, "jane");
        assertThat(candidates("crm.kv")).containsExactly(JANE);
        opinion.insist("jane");
        write("20260301-100010_ann.wav", "ann");
        assertThat(taken()).containsExactly(JANE + " crm");
    }

    @Test
    void anotherRecordingUnderADeniedNameMayBeMatched() throws Exception {
        write(JOE, "joe", "crm.kv", "maybe=joe\nof=crm\n");
        decide("crm.kv", JOE, false);
        bench.sweep();
        opinion.insist("joe");
        write(JOE, "another of joe's");
        assertThat(taken()).containsExactly(JOE + " crm");
    }

    // ---------------------------------------------------------------------------------- what cannot be done

    @Test
    void aDecisionOnARecordingThatWasReplacedIsReportedAndWaitsForAnother() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\nof=crm\n");
        decide("crm.kv", JOE, true);
        bench.write(JOE, "another of joe's");
        opinion.insist("jane");
        bench.settle();
        assertThat(bench.taken).isEmpty();
        assertWaits("crm.kv", Reason.DECISION_VOID, JOE, "was replaced since", "decide again");
        assertThat(candidates("crm.kv")).isEmpty();
        bench.pass(Duration.ofHours(1));
        assertThat(bench.taken).isEmpty();

        decide("crm.kv", JOE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " crm");
        assertThat(bench.taken.get(0).bytes()).isEqualTo("another of joe's");
    }

    @Test
    void aDecisionOnARecordingThatIsGoneIsReportedAndCanBeWithdrawn() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\nof=crm\n");
        decide("crm.kv", JOE, true);
        Files.delete(inbox.resolve(JOE));
        bench.sweep();
        assertThat(bench.taken).isEmpty();
        assertWaits("crm.kv", Reason.DECISION_VOID, JOE, "was removed since");

        decide("crm.kv", JOE, false);
        bench.sweep();
        assertWaits("crm.kv", Reason.AMBIGUOUS_MATCH);
        assertThat(candidates("crm.kv")).containsExactly(JANE);
    }

    @Test
    void aDecisionOnARecordingThatWasDeliveredUnderItsNameIsReported() throws Exception {
        write(JOE, "joe", JANE, "jane", "crm.kv", "maybe=joe,jane\nof=crm\n");
        write("20260301-100000_joe.kv", "of=its own\n");
        FileEntry joe = ledger.filesIn("acme", EnumSet.allOf(FileState.class), bench.clock.instant(), 0, 99).stream()
                .filter(file -> file.path().equals(JOE))
                .findFirst()
                .orElseThrow();
        FileEntry crm = row("crm.kv");
        ledger.decide(crm, List.of(Decision.on(crm, joe, true, bench.clock.instant())));
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " its own");
        assertWaits("crm.kv", Reason.DECISION_VOID, "became part of another call");
    }

    @Test
    void twoFilesDecidedToBelongToOneRecordingAreNotBothDelivered() throws Exception {
        write(JOE, "joe", "crm1.kv", "maybe=joe\nof=1\n", "crm2.kv", "maybe=joe\nof=2\n");
        decide("crm2.kv", JOE, true);
        bench.clock.advance(Duration.ofSeconds(1));
        decide("crm1.kv", JOE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " 2");
        assertWaits("crm1.kv", Reason.DECISION_VOID, JOE, "decide again");
    }

    @Test
    void metadataThatIsReplacedAfterTheDecisionIsDecidedAnew() throws Exception {
        write(JOE, "joe", "crm.kv", "maybe=joe\nof=crm\n");
        decide("crm.kv", JOE, true);
        bench.write("crm.kv", "sure=joe\nof=somebody else entirely\n");
        bench.settle();
        assertThat(bench.taken).isEmpty();
        assertWaits("crm.kv", Reason.DECISION_VOID, "earlier version");
        decide("crm.kv", JOE, true);
        bench.sweep();
        assertThat(taken()).containsExactly(JOE + " somebody else entirely");
    }
}
