package dev.tandem.ledger.jdbc;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.LedgerException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Writes calls to the table {@code call} and reads them from it. */
final class CallTable {
    static final String SELECT = "SELECT id, version, feed, pairing_key, metadata_key, generation, state, revision,"
            + " confirmed, idempotency_key, recording, metadata, recording_sha256, metadata_sha256, time, changed,"
            + " attempts, due, detail FROM call ";

    private static final String INSERT =
            "INSERT INTO call (version, state, revision, confirmed, idempotency_key, recording, metadata,"
                    + " recording_sha256, metadata_sha256, time, changed, attempts, due, detail, id, feed, pairing_key,"
                    + " metadata_key, generation) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";

    private static final String UPDATE =
            "UPDATE call SET version = version + 1, state = ?, revision = ?, confirmed = ?,"
                    + " idempotency_key = ?, recording = ?, metadata = ?, recording_sha256 = ?, metadata_sha256 = ?, time = ?,"
                    + " changed = ?, attempts = ?, due = ?, detail = ? WHERE id = ? AND version = ?";

    /** How many parameters both statements begin with. */
    private static final int COMMON = 13;

    private CallTable() {}

    static void write(Session session, Collection<CallEntry> calls) throws SQLException, LedgerException {
        List<CallEntry> known =
                calls.stream().filter(call -> call.version() != 0).toList();
        List<CallEntry> added =
                calls.stream().filter(call -> call.version() == 0).toList();
        requireAll(session.change(UPDATE, known, CallTable::setKnown));
        requireAll(session.change(INSERT, added, CallTable::setNew));
    }

    private static void requireAll(List<CallEntry> untouched) throws LedgerException {
        if (!untouched.isEmpty()) {
            throw new LedgerException(LedgerException.Reason.STALE, "a call was changed since it was read");
        }
    }

    private static void setNew(PreparedStatement to, CallEntry call) throws SQLException {
        setCommon(to, call);
        to.setString(COMMON + 1, call.id().value());
        to.setString(COMMON + 2, call.feed());
        to.setString(COMMON + 3, call.key());
        to.setString(COMMON + 4, call.metadataKey());
        to.setInt(COMMON + 5, call.generation());
    }

    private static void setKnown(PreparedStatement to, CallEntry call) throws SQLException {
        setCommon(to, call);
        to.setString(COMMON + 1, call.id().value());
        to.setInt(COMMON + 2, call.version());
    }

    private static void setCommon(PreparedStatement to, CallEntry call) throws SQLException {
        to.setString(1, call.state().name());
        to.setInt(2, call.revision());
        to.setInt(3, call.confirmed());
        to.setString(4, call.idempotencyKey());
        to.setLong(5, call.recording());
        to.setLong(6, call.metadata());
        to.setString(7, call.recordingSha256());
        to.setString(8, call.metadataSha256());
        to.setLong(9, call.time().toEpochMilli());
        to.setLong(10, call.changed().toEpochMilli());
        to.setInt(11, call.attempts());
        to.setLong(12, call.due().toEpochMilli());
        to.setString(COMMON, call.detail());
    }

    /** Reads a row that {@link #SELECT} found. */
    static CallEntry read(ResultSet row) throws SQLException {
        return CallEntry.create(
                        new CallId(row.getString(1)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6))
                .stored(row.getInt(2))
                .state(CallState.valueOf(row.getString(7)), Instant.ofEpochMilli(row.getLong(16)))
                .revision(row.getInt(8), row.getString(10))
                .confirmed(row.getInt(9))
                .recording(row.getLong(11), row.getString(13))
                .metadata(row.getLong(12), row.getString(14))
                .time(Instant.ofEpochMilli(row.getLong(15)))
                .attempts(row.getInt(17), Instant.ofEpochMilli(row.getLong(18)), row.getString(19))
                .build();
    }
}
