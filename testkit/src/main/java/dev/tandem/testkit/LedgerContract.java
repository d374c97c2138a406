package dev.tandem.testkit;

import static dev.tandem.ledger.FileState.ARCHIVED;
import static dev.tandem.ledger.FileState.ARRIVING;
import static dev.tandem.ledger.FileState.DELETED;
import static dev.tandem.ledger.FileState.KEPT;
import static dev.tandem.ledger.FileState.PURGED;
import static dev.tandem.ledger.FileState.REFUSED;
import static dev.tandem.ledger.FileState.SETTLED;
import static dev.tandem.ledger.FileState.VANISHED;
import static dev.tandem.ledger.FileState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does. Extend it and say how yours is opened; each test gets one of its own and closes it. */
public abstract class LedgerContract extends DecisionContract {
    private static final Instant T0 = Instant.parse("2026-03-29T01:30:00.123Z");
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final List<String> NAMES = List.of(
            "",
            " ",
            "a b",
            "A B",
            "a b ",
            "line\nbreak",
            "tab\there",
            "quote'\"--;",
            "per%cent_under",
            "back\\slash",
            "gr\u00fcn",
            "gru\u0308n",
            "\u202Egnp",
            "\u5F55\u97F3",
            "\uD83D\uDCDE");

    private Ledger ledger;

    /** A new and empty ledger. */
    protected abstract Ledger open() throws Exception;

    /** The ledger that {@link #open} gave last, opened anew after it was closed. Asked of durable ledgers alone. */
    protected Ledger reopen() throws Exception {
        throw new UnsupportedOperationException("the test of a durable ledger overrides this");
    }

    @Override
    final Ledger ledger() {
        return ledger;
    }

    @Override
    final void openAnew() throws Exception {
        ledger.close();
        ledger = reopen();
    }

    @BeforeEach
    final void openLedger() throws Exception {
        ledger = open();
    }

    @AfterEach
    final void closeLedger() {
        ledger.close();
    }

    // ------------------------------------------------------------------------------------------------ rows

    @Test
    void aNewLedgerIsEmpty() throws Exception {
        assertThat(ledger.filesAt("a", List.of("x"))).isEmpty();
        assertThat(ledger.filesIn("a", EnumSet.allOf(FileState.class), T0, 0, 10))
                .isEmpty();
        assertThat(ledger.filesToMove("a", 0, 10)).isEmpty();
        assertThat(ledger.callsDue("a", T0, 10)).isEmpty();
        assertThat(ledger.countFiles("a").values()).allMatch(count -> count == 0);
        assertThat(ledger.countCalls("a").values()).allMatch(count -> count == 0);
    }

    @Test
    void aFileComesBackAsItWasCommitted() throws Exception {
        FileEntry file = fullFile();
        commit(file);

        FileEntry found = ledger.filesIn("a", Set.of(WAITING), T0, 0, 10).get(0);

        assertSame(found, file);
        assertThat(found.id()).isPositive();
        assertThat(found.version()).isEqualTo(1);
    }

    @Test
    void aFileOfDefaultsComesBackAsItWasCommitted() throws Exception {
        FileEntry file = FileEntry.create("a", "x", FileKind.OTHER, "").build();
        commit(file);
        assertSame(at("x"), file);
    }

    @Test
    void anUpdatedFileComesBackAsItWasCommittedLast() throws Exception {
        commit(file("x").build());
        FileEntry full = fullFile();
        FileEntry changed = at("x").edit()
                .kind(full.kind(), full.key())
                .content(full.size(), full.token())
                .seen(full.seen())
                .state(full.state(), full.changed(), full.reason(), full.detail())
                .sha256(full.sha256())
                .call(full.call())
                .aside(full.aside())
                .target(full.target())
                .build();
        commit(changed);

        FileEntry found = byId(changed.id());
        assertSame(found, changed);
        assertThat(found.version()).isEqualTo(2);

        FileEntry cleared = found.edit()
                .state(KEPT, T0)
                .sha256(null)
                .call(null)
                .aside(null)
                .target(null)
                .build();
        commit(cleared);
        assertSame(at("x"), cleared);
    }

