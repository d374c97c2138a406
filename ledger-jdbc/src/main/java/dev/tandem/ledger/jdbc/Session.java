package dev.tandem.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A connection and the statements prepared on it. Used by one thread at a time. */
final class Session implements AutoCloseable {
    /** How many values a query may name at once; few sizes, so that few statements are prepared. */
    private static final int[] LIST_SIZES = {1, 16, 128, 1024};

    /** Sets a statement's parameters, from 1. */
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    interface RowParameters<T> {
        void set(PreparedStatement statement, T row) throws SQLException;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    <T> List<T> query(String sql, Parameters parameters, Row<T> reader) throws SQLException {
        PreparedStatement statement = prepare(sql);
        parameters.set(statement);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /**
     * Runs a query that ends in {@code IN (?...)} for all these values, in several parts if they are many. A row that
     * equals several of the values is found once.
     *
     * @param sql the query up to and with {@code IN}
     * @param first the parameters before the list
     */
    <T> List<T> query(String sql, List<String> first, Collection<?> values, Row<T> reader) throws SQLException {
        List<?> all = values.stream().distinct().toList();
        List<T> found = new ArrayList<>();
        int largest = LIST_SIZES[LIST_SIZES.length - 1];
        for (int from = 0; from < all.size(); from += largest) {
            List<?> part = all.subList(from, Math.min(all.size(), from + largest));
            int size = listSize(part.size());
            String list = Collections.nCopies(size, "?").stream().collect(Collectors.joining(", ", " (", ")"));
            found.addAll(query(sql + list, statement -> setList(statement, first, part, size), reader));
        }
        return found;
    }

    private static int listSize(int needed) {
        int i = 0;
        while (LIST_SIZES[i] < needed) {
            i++;
        }
        return LIST_SIZES[i];
    }

    /** Fills the list up with its last value, which changes nothing. */
    private static void setList(PreparedStatement statement, List<String> first, List<?> values, int size)
            throws SQLException {
        for (int i = 0; i < first.size(); i++) {
            statement.setString(i + 1, first.get(i));
        }
        for (int i = 0; i < size; i++) {
            statement.setObject(first.size() + i + 1, values.get(Math.min(i, values.size() - 1)));
        }
    }

    /** Runs the statement once for each row and returns the rows for which it changed nothing. */
    <T> List<T> change(String sql, Collection<T> rows, RowParameters<T> parameters) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        PreparedStatement statement = prepare(sql);
        for (T row : rows) {
            parameters.set(statement, row);
            statement.addBatch();
        }
        int[] counts = statement.executeBatch();
        List<T> untouched = new ArrayList<>();
        int i = 0;
        for (T row : rows) {
            if (counts[i++] == 0) {
                untouched.add(row);
            }
        }
        return untouched;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Undoes what was not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
