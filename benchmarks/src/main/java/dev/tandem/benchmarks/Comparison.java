package dev.tandem.benchmarks;

import java.util.List;

/**
 * A comparison of one column, as levels in SQL, the most alike first; what reaches none of them is of the last level, which is
 * 0, and where a value is missing the level is -1. If frequent says so, a value that is equal weighs by how frequent it is.
 */
record Comparison(String column, boolean frequent, List<String> levels) {
    /** The six that people are compared by. Nobody tells which agent is which owner. */
    static final List<Comparison> PEOPLE = List.of(
            new Comparison("name", true, List.of(equal("name"), alike("name", .92), alike("name", .88))),
            new Comparison("phone", false, List.of(equal("phone"), "levenshtein(l.phone, r.phone) <= 1")),
            new Comparison(
                    "mail",
                    false,
                    List.of(
                            equal("mail"),
                            "split_part(l.mail, '@', 1) = split_part(r.mail, '@', 1)",
                            alike("mail", .92),
                            alike("mail", .88))),
            new Comparison("company", true, List.of(equal("company"), alike("company", .92), alike("company", .88))),
            new Comparison("at", false, List.of(near(5), near(60), near(300), near(3_600))),
            new Comparison("agent", false, List.of(equal("agent"))));

    private static String equal(String column) {
        return "l." + column + " = r." + column;
    }

    private static String alike(String column, double least) {
        return "jaro_winkler_similarity(l." + column + ", r." + column + ") >= " + least;
    }

    private static String near(int seconds) {
        return "abs(l.at - r.at) <= " + seconds;
    }

    /** How many levels there are beside that of missing values. */
    int size() {
        return levels.size() + 1;
    }

    /** The level of a pair l and r, named g_COLUMN. */
    String level() {
        StringBuilder sql = new StringBuilder("CASE WHEN l." + column + " IS NULL OR r." + column + " IS NULL THEN -1");
        for (int i = 0; i < levels.size(); i++) {
            sql.append(" WHEN ").append(levels.get(i)).append(" THEN ").append(levels.size() - i);
        }
        return sql + " ELSE 0 END AS g_" + column;
    }
}