    @Test
    void aCallComesBackAsItWasCommitted() throws Exception {
        CallEntry call = fullCall(call("1", "k"));
        commit(call);

        CallEntry found = call("1");

        assertSame(found, call);
        assertThat(found.version()).isEqualTo(1);
    }

    @Test
    void aCallOfDefaultsComesBackAsItWasCommitted() throws Exception {
        CallEntry call = call("1", "k").build();
        commit(call);
        assertSame(call("1"), call);
    }

    @Test
    void anUpdatedCallComesBackAsItWasCommittedLast() throws Exception {
        commit(call("1", "k").build());
        CallEntry changed = fullCall(call("1").edit());
        commit(changed);
        assertSame(call("1"), changed);
        assertThat(call("1").version()).isEqualTo(2);
    }

    @Test
    void anyNameIsKeptAndToldFromOthers() throws Exception {
        for (String name : NAMES) {
            commit(FileEntry.create("a", name, FileKind.OTHER, name)
                    .content(1, name)
                    .build());
            commit(CallEntry.create(callId(Integer.toString(NAMES.indexOf(name))), "a", name, "of " + name, 1)
                    .build());
        }
        for (String name : NAMES) {
            assertThat(ledger.filesAt("a", List.of(name)))
                    .extracting(FileEntry::path)
                    .containsExactly(name);
            assertThat(ledger.filesWithKeys("a", List.of(name)))
                    .extracting(FileEntry::token)
                    .containsExactly(name);
            assertThat(ledger.callsWithKeys("a", List.of(name)))
                    .extracting(CallEntry::metadataKey)
                    .containsExactly("of " + name);
        }
    }

    @Test
    void instantsBefore1970AreKept() throws Exception {
        Instant then = Instant.ofEpochMilli(-1);
        commit(file("x").seen(then).state(SETTLED, then).build());
        assertThat(at("x").seen()).isEqualTo(then);
        assertThat(ledger.filesIn("a", Set.of(SETTLED), Instant.EPOCH, 0, 10)).hasSize(1);
    }

    // ---------------------------------------------------------------------------------------------- commit

    @Test
    void anEmptyCommitIsHarmless() throws Exception {
        ledger.commit(List.of(), List.of());
    }

    @Test
    void everyNewFileGetsAnIdOfItsOwn() throws Exception {
        commit(file("x").build(), file("y").build());
        commit(file("z").build());
        assertThat(Set.of(at("x").id(), at("y").id(), at("z").id())).hasSize(3);
    }

    @Test
    void aFileOfAnEarlierVersionIsStale() throws Exception {
        commit(file("x").build());
        FileEntry first = at("x");
        commit(first.edit().state(SETTLED, T0).build());

        assertStale(List.of(first.edit().state(REFUSED, T0).build()), List.of());
        assertThat(at("x").state()).isEqualTo(SETTLED);
        assertThat(at("x").version()).isEqualTo(2);
    }

    @Test
    void anEarlierVersionOfAFileThatWasMovedAsideIsStale() throws Exception {
        commit(file("x").build());
        FileEntry first = at("x");
        commit(first.edit().aside("done/x").build());

        assertStale(List.of(first.edit().state(REFUSED, T0).build()), List.of());
        assertThat(byId(first.id()).aside()).isEqualTo("done/x");
    }

    @Test
    void aFileThatWasNeverCommittedIsStaleUnderAnId() throws Exception {
        assertStale(List.of(file("x").stored(7, 1).build()), List.of());
        assertStale(List.of(file("x").stored(7, 0).build()), List.of());
        assertThat(ledger.filesAt("a", List.of("x"))).isEmpty();
    }

    @Test
    void aCallOfAnEarlierVersionIsStale() throws Exception {
        commit(call("1", "k").build());
        CallEntry first = call("1");
        commit(first.edit().confirmed(1).build());

        assertStale(List.of(), List.of(first.edit().confirmed(2).build()));
        assertThat(call("1").confirmed()).isEqualTo(1);
    }

    @Test
    void aNewCallWithAnIdThatIsTakenIsStale() throws Exception {
        commit(call("1", "k").build());
        assertStale(List.of(), List.of(call("1", "other").build()));
        assertThat(call("1").key()).isEqualTo("k");
    }

    @Test
    void aCallThatWasNeverCommittedIsStaleUnderAVersion() throws Exception {
        assertStale(List.of(), List.of(call("1", "k").stored(1).build()));
    }

