package dev.tandem.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fellegi and Sunter's model in SQL on DuckDB, in the steps that Splink 4 documents: frequencies of values; how levels are
 * spread among random pairs; among pairs that agree in a column, how they are spread among matches, by expectation and
 * maximisation; then all pairs of five blocking rules, each pair once, scored, and the best of each left row. Rows have
 * numbers rather than texts for keys, which spares it time and memory.
 */
final class SqlPeer implements Peer {
    private static final List<String> RULES = List.of(
            "l.phone = r.phone",
            "l.mail = r.mail",
            "l.name = r.name",
            "l.company = r.company",
            "l.at // 60 = r.at // 60");

    /** Of one day: people call again, and over all days most pairs of one person are of two calls. */
    private static final String SAME_DAY = "l.at // 86400 = r.at // 86400";

    /** Of all pairs, how many are taken at random: what Splink's guide has for tables of some size. */
    private static final double RANDOM_PAIRS = 1e7;

    /** Pairs that are matches almost surely, and which share of all matches they are thought to be. */
    private static final String SURE =
            "(l.phone = r.phone AND l.at // 60 = r.at // 60) OR (l.mail = r.mail AND l.at // 60 = r.at // 60)";

    private static final double SURE_SHARE = .7;

    @Override
    public String name() {
        return "sql";
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
            frequencies(statement);
            SqlWeights weights = new SqlWeights(statement);
            random(statement);
            weights.countRandom("SELECT " + levels() + " FROM random_l l, random_r r");
            weights.train("phone", pairs("l.phone = r.phone AND " + SAME_DAY));
            weights.train("mail", pairs("l.mail = r.mail AND " + SAME_DAY));
            weights.finish();
            block(statement, RULES);
            statement.execute(String.format("""
                    COPY (SELECT left_id, right_id, weight FROM (
                      SELECT *, row_number() OVER (PARTITION BY left_id ORDER BY weight DESC, right_id) AS place FROM (
                        SELECT left_id, right_id, %f + %s AS weight FROM (
                          SELECT l.id AS left_id, r.id AS right_id, %s,
                            greatest(l.tf_name, r.tf_name) AS tf_name, greatest(l.tf_company, r.tf_company) AS tf_company
                          FROM pairs p JOIN l ON p.l = l.n JOIN r ON p.r = r.n))
                      WHERE weight > 0)
                    WHERE place = 1) TO '%s' (HEADER)
                    """, prior(statement), weights.sum(), levels(), links));
            return DuckTables.count(statement, "pairs");
        }
    }

    private static String levels() {
        return Comparison.PEOPLE.stream().map(Comparison::level).collect(Collectors.joining(",\n"));
    }

    private static String pairs(String rule) {
        return "SELECT " + levels() + " FROM l JOIN r ON " + rule;
    }

    /** Which share of the rows of both tables has each value. */
    private static void frequencies(Statement statement) throws SQLException {
        for (Comparison comparison : Comparison.PEOPLE) {
            if (comparison.frequent()) {
                String column = comparison.column();
                statement.execute(String.format("""
                        CREATE TABLE tf AS SELECT %1$s, count(*) / sum(count(*)) OVER () AS tf_%1$s
                        FROM (SELECT %1$s FROM l UNION ALL SELECT %1$s FROM r) WHERE %1$s IS NOT NULL GROUP BY %1$s
                        """, column));
                for (String side : List.of("l", "r")) {
                    statement.execute(String.format("""
                            CREATE OR REPLACE TABLE %1$s AS SELECT %1$s.*, tf_%2$s FROM %1$s LEFT JOIN tf ON %1$s.%2$s = tf.%2$s
                            """, side, column));
                }
                statement.execute("DROP TABLE tf");
            }
        }
    }

    /** As many rows of each side, by their share, as make the pairs wanted. */
    private static void random(Statement statement) throws SQLException {
        double lefts = DuckTables.count(statement, "l");
        double rights = DuckTables.count(statement, "r");
        double share = Math.min(1, Math.sqrt(RANDOM_PAIRS / (lefts * rights)));
        for (String side : List.of("l", "r")) {
            long rows = Math.round(share * (side.equals("l") ? lefts : rights));
            statement.execute(String.format(
                    "CREATE TABLE random_%1$s AS SELECT * FROM %1$s USING SAMPLE reservoir(%2$d ROWS) REPEATABLE (1)",
                    side, rows));
        }
    }

    /** Binary logarithm of the odds that two rows taken at random are a match. */
    private static double prior(Statement statement) throws SQLException {
        double sure = DuckTables.number(
                statement, "SELECT count(*) FROM pairs p JOIN l ON p.l = l.n JOIN r ON p.r = r.n WHERE " + SURE);
        double all = (double) DuckTables.count(statement, "l") * DuckTables.count(statement, "r");
        double share = Math.max(1, sure) / SURE_SHARE / all;
        return Math.log(share / (1 - share)) / Math.log(2);
    }

    /** The pairs of all rules, each with the first rule that it follows. */
    private static void block(Statement statement, List<String> rules) throws SQLException {
        StringBuilder sql = new StringBuilder("CREATE TABLE pairs AS ");
        for (int i = 0; i < rules.size(); i++) {
            sql.append(i == 0 ? "" : " UNION ALL ")
                    .append("SELECT l.n AS l, r.n AS r FROM l JOIN r ON " + rules.get(i));
            for (int j = 0; j < i; j++) {
                sql.append(" AND NOT coalesce(" + rules.get(j) + ", false)");
            }
        }
        statement.execute(sql.toString());
    }
}
