package dev.tandem.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.LedgerException.Reason;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerProviderTest {
    private final SqliteLedgerProvider provider = new SqliteLedgerProvider();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("ledger.db");
    }

    @Test
    void itIsFoundByItsName() {
        assertThat(Plugins.load().get(LedgerProvider.class, "sqlite")).isInstanceOf(SqliteLedgerProvider.class);
    }

    @Test
    void aPathIsAskedForAndNothingElse() {
        assertThatThrownBy(() -> provider.open(Settings.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("path");
        assertThatThrownBy(() -> provider.open(Settings.of(Map.of("path", file.toString(), "url", "x"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("url");
        assertThatThrownBy(() -> open(folder)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> provider.open(Settings.of(Map.of("path", "a\0b"))))
                .isInstanceOf(ConfigurationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void foldersOnTheWayAreMade() throws Exception {
        Path deep = folder.resolve("a/b/ledger.db");
        open(deep).close();
        assertThat(deep).isRegularFile();
    }

    @Test
    void aFolderThatCannotBeMadeMakesTheLedgerUnavailable() throws Exception {
        Files.createFile(folder.resolve("a"));
        assertRefused(() -> open(folder.resolve("a/ledger.db")), Reason.UNAVAILABLE);
    }

    @Test
    void anyFileNameWillDo() throws Exception {
        for (String name : List.of("a b", "what?x=1", "50%", "50%25", "#1", "gr\u00fcn", "a&b", "it's")) {
            Path odd = folder.resolve(name);
            try (Ledger ledger = open(odd)) {
                commit(ledger, "x");
            }
            assertThat(odd).isRegularFile();
            try (Ledger ledger = provider.openForReading(at(odd))) {
                assertThat(ledger.filesAt("a", List.of("x"))).hasSize(1);
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadTheFiles() throws Exception {
        try (Ledger ledger = open(file)) {
            commit(ledger, "x");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSize(4)
                        .allSatisfy(
                                made -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void everyCommitIsSyncedToAWriteAheadLog() throws Exception {
        open(file).close();
        try (Connection connection = SqliteFile.find(file).connect()) {
            assertThat(number(connection, "PRAGMA synchronous")).isEqualTo(2);
            assertThat(text(connection, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(number(connection, "PRAGMA wal_autocheckpoint")).isEqualTo(8_000);
        }
    }

    @Test
    void aSecondEngineIsToldThatTheLedgerIsInUse() throws Exception {
        Path alias = folder.resolve("alias");
        try (Ledger first = open(file)) {
            Files.createSymbolicLink(alias, file);
            for (int i = 0; i < 2; i++) {
                assertRefused(() -> open(file), Reason.IN_USE);
                assertRefused(() -> open(alias), Reason.IN_USE);
            }
            commit(first, "x");
        }
        try (Ledger second = open(file)) {
            assertThat(second.filesAt("a", List.of("x"))).hasSize(1);
        }
    }

    @Test
    void closingALedgerTwiceDoesNotFreeTheNextOnesLock() throws Exception {
        Ledger first = open(file);
        first.close();
        try (Ledger second = open(file)) {
            first.close();
            assertThat(second.durable()).isTrue();
            assertRefused(() -> open(file), Reason.IN_USE);
        }
    }

    @Test
    void aLedgerThatWasRefusedIsNotKeptLocked() throws Exception {
        Files.writeString(file, "not a database ".repeat(500));
        assertRefused(() -> open(file), Reason.NOT_A_LEDGER);
        Files.delete(file);
        open(file).close();
    }

    @Test
    void aClosedLedgerRefusesWork() throws Exception {
        Ledger ledger = open(file);
        ledger.close();
        assertThatThrownBy(() -> ledger.countFiles("a")).isInstanceOf(IllegalStateException.class);
    }

    // -------------------------------------------------------------------------------------------- reading

    @Test
    void aReaderSeesEachCommitAsSoonAsItIsMade() throws Exception {
        try (Ledger writer = open(file);
                Ledger reader = provider.openForReading(at(file))) {
            for (int i = 0; i < 10; i++) {
                commit(writer, "x" + i);
                assertThat(reader.countFiles("a")).containsEntry(FileState.ARRIVING, i + 1L);
            }
        }
    }

    @Test
    void aClosedLedgerCanBeReadAndLeftAsItWas() throws Exception {
        try (Ledger ledger = open(file)) {
            commit(ledger, "x");
        }
        assertThat(folder.resolve("ledger.db-wal")).doesNotExist();
        byte[] before = Files.readAllBytes(file);

        for (int i = 0; i < 2; i++) {
            try (Ledger reader = provider.openForReading(at(file))) {
                assertThat(reader.filesAt("a", List.of("x"))).hasSize(1);
            }
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(made -> made.getFileName().toString()))
                    .isSubsetOf("ledger.db", "ledger.db.lock", "ledger.db-wal", "ledger.db-shm");
        }
        try (Ledger ledger = open(file)) {
            commit(ledger, "y");
        }
    }

    @Test
    void aReaderCannotCommit() throws Exception {
        open(file).close();
        try (Ledger reader = provider.openForReading(at(file))) {
            assertThatThrownBy(() -> commit(reader, "x")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void decisionsAreWrittenBesideAnEngineAndNothingElse() throws Exception {
        try (Ledger engine = open(file)) {
            commit(engine, "x");
            FileEntry metadata = engine.filesAt("a", List.of("x")).get(0);
            Decision decision = Decision.on(metadata, metadata, true, Instant.EPOCH);
            try (Ledger beside = provider.openForDeciding(at(file));
                    Ledger reader = provider.openForReading(at(file))) {
                beside.decide(metadata, List.of(decision));
                assertThat(engine.newDecisions("a")).containsExactly(decision);
                assertThat(beside.filesAt("a", List.of("x"))).hasSize(1);
                assertThatThrownBy(() -> commit(beside, "y")).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> beside.took(List.of(decision))).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> reader.decide(metadata, List.of(decision)))
                        .isInstanceOf(IllegalStateException.class);
            }
            commit(engine, "y");
            assertThat(engine.newDecisions("a")).containsExactly(decision);
        }
        try (Ledger beside = provider.openForDeciding(at(file))) {
            assertThat(beside.newDecisions("a")).as("without an engine").hasSize(1);
        }
    }

    @Test
    void anEngineThatCommitsAllTheTimeAndDecisionsDoNotFailOneAnother() throws Exception {
        try (Ledger engine = open(file);
                Ledger beside = provider.openForDeciding(at(file))) {
            commit(engine, "m");
            FileEntry metadata = engine.filesAt("a", List.of("m")).get(0);
            Thread commits = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        commit(engine, "x" + i);
                    } catch (LedgerException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            List<Throwable> failures = new ArrayList<>();
            commits.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            commits.start();
            for (int i = 0; i < 200; i++) {
                beside.decide(metadata, List.of(Decision.on(metadata, metadata, i % 2 == 0, Instant.ofEpochMilli(i))));
            }
            commits.join();
            assertThat(failures).isEmpty();
            assertThat(engine.countFiles("a")).containsEntry(FileState.ARRIVING, 201L);
            assertThat(engine.newDecisions("a"))
                    .extracting(Decision::decided)
                    .containsExactly(Instant.ofEpochMilli(199));
        }
    }

    @Test
    void thereIsNothingToReadBeforeAnEngineMadeALedger() throws Exception {
        assertRefused(() -> provider.openForReading(at(file)), Reason.NOT_A_LEDGER);
        assertThat(folder).isEmptyDirectory();
        Files.createFile(file);
        assertRefused(() -> provider.openForReading(at(file)), Reason.NOT_A_LEDGER);
    }

    // ------------------------------------------------------------------------------------- what is no ledger

    @Test
    void aFileThatIsNoDatabaseIsNoLedger() throws Exception {
        Files.writeString(file, "not a database ".repeat(500));
        assertNoLedger();
        assertThat(file).content().startsWith("not a database");
    }

    @Test
    void aTruncatedLedgerIsNoLedger() throws Exception {
        try (Ledger ledger = open(file)) {
            ledger.commit(
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> FileEntry.create("a", "x" + i, FileKind.OTHER, "x")
                                    .build())
                            .toList(),
                    List.of());
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {50, 5_000, whole.length / 2, whole.length - 4_096}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertNoLedger();
        }
    }

    @Test
    void anotherProgramsDatabaseIsNoLedgerAndIsLeftAlone() throws Exception {
        change("CREATE TABLE theirs (a INTEGER)");
        byte[] before = Files.readAllBytes(file);
        assertNoLedger();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        Files.delete(file);
        change("PRAGMA application_id = 7");
        assertNoLedger();
    }

    @Test
    void aLedgerOfALaterVersionIsRefusedWithBothVersions() throws Exception {
        open(file).close();
        change("INSERT INTO schema_version VALUES (7)");
        for (ThrowingCallable opening : openings()) {
            assertThat(assertRefused(opening, Reason.NOT_A_LEDGER)).hasMessageContaining("version 7, expected was 2");
        }
    }

    @Test
    void aLedgerOfTheFirstVersionIsBroughtUpToDateByAnEngineAlone() throws Exception {
        try (Ledger ledger = open(file)) {
            commit(ledger, "x");
        }
        change("DROP TABLE candidate");
        change("DROP TABLE decision");
        change("DELETE FROM schema_version WHERE number = 2");
        assertThat(assertRefused(() -> provider.openForReading(at(file)), Reason.NOT_A_LEDGER))
                .hasMessageContaining("version 1, expected was 2");
        assertRefused(() -> provider.openForDeciding(at(file)), Reason.NOT_A_LEDGER);

        try (Ledger ledger = open(file)) {
            FileEntry kept = ledger.filesAt("a", List.of("x")).get(0);
            ledger.decide(kept, List.of(Decision.on(kept, kept, false, Instant.EPOCH)));
            assertThat(ledger.newDecisions("a")).hasSize(1);
        }
    }

    @Test
    void anEmptyFileBecomesALedger() throws Exception {
        Files.createFile(file);
        try (Ledger ledger = open(file)) {
            commit(ledger, "x");
        }
    }

    private void assertNoLedger() {
        for (ThrowingCallable opening : openings()) {
            assertRefused(opening, Reason.NOT_A_LEDGER);
        }
    }

    private List<ThrowingCallable> openings() {
        return List.of(() -> open(file), () -> provider.openForReading(at(file)));
    }

    private static LedgerException assertRefused(ThrowingCallable opening, Reason reason) {
        LedgerException refusal = catchThrowableOfType(LedgerException.class, opening);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        return refusal;
    }

    private Ledger open(Path path) throws LedgerException {
        return provider.open(at(path));
    }

    private static Settings at(Path path) {
        return Settings.of(Map.of("path", path.toString()));
    }

    private static void commit(Ledger ledger, String path) throws LedgerException {
        ledger.commit(List.of(FileEntry.create("a", path, FileKind.OTHER, "k").build()), List.of());
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        return Integer.parseInt(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }
}
