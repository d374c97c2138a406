package dev.tandem.ledger.jdbc;

import dev.tandem.call.CallId;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes files to the table {@code file} and reads them from it. */
final class FileTable {
    static final String SELECT = "SELECT id, version, feed, path, kind, pairing_key, size, token, seen, changed, state,"
            + " reason, detail, sha256, call_id, aside, target FROM file ";

    private static final String INSERT =
            "INSERT INTO file (version, kind, size, token, seen, changed, state, reason, detail, sha256, call_id, target,"
                    + " pairing_key, aside, feed, path) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";

    private static final String UPDATE =
            "UPDATE file SET version = version + 1, kind = ?, size = ?, token = ?, seen = ?,"
                    + " changed = ?, state = ?, reason = ?, detail = ?, sha256 = ?, call_id = ?, target = ?";

    /** For the many updates of a file that stays where it is: spares the indices on path and key. */
    private static final String UPDATE_IN_PLACE =
            UPDATE + " WHERE pairing_key = ? AND aside IS NULL AND id = ? AND version = ?";

    private static final String UPDATE_WHOLE = UPDATE + ", pairing_key = ?, aside = ? WHERE id = ? AND version = ?";

    /** How many parameters all three statements begin with. */
    private static final int COMMON = 11;

    private FileTable() {}

    /** Writes updates before new rows, and moved files first, so that a path that becomes free can be taken. */
    static void write(Session session, Collection<FileEntry> files) throws SQLException, LedgerException {
        List<FileEntry> known = files.stream().filter(file -> file.id() != 0).toList();
        List<FileEntry> added = files.stream().filter(file -> file.id() == 0).toList();
        List<FileEntry> moved =
                known.stream().filter(file -> file.aside() != null).toList();
        List<FileEntry> inPlace =
                known.stream().filter(file -> file.aside() == null).toList();
        requireAll(session.change(UPDATE_WHOLE, moved, FileTable::setWhole));
        List<FileEntry> others = session.change(UPDATE_IN_PLACE, inPlace, FileTable::setInPlace);
        requireAll(session.change(UPDATE_WHOLE, others, FileTable::setWhole));
        requireAll(session.change(INSERT, added, FileTable::setNew));
    }

    private static void requireAll(List<FileEntry> untouched) throws LedgerException {
        if (!untouched.isEmpty()) {
            throw new LedgerException(LedgerException.Reason.STALE, "a file was changed since it was read");
        }
    }

    private static void setNew(PreparedStatement to, FileEntry file) throws SQLException {
        setCommon(to, file);
        to.setString(COMMON + 1, file.key());
        to.setString(COMMON + 2, file.aside());
        to.setString(COMMON + 3, file.feed());
        to.setString(COMMON + 4, file.path());
    }

    private static void setInPlace(PreparedStatement to, FileEntry file) throws SQLException {
        setCommon(to, file);
        to.setString(COMMON + 1, file.key());
        to.setLong(COMMON + 2, file.id());
        to.setInt(COMMON + 3, file.version());
    }

    private static void setWhole(PreparedStatement to, FileEntry file) throws SQLException {
        setCommon(to, file);
        to.setString(COMMON + 1, file.key());
        to.setString(COMMON + 2, file.aside());
        to.setLong(COMMON + 3, file.id());
        to.setInt(COMMON + 4, file.version());
    }

    private static void setCommon(PreparedStatement to, FileEntry file) throws SQLException {
        Reason reason = file.reason();
        CallId call = file.call();
        to.setString(1, file.kind().name());
        to.setLong(2, file.size());
        to.setString(3, file.token());
        to.setLong(4, file.seen().toEpochMilli());
        to.setLong(5, file.changed().toEpochMilli());
        to.setString(6, file.state().name());
        to.setString(7, reason == null ? null : reason.name());
        to.setString(8, file.detail());
        to.setString(9, file.sha256());
        to.setString(10, call == null ? null : call.value());
        to.setString(COMMON, file.target());
    }

    /** Reads a row that {@link #SELECT} found. */
    static FileEntry read(ResultSet row) throws SQLException {
        return FileEntry.create(
                        row.getString(3), row.getString(4), FileKind.valueOf(row.getString(5)), row.getString(6))
                .stored(row.getLong(1), row.getInt(2))
                .content(row.getLong(7), row.getString(8))
                .seen(Instant.ofEpochMilli(row.getLong(9)))
                .state(
                        FileState.valueOf(row.getString(11)),
                        Instant.ofEpochMilli(row.getLong(10)),
                        reason(row.getString(12)),
                        row.getString(13))
                .sha256(row.getString(14))
                .call(call(row.getString(15)))
                .aside(row.getString(16))
                .target(row.getString(17))
                .build();
    }

    private static @Nullable Reason reason(@Nullable String name) {
        return name == null ? null : Reason.valueOf(name);
    }

    private static @Nullable CallId call(@Nullable String id) {
        return id == null ? null : new CallId(id);
    }
}