    @Test
    void aStaleRowLeavesEveryOtherRowOfItsCommitUnwritten() throws Exception {
        commit(file("x").build(), file("y").build());
        commit(call("1", "k").build());
        FileEntry stale = at("y");
        commit(stale.edit().state(SETTLED, T0).build());
        List<FileEntry> good =
                List.of(at("x").edit().state(SETTLED, T0).build(), file("new").build());
        CallEntry goodCall = call("1").edit().confirmed(1).build();

        assertStale(List.of(good.get(0), good.get(1), stale), List.of(goodCall));
        assertStale(good, List.of(goodCall, call("1", "k").build()));
        assertStale(good, List.of(goodCall, call("2", "k").stored(3).build()));

        assertThat(at("x").state()).isEqualTo(ARRIVING);
        assertThat(ledger.filesAt("a", List.of("new"))).isEmpty();
        assertThat(call("1").confirmed()).isZero();
        ledger.commit(good, List.of(goodCall));
        assertThat(at("x").state()).isEqualTo(SETTLED);
    }

    @Test
    void theSameRowTwiceInACommitIsStale() throws Exception {
        commit(file("x").build());
        commit(call("1", "k").build());
        FileEntry file = at("x");
        CallEntry call = call("1");

        assertStale(List.of(file, file), List.of());
        assertStale(List.of(), List.of(call, call));
        assertStale(List.of(file("y").build(), file("y").build()), List.of());
        assertStale(List.of(), List.of(call("2", "k").build(), call("2", "k").build()));
        assertThat(at("x").version()).isEqualTo(1);
        assertThat(ledger.filesAt("a", List.of("y"))).isEmpty();
    }

    @Test
    void aNewFileOnAPathThatIsTakenIsStaleWhateverHasBecomeOfTheOther() throws Exception {
        for (FileState state : FileState.values()) {
            commit(file(state.name()).state(state, T0).build());
            assertStale(List.of(file(state.name()).build()), List.of());
            assertThat(at(state.name()).state()).isEqualTo(state);
        }
    }

    @Test
    void aPathIsFreeOnceItsFileWasMovedAside() throws Exception {
        commit(file("x").build());
        commit(at("x").edit().state(ARCHIVED, T0).aside("done/x").build());
        commit(file("x").content(1, "2").build());
        assertThat(at("x").token()).isEqualTo("2");
    }

    @Test
    void aFileCanTakeThePathOfAnotherThatTheSameCommitMovesAside() throws Exception {
        commit(file("x").content(1, "1").build());
        FileEntry moved = at("x").edit().state(ARCHIVED, T0).aside("done/x").build();
        FileEntry next = file("x").content(1, "2").build();

        ledger.commit(List.of(next, moved), List.of());

        assertThat(at("x").token()).isEqualTo("2");
        assertThat(byId(moved.id()).aside()).isEqualTo("done/x");
    }

    @Test
    void aFileThatIsMovedBackToAPathThatIsTakenIsStale() throws Exception {
        commit(
                file("x").content(1, "1").aside("done/x").build(),
                file("x").content(2, "2").build());
        FileEntry moved = ledger.filesIn("a", Set.of(ARRIVING), T0, 0, 1).get(0);
        assertStale(List.of(moved.edit().aside(null).build()), List.of());
        assertThat(at("x").token()).isEqualTo("2");
    }

    @Test
    void severalFilesMayLieAsideOfOnePath() throws Exception {
        for (int i = 1; i <= 3; i++) {
            commit(file("x").aside("done/" + i).build());
        }
        assertThat(ledger.filesAt("a", List.of("x"))).isEmpty();
        assertThat(ledger.filesIn("a", Set.of(ARRIVING), T0, 0, 10)).hasSize(3);
    }

    @Test
    void aLargeCommitIsOneCommit() throws Exception {
        int many = 5_000;
        List<FileEntry> files =
                IntStream.range(0, many).mapToObj(i -> file("f" + i).build()).toList();
        List<CallEntry> calls = IntStream.range(0, many)
                .mapToObj(i -> call(Integer.toString(i), "k" + i).build())
                .toList();

        assertStale(plus(files, files.get(0)), calls);
        assertStale(files, plus(calls, calls.get(0)));
        assertThat(ledger.filesIn("a", Set.of(ARRIVING), T0, 0, 1)).isEmpty();

        ledger.commit(files, calls);
        assertThat(ledger.countFiles("a")).containsEntry(ARRIVING, (long) many);
        assertThat(ledger.countCalls("a")).containsEntry(CallState.READY, (long) many);
    }

