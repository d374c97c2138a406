package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * The scripts that made the tables what they are, numbered from 1 and never changed once released. The table {@code
 * schema_version} holds the number of each that was run.
 */
final class Migrations {
    private final String folder;
    private final List<String> scripts;

    /** @param folder where the scripts lie, beside this class */
    Migrations(String folder, List<String> scripts) {
        this.folder = folder;
        this.scripts = List.copyOf(scripts);
    }

    /** The number of the last script that was run on this database. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(number) FROM schema_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    void requireNotLater(int version) throws LedgerException {
        if (version > scripts.size()) {
            throw wrongVersion(version, "use the release that wrote it, or a later one");
        }
    }

    void requireCurrent(int version) throws LedgerException {
        requireNotLater(version);
        if (version == 0) {
            throw new LedgerException(
                    LedgerException.Reason.NOT_A_LEDGER, "there is no ledger yet; an engine makes it when it starts");
        }
        if (version < scripts.size()) {
            throw wrongVersion(version, "start an engine of this release on it, which brings it up to date");
        }
    }

    private LedgerException wrongVersion(int version, String remedy) {
        return new LedgerException(
                LedgerException.Reason.NOT_A_LEDGER,
                "the ledger is of version " + version + ", expected was " + scripts.size() + "; " + remedy);
    }

    /** Runs the scripts after this one, in the caller's transaction. */
    void run(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (version == 0) {
                statement.execute("CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY)");
            }
            for (int number = version + 1; number <= scripts.size(); number++) {
                for (String sql : read(scripts.get(number - 1)).split(";\\s*\n", -1)) {
                    statement.execute(sql);
                }
                statement.execute("INSERT INTO schema_version (number) VALUES (" + number + ")");
            }
        }
    }

    private String read(String script) {
        try (InputStream in =
                Objects.requireNonNull(Migrations.class.getResourceAsStream(folder + "/" + script), script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
