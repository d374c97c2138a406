package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.LedgerException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Writes decisions to the table {@code decision} and reads them from it. */
final class DecisionTable {
    private static final String WITHDRAW = "DELETE FROM decision WHERE metadata = ? AND belongs = 1";

    private static final String IS_FRESH = "SELECT 1 FROM file WHERE id = ? AND version = ?";

    private static final String WRITE =
            "REPLACE INTO decision (feed, metadata, metadata_stamp, recording, recording_stamp, belongs, decided, taken)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, 0)";

    private static final String TAKE =
            "UPDATE decision SET taken = 1 WHERE metadata = ? AND recording = ? AND belongs = ? AND decided = ?";

    private static final String SELECT =
            "SELECT feed, metadata, metadata_stamp, recording, recording_stamp, belongs, decided FROM decision";

    private DecisionTable() {}

    static void write(Session session, FileEntry metadata, Collection<Decision> decisions)
            throws SQLException, LedgerException {
        // First of all a change, so that no other process writes between the look at the file and the commit.
        session.change(WITHDRAW, List.of(metadata), (to, file) -> to.setLong(1, file.id()));
        List<Boolean> fresh = session.query(
                IS_FRESH,
                to -> {
                    to.setLong(1, metadata.id());
                    to.setInt(2, metadata.version());
                },
                row -> true);
        if (fresh.isEmpty()) {
            throw new LedgerException(LedgerException.Reason.STALE, "the metadata file was changed since it was read");
        }
        session.change(WRITE, decisions, (to, decision) -> {
            to.setString(1, decision.feed());
            to.setLong(2, decision.metadata());
            to.setString(3, decision.metadataStamp());
            to.setLong(4, decision.recording());
            to.setString(5, decision.recordingStamp());
            to.setBoolean(6, decision.belongs());
            to.setLong(7, decision.decided().toEpochMilli());
        });
    }

    static void take(Session session, Collection<Decision> decisions) throws SQLException {
        session.change(TAKE, decisions, (to, decision) -> {
            to.setLong(1, decision.metadata());
            to.setLong(2, decision.recording());
            to.setBoolean(3, decision.belongs());
            to.setLong(4, decision.decided().toEpochMilli());
        });
    }

    static List<Decision> fresh(Session session, String feed) throws SQLException {
        return session.query(
                SELECT + " WHERE feed = ? AND taken = 0", to -> to.setString(1, feed), DecisionTable::read);
    }

    static List<Decision> open(Session session, String feed) throws SQLException {
        return session.query(
                SELECT + " WHERE feed = ? AND EXISTS"
                        + " (SELECT 1 FROM file WHERE file.id = decision.metadata AND file.state = 'WAITING')",
                to -> to.setString(1, feed),
                DecisionTable::read);
    }

    private static Decision read(ResultSet row) throws SQLException {
        return new Decision(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getBoolean(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }
}