    @Test
    void ofSeveralThreadsThatChangeOneRowOneAtATimeWins() throws Exception {
        commit(file("x").build());
        commit(call("1", "k").build());
        int each = 50;
        int threads = 4;
        int total = threads * each;

        List<Integer> wins = inThreads(threads, () -> {
            int won = 0;
            while (won < each) {
                FileEntry file = at("x");
                CallEntry call = call("1");
                try {
                    ledger.commit(
                            List.of(file.edit().content(file.size() + 1, "").build()),
                            List.of(call.edit().confirmed(call.confirmed() + 1).build()));
                    won++;
                } catch (LedgerException e) {
                    assertThat(e.reason()).isEqualTo(LedgerException.Reason.STALE);
                }
            }
            return won;
        });

        assertThat(wins).containsOnly(each);
        assertThat(at("x").size()).isEqualTo(total);
        assertThat(call("1").confirmed()).isEqualTo(total);
    }

    // --------------------------------------------------------------------------------------------- queries

    @Test
    void filesAreFoundByTheirPathUntilTheyAreMovedAside() throws Exception {
        commit(file("x").build(), file("y").build(), file("z").aside("done/z").build());
        assertThat(ledger.filesAt("a", List.of("y", "x", "z", "done/z", "none", "x")))
                .extracting(FileEntry::path)
                .containsExactlyInAnyOrder("x", "y");
        assertThat(ledger.filesAt("a", List.of())).isEmpty();
    }

    @Test
    void filesAreFoundByTheirKeysInTheOrderOfTheirIds() throws Exception {
        commit(keyed("1", "k"), keyed("2", "l"), keyed("3", "k"), keyed("4", "m"));
        assertThat(ledger.filesWithKeys("a", List.of("l", "k", "l", "none")))
                .extracting(FileEntry::path)
                .containsExactly("1", "2", "3");
        assertThat(ledger.filesWithKeys("a", List.of())).isEmpty();
    }

    @Test
    void aFileIsFoundByItsKeyInTheStatesInWhichItLiesThereAndMatters() throws Exception {
        for (FileState state : FileState.values()) {
            commit(
                    FileEntry.create("a", "at " + state, FileKind.OTHER, "k")
                            .state(state, T0)
                            .build(),
                    FileEntry.create("a", "from " + state, FileKind.OTHER, "k")
                            .state(state, T0)
                            .aside("elsewhere")
                            .build());
        }
        assertThat(ledger.filesWithKeys("a", List.of("k")))
                .extracting(FileEntry::path)
                .containsExactly("at ARRIVING", "at SETTLED", "at WAITING", "at PAIRED", "at KEPT");
    }

    @Test
    void aFileIsFoundByTheKeyItWasGivenLast() throws Exception {
        commit(keyed("1", "k"));
        commit(at("1").edit().kind(FileKind.METADATA, "l").build());
        assertThat(ledger.filesWithKeys("a", List.of("k"))).isEmpty();
        assertThat(ledger.filesWithKeys("a", List.of("l"))).hasSize(1);
    }

    @Test
    void pagesOfFilesAreInTheOrderOfTheirIdsAndMissNone() throws Exception {
        Set<FileState> states = Set.of(SETTLED, WAITING, ARCHIVED);
        FileState[] all = FileState.values();
        List<FileEntry> files = IntStream.range(0, 100)
                .mapToObj(i -> file("f" + i).state(all[i * 7 % all.length], T0).build())
                .toList();
        ledger.commit(files, List.of());

        List<String> paged = new ArrayList<>();
        long last = 0;
        List<FileEntry> page = ledger.filesIn("a", states, T0, last, 7);
        while (!page.isEmpty()) {
            assertThat(page.size()).isLessThanOrEqualTo(7);
            for (FileEntry file : page) {
                assertThat(file.id()).isGreaterThan(last);
                last = file.id();
                paged.add(file.path());
            }
            page = ledger.filesIn("a", states, T0, last, 7);
        }

        assertThat(paged)
                .containsExactlyElementsOf(files.stream()
                        .filter(file -> states.contains(file.state()))
                        .map(FileEntry::path)
                        .toList());
    }

