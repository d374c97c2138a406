package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** A ledger's SQLite database: where it is, how it is opened and whether it is a ledger at all. */
final class SqliteFile implements Database {
    /** "TNDM", by which a ledger is told from other databases. */
    private static final int APPLICATION_ID = 0x544e444d;

    /** 32 MB, eight times the default: a page that each of many commits touches is copied into place less often. */
    private static final String CHECKPOINT_PAGES = "8000";

    private static final Migrations MIGRATIONS =
            new Migrations("sqlite", List.of("001-files-and-calls.sql", "002-candidates-and-decisions.sql"));

    private final Path file;
    private final boolean readOnly;

    private SqliteFile(Path file, boolean readOnly) {
        this.file = file;
        this.readOnly = readOnly;
    }

    /** The ledger at this path, to write; an empty file is made if there is none. */
    static SqliteFile make(Path path) throws LedgerException {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            PrivateFiles.createIfMissing(path);
            return new SqliteFile(path.toRealPath(), false);
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "the ledger's file cannot be made; check that its folder can be written to",
                    e);
        }
    }

    /** The ledger at this path, to read. */
    static SqliteFile find(Path path) throws LedgerException {
        return find(path, true);
    }

    /** The ledger at this path, as an engine made it. */
    static SqliteFile find(Path path, boolean readOnly) throws LedgerException {
        try {
            return new SqliteFile(path.toRealPath(), readOnly);
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.NOT_A_LEDGER,
                    "there is no ledger yet; an engine makes it when it starts",
                    e);
        }
    }

    /** By the file's real path, so that every way to a ledger leads to one lock. */
    Path lock() {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Makes a ledger of an empty database and brings one of an earlier version up to date. */
    void prepare() throws LedgerException {
        try (Connection connection = open()) {
            int version = version(connection);
            MIGRATIONS.requireNotLater(version);
            useWriteAheadLog(connection);
            connection.setAutoCommit(false);
            if (version == 0) {
                execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
            }
            MIGRATIONS.run(connection, version);
            connection.commit();
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /** @throws LedgerException if this is not a ledger of exactly this version, which is all that can be read */
    void requireLedger() throws LedgerException {
        try (Connection connection = open()) {
            MIGRATIONS.requireCurrent(version(connection));
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public LedgerException explain(SQLException failure) {
        return SqliteFailures.explain(failure);
    }

    private Connection open() throws SQLException {
        // As a URI, for a plain name that holds a question mark would be cut there.
        return config().createConnection("jdbc:sqlite:" + file.toUri());
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        // A ledger that was deleted under us must not come back empty.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(5_000);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-32 * 1024);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
        config.setReadOnly(readOnly);
        return config;
    }

    private static void useWriteAheadLog(Connection connection) throws SQLException, LedgerException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            if (!mode.getString(1).equals("wal")) {
                throw new LedgerException(
                        LedgerException.Reason.UNAVAILABLE,
                        "the ledger cannot be kept on this file system; put it on a local disk");
            }
        }
    }

    /** The version of the ledger; 0 if the database is empty. */
    private static int version(Connection connection) throws SQLException, LedgerException {
        int application = number(connection, "PRAGMA application_id");
        if (application == APPLICATION_ID) {
            return Migrations.version(connection);
        }
        if (application != 0 || number(connection, "SELECT COUNT(*) FROM sqlite_master") != 0) {
            throw new LedgerException(
                    LedgerException.Reason.NOT_A_LEDGER,
                    "the file is another program's database; give the ledger a file of its own");
        }
        return 0;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
