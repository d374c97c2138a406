package dev.tandem.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Tables of people in DuckDB, as the tables l and r with the same columns and comparable values; a row's number is n. */
final class DuckTables {
    private static final String TABLE = """
            CREATE TABLE %1$s AS SELECT CAST(row_number() OVER () AS INTEGER) AS n, id, lower(%2$s) AS name,
              nullif(right(regexp_replace(%3$s, '[^0-9]', '', 'g'), 10), '') AS phone, lower(%4$s) AS mail, lower(%5$s) AS company,
              CAST(epoch(CAST(%6$s AS TIMESTAMP)) AS BIGINT) AS at, lower(%7$s) AS agent
            FROM read_csv('%8$s', all_varchar = true)
            """;

    private DuckTables() {}

    static Connection open() throws SQLException {
        Connection database = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = database.createStatement()) {
            statement.execute("SET threads = " + PeerRun.THREADS);
            statement.execute("SET memory_limit = '4GB'");
        }
        return database;
    }

    static void read(Statement statement, Path folder) throws SQLException {
        statement.execute(String.format(
                TABLE, "l", "Name", "Phone", "Email", "Company", "Created", "Owner", folder.resolve("left.csv")));
        statement.execute(String.format(
                TABLE, "r", "contact", "number", "mail", "firm", "start", "agent", folder.resolve("right.csv")));
    }

    static long count(Statement statement, String table) throws SQLException {
        return (long) number(statement, "SELECT count(*) FROM " + table);
    }

    /** The only value of the only row. */
    static double number(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }
}
