package dev.tandem.benchmarks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The weights of levels, learned in SQL: u, the share of a level among random pairs, by counting; m, its share among matches,
 * by expectation and maximisation over how often each combination of levels comes. A share that was never seen is taken
 * for half a pair.
 */
final class SqlWeights {
    private static final int ROUNDS = 25;
    private static final double SETTLED = 1e-4;
    private static final String ALL = Comparison.PEOPLE.stream()
            .map(comparison -> "g_" + comparison.column())
            .collect(Collectors.joining(", "));

    private final Statement statement;

    SqlWeights(Statement statement) throws SQLException {
        this.statement = statement;
        statement.execute("CREATE TABLE weight (comparison VARCHAR, level INTEGER, u DOUBLE, m DOUBLE)");
        statement.execute("CREATE TABLE learned (comparison VARCHAR, level INTEGER, m DOUBLE)");
        for (Comparison comparison : Comparison.PEOPLE) {
            for (int level = 0; level < comparison.size(); level++) {
                boolean best = level == comparison.size() - 1;
                double begin = best ? .9 : .1 / (comparison.size() - 1);
                statement.execute(String.format(
                        Locale.ROOT,
                        "INSERT INTO weight VALUES ('%s', %d, NULL, %f)",
                        comparison.column(),
                        level,
                        begin));
            }
        }
    }

    /** Takes u from random pairs, given as a query of their levels. */
    void countRandom(String pairs) throws SQLException {
        countCombinations(pairs);
        statement.execute("""
                UPDATE weight SET u = (
                  SELECT greatest(coalesce(sum(n) FILTER (c.level = weight.level), 0), .5) / greatest(sum(n), 1)
                  FROM combination c WHERE c.comparison = weight.comparison AND c.level >= 0)
                """);
    }

    /** Learns m from pairs that agree in a column, given as a query of their levels; not of that column. */
    void train(String agreed, String pairs) throws SQLException {
        countCombinations(pairs);
        statement.execute("DELETE FROM combination WHERE level < 0 OR comparison = '" + agreed + "'");
        statement.execute("CREATE OR REPLACE TABLE now AS SELECT * FROM weight WHERE comparison <> '" + agreed + "'");
        double matches = .5;
        for (int round = 0; round < ROUNDS; round++) {
            statement.execute(
                    "CREATE OR REPLACE TABLE likely AS SELECT id, any_value(n) AS n, 1 / (1 + exp(-sum(ln(m / u)) - "
                            + Math.log(matches / (1 - matches))
                            + ")) AS p FROM combination JOIN now USING (comparison, level) GROUP BY id");
            matches = DuckTables.number(statement, "SELECT sum(p * n) / sum(n) FROM likely");
            statement.execute("""
                    CREATE OR REPLACE TABLE next AS SELECT comparison, level, any_value(u) AS u,
                      greatest(sum(coalesce(p * likely.n, 0)), .5) / sum(sum(coalesce(p * likely.n, 0))) OVER (PARTITION BY comparison) AS m
                    FROM now LEFT JOIN combination USING (comparison, level) LEFT JOIN likely USING (id) GROUP BY comparison, level
                    """);
            double change = DuckTables.number(
                    statement, "SELECT max(abs(a.m - b.m)) FROM now a JOIN next b USING (comparison, level)");
            statement.execute("CREATE OR REPLACE TABLE now AS SELECT * FROM next");
            if (change < SETTLED) {
                break;
            }
        }
        statement.execute("INSERT INTO learned SELECT comparison, level, m FROM now");
    }

    /** How many pairs have each combination of levels: a row for each comparison of each. */
    private void countCombinations(String pairs) throws SQLException {
        statement.execute(
                "CREATE OR REPLACE TABLE counted AS SELECT row_number() OVER () AS id, * FROM (SELECT count(*) AS n, "
                        + ALL + " FROM (" + pairs + ") GROUP BY ALL)");
        List<String> parts = new ArrayList<>();
        for (Comparison comparison : Comparison.PEOPLE) {
            parts.add("SELECT id, n, '" + comparison.column() + "' AS comparison, g_" + comparison.column()
                    + " AS level FROM counted");
        }
        statement.execute("CREATE OR REPLACE TABLE combination AS " + String.join(" UNION ALL ", parts));
    }

    /** Takes the mean of what was learned from different pairs. */
    void finish() throws SQLException {
        statement.execute("""
                UPDATE weight SET m = (
                  SELECT avg(m) FROM learned x WHERE x.comparison = weight.comparison AND x.level = weight.level)
                """);
    }

    /** The sum of a pair's weights, in bits, as SQL over its levels and the frequencies of its values. */
    String sum() throws SQLException {
        List<String> sum = new ArrayList<>();
        for (Comparison comparison : Comparison.PEOPLE) {
            StringBuilder sql = new StringBuilder("CASE g_" + comparison.column());
            try (ResultSet levels =
                    statement.executeQuery("SELECT level, log2(m / u), u FROM weight WHERE comparison = '"
                            + comparison.column() + "' ORDER BY level DESC")) {
                while (levels.next()) {
                    boolean equal = comparison.frequent() && levels.getInt(1) == comparison.size() - 1;
                    String frequency =
                            equal ? " + log2(" + levels.getDouble(3) + " / tf_" + comparison.column() + ")" : "";
                    sql.append(" WHEN " + levels.getInt(1) + " THEN " + levels.getDouble(2) + frequency);
                }
            }
            sum.add(sql + " ELSE 0 END");
        }
        return String.join(" + ", sum);
    }
}
