package dev.tandem.ledger.jdbc;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in a database, by one connection under one lock. After a failure the connection is thrown away: the database
 * then undoes what was not committed, and the next request makes a new one. A rollback would not do, for SQLite may have
 * ended the transaction itself, and the driver would then run the next commit without one.
 */
final class JdbcLedger implements Ledger {
    private static final Set<FileState> IN_SOURCE =
            EnumSet.of(FileState.ARRIVING, FileState.SETTLED, FileState.WAITING, FileState.PAIRED, FileState.KEPT);

    private interface Work<T> {
        T with(Session session) throws SQLException, LedgerException;
    }

    private final Database database;
    private final Access access;
    private final @Nullable EngineLock lock;
    private @Nullable Session session;
    private boolean closed;

    /** What may be done with the ledger. */
    enum Access {
        READ,
        DECIDE,
        ALL
    }

    private JdbcLedger(Database database, Access access, @Nullable EngineLock lock) {
        this.database = database;
        this.access = access;
        this.lock = lock;
    }

    /** @param lock given up when the ledger is closed */
    static JdbcLedger ofEngine(Database database, EngineLock lock) {
        return new JdbcLedger(database, Access.ALL, lock);
    }

    /** A ledger beside an engine's. */
    static JdbcLedger beside(Database database, Access access) {
        return new JdbcLedger(database, access, null);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void commit(Collection<FileEntry> files, Collection<CallEntry> calls) throws LedgerException {
        require(Access.ALL);
        transact(session -> {
            FileTable.write(session, files);
            CallTable.write(session, calls);
            return true;
        });
    }

    private void require(Access needed) {
        if (access.compareTo(needed) < 0) {
            throw new IllegalStateException(
                    access == Access.READ
                            ? "the ledger was opened for reading"
                            : "the ledger was opened for decisions alone");
        }
    }

    @Override
    public List<FileEntry> filesAt(String feed, Collection<String> paths) throws LedgerException {
        return transact(session -> session.query(
                FileTable.SELECT + "WHERE feed = ? AND aside IS NULL AND path IN",
                List.of(feed),
                paths,
                FileTable::read));
    }

    @Override
    public List<FileEntry> filesWithKeys(String feed, Collection<String> keys) throws LedgerException {
        List<FileEntry> files = transact(session -> session.query(
                FileTable.SELECT + "WHERE feed = ? AND aside IS NULL AND pairing_key IN",
                List.of(feed),
                keys,
                FileTable::read));
        return files.stream()
                .filter(file -> IN_SOURCE.contains(file.state()))
                .sorted(Comparator.comparing(FileEntry::id))
                .toList();
    }

    @Override
    public List<FileEntry> filesIn(String feed, Set<FileState> states, Instant changedBy, long afterId, int limit)
            throws LedgerException {
        List<FileEntry> files = new ArrayList<>();
        transact(session -> {
            // State by state, each in the order of an index; the database would sort all files in these states.
            for (FileState state : states) {
                files.addAll(session.query(
                        FileTable.SELECT + "WHERE feed = ? AND state = ? AND changed <= ? AND id > ?"
                                + " ORDER BY id LIMIT ?",
                        to -> {
                            to.setString(1, feed);
                            to.setString(2, state.name());
                            to.setLong(3, millis(changedBy));
                            to.setLong(4, afterId);
                            to.setInt(5, limit);
                        },
                        FileTable::read));
            }
            return true;
        });
        return files.stream()
                .sorted(Comparator.comparing(FileEntry::id))
                .limit(limit)
                .toList();
    }

    @Override
    public List<FileEntry> filesToMove(String feed, long afterId, int limit) throws LedgerException {
        return transact(session -> session.query(
                FileTable.SELECT + "WHERE feed = ? AND target IS NOT NULL AND id > ? ORDER BY id LIMIT ?",
                to -> {
                    to.setString(1, feed);
                    to.setLong(2, afterId);
                    to.setInt(3, limit);
                },
                FileTable::read));
    }

    @Override
    public List<FileEntry> files(Collection<Long> ids) throws LedgerException {
        return transact(session -> session.query(FileTable.SELECT + "WHERE id IN", List.of(), ids, FileTable::read));
    }

    @Override
    public List<CallEntry> calls(Collection<CallId> ids) throws LedgerException {
        List<String> values = ids.stream().map(CallId::value).toList();
        return transact(session -> session.query(CallTable.SELECT + "WHERE id IN", List.of(), values, CallTable::read));
    }

    @Override
    public List<CallEntry> callsWithKeys(String feed, Collection<String> keys) throws LedgerException {
        Map<CallId, CallEntry> calls = new LinkedHashMap<>();
        transact(session -> {
            for (String condition : List.of("pairing_key IN", "metadata_key <> pairing_key AND metadata_key IN")) {
                session.query(
                                CallTable.SELECT + "WHERE feed = ? AND " + condition,
                                List.of(feed),
                                keys,
                                CallTable::read)
                        .forEach(call -> calls.put(call.id(), call));
            }
            return true;
        });
        return List.copyOf(calls.values());
    }

    @Override
    public List<CallEntry> callsDue(String feed, Instant now, int limit) throws LedgerException {
        return transact(session -> session.query(
                CallTable.SELECT + "WHERE feed = ? AND state = 'READY' AND due <= ? ORDER BY due LIMIT ?",
                to -> {
                    to.setString(1, feed);
                    to.setLong(2, millis(now));
                    to.setInt(3, limit);
                },
                CallTable::read));
    }

    @Override
    public void propose(String feed, Collection<Long> metadata, Collection<Candidate> candidates)
            throws LedgerException {
        require(Access.ALL);
        transact(session -> {
            CandidateTable.write(session, feed, metadata, candidates);
            return true;
        });
    }

    @Override
    public List<Candidate> candidates(String feed, long afterId, int limit) throws LedgerException {
        return transact(session -> CandidateTable.read(session, feed, afterId, limit));
    }

    @Override
    public void decide(FileEntry metadata, Collection<Decision> decisions) throws LedgerException {
        require(Access.DECIDE);
        transact(session -> {
            DecisionTable.write(session, metadata, decisions);
            return true;
        });
    }

    @Override
    public List<Decision> newDecisions(String feed) throws LedgerException {
        return transact(session -> DecisionTable.fresh(session, feed));
    }

    @Override
    public List<Decision> openDecisions(String feed) throws LedgerException {
        return transact(session -> DecisionTable.open(session, feed));
    }

    @Override
    public void took(Collection<Decision> decisions) throws LedgerException {
        require(Access.ALL);
        transact(session -> {
            DecisionTable.take(session, decisions);
            return true;
        });
    }

    @Override
    public Map<FileState, Long> countFiles(String feed) throws LedgerException {
        Map<FileState, Long> counts = new EnumMap<>(FileState.class);
        count("file", feed, (state, count) -> counts.put(FileState.valueOf(state), count));
        return counts;
    }

    @Override
    public Map<CallState, Long> countCalls(String feed) throws LedgerException {
        Map<CallState, Long> counts = new EnumMap<>(CallState.class);
        count("call", feed, (state, count) -> counts.put(CallState.valueOf(state), count));
        return counts;
    }

    private void count(String table, String feed, ObjLongConsumer<String> counts) throws LedgerException {
        transact(session -> session.query(
                "SELECT state, COUNT(*) FROM " + table + " WHERE feed = ? GROUP BY state",
                to -> to.setString(1, feed),
                row -> {
                    counts.accept(row.getString(1), row.getLong(2));
                    return true;
                }));
    }

    /** An instant to compare with; those that no row can hold are taken as the farthest that one can. */
    private static long millis(Instant instant) {
        Instant last = Instant.ofEpochMilli(Long.MAX_VALUE);
        Instant first = Instant.ofEpochMilli(Long.MIN_VALUE);
        return instant.isAfter(last)
                ? Long.MAX_VALUE
                : instant.isBefore(first) ? Long.MIN_VALUE : instant.toEpochMilli();
    }

    /** Does the work in a transaction of its own, so that it sees one state of the ledger and leaves all or nothing. */
    private synchronized <T> T transact(Work<T> work) throws LedgerException {
        if (closed) {
            throw new IllegalStateException("the ledger is closed");
        }
        boolean sound = false;
        try {
            Session current = session != null ? session : new Session(database.connect());
            session = current;
            T result = commitOrRefuse(current, work);
            sound = true;
            return result;
        } catch (LedgerException e) {
            sound = true;
            throw e;
        } catch (SQLException e) {
            throw database.explain(e);
        } finally {
            if (!sound) {
                disconnect();
            }
        }
    }

    private static <T> T commitOrRefuse(Session session, Work<T> work) throws SQLException, LedgerException {
        try {
            T result = work.with(session);
            session.commit();
            return result;
        } catch (LedgerException e) {
            session.rollback();
            throw e;
        }
    }

    private void disconnect() {
        Session last = session;
        session = null;
        if (last != null) {
            try {
                last.close();
            } catch (SQLException e) {
                // Nothing uncommitted survives a connection, whether it was closed well or not.
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            disconnect();
            if (lock != null) {
                lock.close();
            }
        }
    }
}
