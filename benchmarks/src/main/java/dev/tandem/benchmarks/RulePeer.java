package dev.tandem.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A lean rule by hand, in SQL on DuckDB: few candidates, weights that somebody who knows the tables chose. */
final class RulePeer implements Peer {
    private static final String PAIRS = """
            CREATE TABLE pairs AS
            SELECT l.n AS l, r.n AS r FROM l JOIN r ON l.phone = r.phone
            UNION SELECT l.n, r.n FROM l JOIN r ON l.mail = r.mail
            UNION SELECT l.n, r.n FROM l JOIN r ON l.name = r.name AND l.company = r.company
            UNION SELECT l.n, r.n FROM l JOIN r ON l.name = r.name AND l.at // 86400 = r.at // 86400
            UNION SELECT l.n, r.n FROM l JOIN r ON left(l.name, 2) = left(r.name, 2) AND l.at // 60 = r.at // 60
            """;

    private static final String LINKS = """
            COPY (SELECT left_id, right_id, weight FROM (
              SELECT *, row_number() OVER (PARTITION BY left_id ORDER BY weight DESC, right_id) AS place FROM (
                SELECT l.id AS left_id, r.id AS right_id,
                  CASE WHEN l.name IS NULL OR r.name IS NULL THEN 0 WHEN l.name = r.name THEN 9
                    WHEN jaro_winkler_similarity(l.name, r.name) >= .92 THEN 7
                    WHEN jaro_winkler_similarity(l.name, r.name) >= .82 THEN 3 ELSE -3 END
                  + CASE WHEN l.phone IS NULL OR r.phone IS NULL THEN 0 WHEN l.phone = r.phone THEN 12
                    WHEN left(l.phone, 8) = left(r.phone, 8) THEN 5 ELSE -4 END
                  + CASE WHEN l.mail IS NULL OR r.mail IS NULL THEN 0 WHEN l.mail = r.mail THEN 12
                    WHEN jaro_winkler_similarity(l.mail, r.mail) >= .95 THEN 8
                    WHEN jaro_winkler_similarity(l.mail, r.mail) >= .85 THEN 2 ELSE -4 END
                  + CASE WHEN l.mail IS NULL OR r.mail IS NULL THEN 0
                    WHEN split_part(l.mail, '@', 2) = split_part(r.mail, '@', 2) THEN 3 ELSE -2 END
                  + CASE WHEN l.company IS NULL OR r.company IS NULL THEN 0 WHEN l.company = r.company THEN 8
                    WHEN jaro_winkler_similarity(l.company, r.company) >= .9 THEN 6
                    WHEN jaro_winkler_similarity(l.company, r.company) >= .8 THEN 2 ELSE -3 END
                  + CASE WHEN l.at IS NULL OR r.at IS NULL THEN 0 WHEN abs(l.at - r.at) <= 6 THEN 12
                    WHEN abs(l.at - r.at) <= 60 THEN 8 WHEN abs(l.at - r.at) <= 300 THEN 6 ELSE -6 END AS weight
                FROM pairs p JOIN l ON p.l = l.n JOIN r ON p.r = r.n))
              WHERE place = 1 AND weight > 14)
            """;

    @Override
    public String name() {
        return "rule";
    }

    @Override
    public boolean large() {
        return true;
    }

    @Override
    public long link(Path folder, Path links) throws SQLException {
        try (Connection database = DuckTables.open();
                Statement statement = database.createStatement()) {
            DuckTables.read(statement, folder);
            statement.execute(PAIRS);
            statement.execute(LINKS + " TO '" + links + "' (HEADER)");
            return DuckTables.count(statement, "pairs");
        }
    }
}