    @Test
    void aPageHoldsFilesWhoseStateIsNoYoungerThanAsked() throws Exception {
        commit(
                file("before").state(SETTLED, T0.minusMillis(1)).build(),
                file("then").state(SETTLED, T0).build(),
                file("after").state(SETTLED, T0.plusMillis(1)).build());
        assertThat(ledger.filesIn("a", Set.of(SETTLED), T0, 0, 10))
                .extracting(FileEntry::path)
                .containsExactly("before", "then");
        assertThat(ledger.filesIn("a", Set.of(SETTLED), Instant.MAX, 0, 10)).hasSize(3);
        assertThat(ledger.filesIn("a", Set.of(SETTLED), Instant.MIN, 0, 10)).isEmpty();
        assertThat(ledger.filesIn("a", Set.of(), T0, 0, 10)).isEmpty();
    }

    @Test
    void aFileLeavesThePagesOfTheStateItLeaves() throws Exception {
        commit(file("x").state(SETTLED, T0).build());
        commit(at("x").edit().state(WAITING, T0).build());
        assertThat(ledger.filesIn("a", Set.of(SETTLED), T0, 0, 10)).isEmpty();
        assertThat(ledger.filesIn("a", Set.of(WAITING), T0, 0, 10)).hasSize(1);
    }

    @Test
    void filesToMoveAreThoseWithATargetInTheOrderOfTheirIds() throws Exception {
        commit(
                file("stays").build(),
                file("archive").target("done/archive").build(),
                file("delete").target(FileEntry.NOWHERE).build(),
                file("purge").aside("done/purge").target(FileEntry.NOWHERE).build());

        List<FileEntry> first = ledger.filesToMove("a", 0, 2);
        List<FileEntry> second = ledger.filesToMove("a", first.get(1).id(), 2);

        assertThat(first).extracting(FileEntry::path).containsExactly("archive", "delete");
        assertThat(second).extracting(FileEntry::path).containsExactly("purge");
        commit(second.get(0).edit().state(PURGED, T0).target(null).build());
        assertThat(ledger.filesToMove("a", first.get(1).id(), 2)).isEmpty();
    }

    @Test
    void filesAndCallsAreFoundByTheirIds() throws Exception {
        commit(file("x").build(), file("y").build(), file("z").aside("done/z").build());
        commit(call("1", "k").build(), call("2", "k").build());
        List<Long> ids = ledger.filesIn("a", Set.of(ARRIVING), T0, 0, 10).stream()
                .map(FileEntry::id)
                .toList();

        assertThat(ledger.files(List.of(ids.get(2), ids.get(0), 1_000_000L, ids.get(0))))
                .extracting(FileEntry::path)
                .containsExactlyInAnyOrder("x", "z");
        assertThat(ledger.calls(List.of(callId("2"), callId("3"), callId("2"))))
                .extracting(CallEntry::id)
                .containsExactly(callId("2"));
        assertThat(ledger.files(List.of())).isEmpty();
        assertThat(ledger.calls(List.of())).isEmpty();
    }

    @Test
    void callsAreFoundByTheKeyOfTheirRecordingOrOfTheirMetadataInEveryGeneration() throws Exception {
        commit(
                CallEntry.create(callId("1"), "a", "k", "k", 1)
                        .state(CallState.DROPPED, T0)
                        .build(),
                CallEntry.create(callId("2"), "a", "k", "k", 2).build(),
                CallEntry.create(callId("3"), "a", "l", "m", 1)
                        .state(CallState.PURGED, T0)
                        .build(),
                CallEntry.create(callId("4"), "a", "n", "n", 1).build());

        assertThat(idsWithKeys("k")).containsExactlyInAnyOrder(callId("1"), callId("2"));
        assertThat(idsWithKeys("l")).containsExactly(callId("3"));
        assertThat(idsWithKeys("m")).containsExactly(callId("3"));
        assertThat(idsWithKeys("m", "l", "k", "k", "none"))
                .containsExactlyInAnyOrder(callId("1"), callId("2"), callId("3"));
        assertThat(idsWithKeys()).isEmpty();
    }

