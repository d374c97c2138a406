package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.Candidate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes candidates to the table {@code candidate} and reads them from it. */
final class CandidateTable {
    private static final String DELETE = "DELETE FROM candidate WHERE feed = ? AND metadata = ?";

    private static final String INSERT =
            "INSERT INTO candidate (feed, metadata, place, recording, probability, sure, why)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";

    private static final String SELECT = "SELECT metadata, recording, probability, sure, why FROM candidate"
            + " WHERE feed = ? AND metadata IN (SELECT DISTINCT metadata FROM candidate"
            + " WHERE feed = ? AND metadata > ? ORDER BY metadata LIMIT ?) ORDER BY metadata, place";

    private record Placed(Candidate candidate, int place) {}

    private CandidateTable() {}

    static void write(Session session, String feed, Collection<Long> metadata, Collection<Candidate> candidates)
            throws SQLException {
        session.change(DELETE, metadata, (to, id) -> {
            to.setString(1, feed);
            to.setLong(2, id);
        });
        session.change(INSERT, placed(candidates), (to, row) -> {
            to.setString(1, feed);
            to.setLong(2, row.candidate.metadata());
            to.setInt(3, row.place);
            to.setLong(4, row.candidate.recording());
            to.setDouble(5, row.candidate.probability());
            to.setBoolean(6, row.candidate.sure());
            to.setString(7, row.candidate.why());
        });
    }

    private static List<Placed> placed(Collection<Candidate> candidates) {
        Map<Long, Integer> places = new HashMap<>();
        List<Placed> placed = new ArrayList<>();
        for (Candidate candidate : candidates) {
            placed.add(new Placed(candidate, places.merge(candidate.metadata(), 1, Integer::sum)));
        }
        return placed;
    }

    static List<Candidate> read(Session session, String feed, long afterId, int limit) throws SQLException {
        return session.query(
                SELECT,
                to -> {
                    to.setString(1, feed);
                    to.setString(2, feed);
                    to.setLong(3, afterId);
                    to.setInt(4, limit);
                },
                CandidateTable::read);
    }

    private static Candidate read(ResultSet row) throws SQLException {
        return new Candidate(row.getLong(1), row.getLong(2), row.getDouble(3), row.getBoolean(4), row.getString(5));
    }
}
