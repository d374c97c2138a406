package dev.tandem.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same random commits to this ledger and to the one in memory: both must take and refuse the same and answer alike. */
class SqliteAgainstMemoryTest {
    private static final int COMMITS = 2_000;
    private static final List<String> FEEDS = List.of("a", "b");
    private static final List<String> NAMES = List.of("p", "q", "r", "s", "t", "u");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<FileEntry> files = new ArrayList<>();
    private final List<CallEntry> calls = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void bothTakeAndRefuseTheSameAndAnswerAlike() throws Exception {
        System.out.println("random commits with seed " + seed);
        Settings settings =
                Settings.of(Map.of("path", folder.resolve("ledger.db").toString()));
        int taken = 0;
        try (Ledger sqlite = new SqliteLedgerProvider().open(settings);
                Ledger memory =
                        Plugins.load().get(LedgerProvider.class, "memory").open(Settings.NONE)) {
            for (int i = 0; i < COMMITS; i++) {
                List<FileEntry> changedFiles = some(this::file);
                List<CallEntry> changedCalls = some(this::call);
                boolean fresh = commit(memory, changedFiles, changedCalls);
                assertThat(commit(sqlite, changedFiles, changedCalls))
                        .as("seed %d", seed)
                        .isEqualTo(fresh);
                taken += fresh ? 1 : 0;
                if (i % 20 == 0) {
                    remember(memory);
                    assertAlike(sqlite, memory);
                }
            }
        }
        assertThat(taken).isBetween(COMMITS / 10, COMMITS * 9 / 10);
    }

    private interface Maker<T> {
        T make();
    }

    private <T> List<T> some(Maker<T> maker) {
        List<T> made = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            made.add(maker.make());
        }
        return made;
    }

    /** A new file, or a change to one of those read last, which may have been changed since. */
    private FileEntry file() {
        FileEntry.Edit edit = files.isEmpty() || random.nextInt(3) == 0
                ? FileEntry.create(pick(FEEDS), pick(NAMES), FileKind.OTHER, pick(NAMES))
                : pick(files).edit();
        return edit.kind(pick(List.of(FileKind.values())), pick(NAMES))
                .state(pick(List.of(FileState.values())), instant())
                .aside(random.nextBoolean() ? null : "aside")
                .target(random.nextBoolean() ? null : FileEntry.NOWHERE)
                .build();
    }

    private CallEntry call() {
        CallEntry.Edit edit = calls.isEmpty() || random.nextInt(3) == 0
                ? CallEntry.create(id(random.nextInt(500)), pick(FEEDS), pick(NAMES), pick(NAMES), 1)
                : pick(calls).edit();
        return edit.state(pick(List.of(CallState.values())), instant())
                .attempts(random.nextInt(5), Instant.ofEpochMilli(random.nextInt()), "")
                .build();
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextInt(10));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static CallId id(int number) {
        return new CallId(String.format("%024x", number));
    }

    private static boolean commit(Ledger ledger, List<FileEntry> files, List<CallEntry> calls) throws LedgerException {
        try {
            ledger.commit(files, calls);
            return true;
        } catch (LedgerException e) {
            if (e.reason() != LedgerException.Reason.STALE) {
                throw e;
            }
            return false;
        }
    }

    private void remember(Ledger ledger) throws LedgerException {
        files.clear();
        files.addAll(ledger.files(LongStream.range(0, COMMITS * 2).boxed().toList()));
        calls.clear();
        for (String feed : FEEDS) {
            calls.addAll(ledger.callsWithKeys(feed, NAMES));
        }
    }

    private void assertAlike(Ledger sqlite, Ledger memory) throws LedgerException {
        assertThat(answers(sqlite)).as("seed %d", seed).isEqualTo(answers(memory));
    }

    private static List<Object> answers(Ledger ledger) throws LedgerException {
        List<Object> answers = new ArrayList<>();
        for (String feed : FEEDS) {
            answers.add(ledger.countFiles(feed));
            answers.add(ledger.countCalls(feed));
            answers.add(shown(ledger.filesToMove(feed, 3, 7)));
            answers.add(shown(ledger.filesWithKeys(feed, NAMES)));
            answers.add(Set.copyOf(shown(ledger.filesAt(feed, NAMES))));
            answers.add(shown(
                    ledger.filesIn(feed, EnumSet.of(FileState.KEPT, FileState.PAIRED), Instant.ofEpochMilli(5), 9, 5)));
            answers.add(ledger.callsDue(feed, Instant.EPOCH, 20).stream()
                    .map(CallEntry::due)
                    .toList());
            answers.add(Set.copyOf(ledger.callsWithKeys(feed, NAMES.subList(0, 3)).stream()
                    .map(call -> call + " " + call.version() + " " + call.due())
                    .toList()));
        }
        return answers;
    }

    private static List<String> shown(List<FileEntry> files) {
        return files.stream()
                .map(file -> file + " " + file.version() + " " + file.changed() + " " + file.aside())
                .toList();
    }
}