    @Test
    void callsThatAreDueComeLongestDueFirst() throws Exception {
        commit(due("1", T0), due("2", T0.plusMillis(1)), due("3", T0.minusMillis(5)), due("4", T0.minusMillis(1)));
        commit(due("5", T0.minusMillis(9)).edit().state(CallState.DELIVERED, T0).build());

        assertThat(ledger.callsDue("a", T0, 10))
                .extracting(CallEntry::id)
                .containsExactly(callId("3"), callId("4"), callId("1"));
        assertThat(ledger.callsDue("a", T0, 2)).extracting(CallEntry::id).containsExactly(callId("3"), callId("4"));
        assertThat(ledger.callsDue("a", Instant.MAX, 10)).hasSize(4);

        commit(call("3").edit().state(CallState.REFUSED, T0).build());
        commit(call("5").edit().state(CallState.READY, T0).build());
        assertThat(ledger.callsDue("a", T0, 2)).extracting(CallEntry::id).containsExactly(callId("5"), callId("4"));
    }

    @Test
    void filesAndCallsAreCountedByState() throws Exception {
        commit(
                file("x").build(),
                file("y").build(),
                file("z").state(DELETED, T0).aside("done/z").build(),
                file("v").state(VANISHED, T0).build());
        commit(
                call("1", "k").build(),
                call("2", "k").state(CallState.DROPPED, T0).build());
        commit(at("y").edit().state(SETTLED, T0).build());

        assertThat(ledger.countFiles("a"))
                .containsEntry(ARRIVING, 1L)
                .containsEntry(SETTLED, 1L)
                .containsEntry(DELETED, 1L)
                .containsEntry(VANISHED, 1L);
        assertThat(ledger.countFiles("a").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(4);
        assertThat(ledger.countCalls("a")).containsEntry(CallState.READY, 1L).containsEntry(CallState.DROPPED, 1L);
    }

    @Test
    void feedsDoNotSeeOneAnother() throws Exception {
        for (String feed : List.of("a", "b")) {
            commit(FileEntry.create(feed, "x", FileKind.RECORDING, "k")
                    .content(1, feed)
                    .target("t")
                    .build());
        }
        commit(
                CallEntry.create(callId("1"), "a", "k", "l", 1).build(),
                CallEntry.create(callId("2"), "b", "k", "l", 1).build());

        assertThat(ledger.filesAt("b", List.of("x")))
                .extracting(FileEntry::token)
                .containsExactly("b");
        assertThat(ledger.filesWithKeys("b", List.of("k"))).hasSize(1);
        assertThat(ledger.filesIn("b", Set.of(ARRIVING), T0, 0, 10)).hasSize(1);
        assertThat(ledger.filesToMove("b", 0, 10)).hasSize(1);
        assertThat(ledger.callsWithKeys("b", List.of("k", "l")))
                .extracting(CallEntry::id)
                .containsExactly(callId("2"));
        assertThat(ledger.callsDue("b", T0, 10)).hasSize(1);
        assertThat(ledger.countFiles("b")).containsEntry(ARRIVING, 1L);
        assertThat(ledger.countCalls("b")).containsEntry(CallState.READY, 1L);
        assertThat(ledger.filesAt("c", List.of("x"))).isEmpty();
        assertThat(ledger.countFiles("c").values()).allMatch(count -> count == 0);
    }

    @Test
    void anyNumberOfPathsKeysAndIdsCanBeAskedForAtOnce() throws Exception {
        commit(keyed("1", "k1"), keyed("39999", "k39999"));
        commit(call("1", "k1").build(), call("39999", "k39999").build());
        List<String> paths =
                IntStream.range(0, 40_000).mapToObj(Integer::toString).toList();
        List<String> keys = paths.stream().map(path -> "k" + path).toList();

        assertThat(ledger.filesAt("a", paths)).hasSize(2);
        assertThat(ledger.filesWithKeys("a", keys)).extracting(FileEntry::path).containsExactly("1", "39999");
        assertThat(ledger.files(LongStream.range(0, 40_000).boxed().toList())).hasSize(2);
        assertThat(ledger.calls(paths.stream().map(LedgerContract::callId).toList()))
                .hasSize(2);
        assertThat(ledger.callsWithKeys("a", keys)).hasSize(2);
    }

    @Test
    void aCallWhoseTwoKeysAreAskedForFarApartIsFoundOnce() throws Exception {
        commit(CallEntry.create(callId("1"), "a", "0", "39999", 1).build());
        assertThat(ledger.callsWithKeys(
                        "a",
                        IntStream.range(0, 40_000).mapToObj(Integer::toString).toList()))
                .hasSize(1);
    }

    // ---------------------------------------------------------------------------------------------- closing

    @Test
    void closingTwiceIsHarmless() {
        ledger.close();
        ledger.close();
    }

    @Test
    void aDurableLedgerStillHasWhatWasCommittedWhenItIsOpenedAnew() throws Exception {
        Assumptions.assumeThat(ledger.durable()).isTrue();
        FileEntry file = fullFile();
        CallEntry call = fullCall(call("1", "k"));
        ledger.commit(List.of(file), List.of(call));
        openAnew();

        assertSame(ledger.filesIn("a", Set.of(WAITING), T0, 0, 10).get(0), file);
        assertSame(call("1"), call);
    }

    // --------------------------------------------------------------------------------------------- helpers

    private void commit(FileEntry... files) throws LedgerException {
        ledger.commit(List.of(files), List.of());
    }

    private void commit(CallEntry... calls) throws LedgerException {
        ledger.commit(List.of(), List.of(calls));
    }

    private void assertStale(Collection<FileEntry> files, Collection<CallEntry> calls) {
        LedgerException refusal = catchThrowableOfType(LedgerException.class, () -> ledger.commit(files, calls));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(LedgerException.Reason.STALE);
    }

    private FileEntry at(String path) throws LedgerException {
        return ledger.filesAt("a", List.of(path)).get(0);
    }

    private FileEntry byId(long id) throws LedgerException {
        return ledger.files(List.of(id)).get(0);
    }

    private CallEntry call(String id) throws LedgerException {
        return ledger.calls(List.of(callId(id))).get(0);
    }

    private List<CallId> idsWithKeys(String... keys) throws LedgerException {
        return ledger.callsWithKeys("a", List.of(keys)).stream()
                .map(CallEntry::id)
                .toList();
    }

    private static <T> List<T> plus(List<T> rows, T row) {
        List<T> more = new ArrayList<>(rows);
        more.add(row);
        return more;
    }

    private static FileEntry.Edit file(String path) {
        return FileEntry.create("a", path, FileKind.RECORDING, path);
    }

    private static FileEntry keyed(String path, String key) {
        return FileEntry.create("a", path, FileKind.RECORDING, key).build();
    }

    private static FileEntry fullFile() {
        return FileEntry.create("a", "in/x.wav", FileKind.METADATA, "x")
                .content(Long.MAX_VALUE, "token")
                .seen(T0.minusMillis(7))
                .state(WAITING, T0, Reason.CONFLICTING_METADATA, "two claim one")
                .sha256(SHA256)
                .call(callId("c"))
                .aside("aside/x.wav")
                .target(FileEntry.NOWHERE)
                .build();
    }

    private static CallId callId(String end) {
        return new CallId("0".repeat(24 - end.length()) + end);
    }

    private static CallEntry.Edit call(String id, String key) {
        return CallEntry.create(callId(id), "a", key, key, 1);
    }

    private static CallEntry due(String id, Instant due) {
        return call(id, "k").attempts(0, due, "").build();
    }

    private static CallEntry fullCall(CallEntry.Edit call) {
        return call.state(CallState.REFUSED, T0)
                .revision(3, "key-3")
                .confirmed(2)
                .recording(Long.MAX_VALUE, SHA256)
                .metadata(12, "f".repeat(64))
                .time(T0.minusSeconds(5))
                .attempts(4, T0.plusSeconds(60), "said no")
                .build();
    }

    /** All but the id and the version, which the ledger gives. */
    private static void assertSame(FileEntry found, FileEntry expected) {
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("values.id", "values.version")
                .isEqualTo(expected);
    }

    private static void assertSame(CallEntry found, CallEntry expected) {
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("values.version")
                .isEqualTo(expected);
    }

    private static <T> List<T> inThreads(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
