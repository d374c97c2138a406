package dev.tandem.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcLedgerTest {
    private static final CallId CALL = new CallId("0".repeat(24));

    @TempDir
    Path folder;

    private SqliteFile file;

    @BeforeEach
    void makeLedger() throws LedgerException {
        file = SqliteFile.make(folder.resolve("ledger.db"));
        file.prepare();
    }

    @Test
    void noRequestReadsAWholeTableOrSortsWhatItFinds() throws Exception {
        Set<String> asked = new LinkedHashSet<>();
        try (Ledger ledger = JdbcLedger.ofEngine(through(connection -> recording(connection, asked)), lock())) {
            ledger.commit(List.of(file("x"), file("y")), List.of(call()));
            FileEntry x = ledger.filesAt("a", List.of("x")).get(0);
            FileEntry y = ledger.filesAt("a", List.of("y")).get(0);
            ledger.commit(List.of(x.edit().aside("z").build(), y), ledger.calls(List.of(CALL)));
            ledger.filesAt(
                    "a", IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
            ledger.filesWithKeys("a", List.of("k"));
            ledger.filesIn("a", EnumSet.allOf(FileState.class), Instant.EPOCH, 0, 10);
            ledger.filesToMove("a", 0, 10);
            ledger.files(List.of(1L));
            ledger.callsWithKeys("a", List.of("k"));
            ledger.callsDue("a", Instant.EPOCH, 10);
            ledger.countFiles("a");
            ledger.countCalls("a");
        }

        assertThat(asked).hasSizeGreaterThanOrEqualTo(15);
        try (Connection connection = file.connect()) {
            for (String sql : asked) {
                assertThat(plan(connection, sql))
                        .as(sql)
                        .allMatch(step -> step.startsWith("SEARCH"))
                        .allMatch(step -> step.contains("COVERING") || !step.endsWith("(feed=?)"))
                        .hasSize(sql.startsWith("INSERT") ? 0 : 1);
            }
        }
    }

    @Test
    void aFullDiskLeavesNothingOfACommitAndTheLedgerUsable() throws Exception {
        boolean[] full = {true};
        Database small = through(connection -> {
            if (full[0]) {
                execute(connection, "PRAGMA max_page_count = 60");
            }
            return connection;
        });
        try (Ledger ledger = JdbcLedger.ofEngine(small, lock())) {
            ledger.commit(List.of(file("x")), List.of(call()));
            FileEntry x = ledger.filesAt("a", List.of("x")).get(0);
            List<FileEntry> many = new ArrayList<>();
            many.add(x.edit().state(FileState.SETTLED, Instant.EPOCH).build());
            IntStream.range(0, 5_000).forEach(i -> many.add(file("f" + i)));

            for (int i = 0; i < 2; i++) {
                LedgerException refusal =
                        catchThrowableOfType(LedgerException.class, () -> ledger.commit(many, List.of()));
                assertThat(refusal.reason()).isEqualTo(LedgerException.Reason.UNAVAILABLE);
                assertThat(refusal).hasMessageContaining("full");
                assertThat(ledger.countFiles("a"))
                        .containsOnlyKeys(FileState.ARRIVING)
                        .containsValue(1L);
            }

            ledger.commit(List.of(file("small")), List.of());
            full[0] = false; // from the next connection on
            assertThatThrownBy(() -> ledger.commit(many, List.of())).isInstanceOf(LedgerException.class);
            ledger.commit(many, List.of());
            assertThat(ledger.countFiles("a")).containsEntry(FileState.ARRIVING, 5_001L);
        }
    }

    @Test
    void aCommitThatAnotherProgramHindersLeavesNothing() throws Exception {
        Database impatient = through(connection -> {
            execute(connection, "PRAGMA busy_timeout = 10");
            return connection;
        });
        try (Ledger ledger = JdbcLedger.ofEngine(impatient, lock());
                Connection other = file.connect()) {
            execute(other, "DELETE FROM call");
            LedgerException refusal = catchThrowableOfType(
                    LedgerException.class, () -> ledger.commit(List.of(file("x")), List.of(call())));
            assertThat(refusal.reason()).isEqualTo(LedgerException.Reason.UNAVAILABLE);
            assertThat(ledger.filesAt("a", List.of("x"))).isEmpty();
            other.rollback();

            ledger.commit(List.of(file("x")), List.of(call()));
            assertThat(ledger.filesAt("a", List.of("x"))).hasSize(1);
        }
    }

    @Test
    void aRowThatCannotBeWrittenLeavesNothingOfItsCommit() throws Exception {
        try (Ledger ledger = JdbcLedger.ofEngine(file, lock())) {
            FileEntry wrong = FileEntry.create("a", "y", FileKind.OTHER, "k")
                    .seen(Instant.MAX)
                    .build();
            assertThatThrownBy(() -> ledger.commit(List.of(file("x"), wrong), List.of()))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(ledger.countFiles("a")).isEmpty();
            ledger.commit(List.of(file("x")), List.of());
            assertThat(ledger.countFiles("a")).containsEntry(FileState.ARRIVING, 1L);
        }
    }

    private static FileEntry file(String path) {
        return FileEntry.create("a", path, FileKind.OTHER, "k").build();
    }

    private static CallEntry call() {
        return CallEntry.create(CALL, "a", "k", "k", 1).build();
    }

    private EngineLock lock() throws LedgerException {
        return EngineLock.take(file.lock());
    }

    private interface Change {
        Connection of(Connection connection) throws SQLException;
    }

    private Database through(Change change) {
        return new Database() {
            @Override
            public Connection connect() throws SQLException {
                return change.of(file.connect());
            }

            @Override
            public LedgerException explain(SQLException failure) {
                return file.explain(failure);
            }
        };
    }

    private static Connection recording(Connection connection, Set<String> asked) {
        return (Connection) Proxy.newProxyInstance(
                JdbcLedgerTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        asked.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
