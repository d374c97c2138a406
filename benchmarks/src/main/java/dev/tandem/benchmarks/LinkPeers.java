package dev.tandem.benchmarks;

import dev.tandem.cli.csv.CsvTables;
import dev.tandem.cli.csv.LinksFile;
import dev.tandem.link.Link;
import dev.tandem.link.Linker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.priv.garshol.duke.Comparator;
import no.priv.garshol.duke.ConfigurationImpl;
import no.priv.garshol.duke.Processor;
import no.priv.garshol.duke.PropertyImpl;
import no.priv.garshol.duke.Record;
import no.priv.garshol.duke.cleaners.DigitsOnlyCleaner;
import no.priv.garshol.duke.cleaners.LowerCaseNormalizeCleaner;
import no.priv.garshol.duke.comparators.ExactComparator;
import no.priv.garshol.duke.comparators.JaroWinkler;
import no.priv.garshol.duke.datasources.CSVDataSource;
import no.priv.garshol.duke.datasources.Column;
import no.priv.garshol.duke.matchers.AbstractMatchListener;

/**
 * Links tables that {@link LinkLoad} made of people, from CSV to links, by Tandem and by others, one after the other in one
 * process: {@code LinkPeers FOLDER SMALL_FOLDER}. The others are told the columns and the weights, which Tandem finds: a
 * linker in SQL, on DuckDB, after Fellegi and Sunter, with blocking by five rules; and Duke on the smaller tables.
 */
public final class LinkPeers {
    private static final int THREADS = 2;

    /** Tables of both sides with the same columns, folded. */
    private static final String TABLE = """
            CREATE TABLE %1$s AS SELECT id, lower(%2$s) AS name, nullif(right(regexp_replace(%3$s, '[^0-9]', '', 'g'), 10), '') AS phone,
              lower(%4$s) AS mail, lower(%5$s) AS company, epoch(CAST(%6$s AS TIMESTAMP)) AS at
            FROM read_csv('%7$s', all_varchar = true)
            """;

    private static final String PAIRS = """
            CREATE TABLE pairs AS
            SELECT l.id AS l, r.id AS r FROM l JOIN r ON l.phone = r.phone
            UNION SELECT l.id, r.id FROM l JOIN r ON l.mail = r.mail
            UNION SELECT l.id, r.id FROM l JOIN r ON l.name = r.name AND l.company = r.company
            UNION SELECT l.id, r.id FROM l JOIN r ON l.name = r.name AND floor(l.at / 86400) = floor(r.at / 86400)
            UNION SELECT l.id, r.id FROM l JOIN r ON left(l.name, 2) = left(r.name, 2) AND floor(l.at / 60) = floor(r.at / 60)
            """;

    private LinkPeers() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        if (arguments.length != 2) {
            System.err.println("usage: LinkPeers FOLDER SMALL_FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        Path small = Path.of(arguments[1]);
        for (Path tables : List.of(small, folder)) {
            time("Tandem", tables, () -> tandem(tables));
            time("SQL on DuckDB", tables, () -> sql(tables));
        }
        time("Duke 1.2", small, () -> duke(small));
    }

    private interface Work {
        void run() throws IOException, SQLException;
    }

    private static void time(String name, Path folder, Work work) throws IOException, SQLException {
        double cpu = LinkLoad.cpu();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Load.print(
                "%-14s %s: %.1f s, %.1f s CPU; %s",
                name, folder.getFileName(), seconds, LinkLoad.cpu() - cpu, quality(folder));
    }

    private static String quality(Path folder) throws IOException {
        Set<String> truth = new HashSet<>(Files.readAllLines(folder.resolve("truth.csv")));
        long claimed = 0;
        long right = 0;
        List<String> lines = Files.readAllLines(folder.resolve("links.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", 4);
            claimed += line.endsWith("review") ? 0 : 1;
            right += !line.endsWith("review") && truth.contains(values[0] + "," + values[1]) ? 1 : 0;
        }
        return String.format("precision %.4f, recall %.4f", right / (double) claimed, right / (truth.size() - 1.0));
    }

    private static void tandem(Path folder) throws IOException {
        List<Link> links = Linker.builder()
                .threads(THREADS)
                .build()
                .link(
                        CsvTables.read(folder.resolve("left.csv"), rows -> {}),
                        CsvTables.read(folder.resolve("right.csv"), rows -> {}))
                .links();
        LinksFile.write(folder.resolve("links.csv"), links);
    }

    private static void sql(Path folder) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("SET threads = " + THREADS);
            statement.execute("SET memory_limit = '4GB'");
            statement.execute(String.format(
                    TABLE, "l", "Name", "Phone", "Email", "Company", "Created", folder.resolve("left.csv")));
            statement.execute(String.format(
                    TABLE, "r", "contact", "number", "mail", "firm", "start", folder.resolve("right.csv")));
            statement.execute(PAIRS);
            statement.execute(String.format("""
            COPY (SELECT l AS left_id, r AS right_id, weight FROM (
              SELECT l, r, weight, row_number() OVER (PARTITION BY l ORDER BY weight DESC, r) AS place FROM (
                SELECT p.l, p.r,
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
                FROM pairs p JOIN l ON p.l = l.id JOIN r ON p.r = r.id))
              WHERE place = 1 AND weight > 14) TO '%s' (HEADER)
            """, folder.resolve("links.csv")));
        }
    }

    private static void duke(Path folder) throws IOException {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setThreshold(0.9);
        configuration.setProperties(List.of(
                new PropertyImpl("id"),
                property("name", new JaroWinkler(), 0.3, 0.85),
                property("phone", new ExactComparator(), 0.4, 0.95),
                property("mail", new JaroWinkler(), 0.3, 0.95),
                property("company", new JaroWinkler(), 0.35, 0.8),
                property("at", new JaroWinkler(), 0.1, 0.9)));
        configuration.addDataSource(
                1, source(folder.resolve("left.csv"), "Name", "Phone", "Email", "Company", "Created"));
        configuration.addDataSource(
                2, source(folder.resolve("right.csv"), "contact", "number", "mail", "firm", "start"));
        StringBuilder links = new StringBuilder("left_id,right_id\n");
        Processor processor = new Processor(configuration);
        processor.addMatchListener(new AbstractMatchListener() {
            @Override
            public void matches(Record one, Record other, double confidence) {
                links.append(other.getValue("id"))
                        .append(',')
                        .append(one.getValue("id"))
                        .append('\n');
            }
        });
        processor.link();
        Load.print("%d comparisons by Duke", processor.getComparisonCount());
        processor.close();
        Files.writeString(folder.resolve("links.csv"), links);
    }

    private static PropertyImpl property(String name, Comparator comparator, double low, double high) {
        return new PropertyImpl(name, comparator, low, high);
    }

    private static CSVDataSource source(Path file, String name, String phone, String mail, String company, String at) {
        CSVDataSource source = new CSVDataSource();
        source.setInputFile(file.toString());
        source.addColumn(new Column("id", null, null, null));
        source.addColumn(new Column(name, "name", null, new LowerCaseNormalizeCleaner()));
        source.addColumn(new Column(phone, "phone", null, new DigitsOnlyCleaner()));
        source.addColumn(new Column(mail, "mail", null, new LowerCaseNormalizeCleaner()));
        source.addColumn(new Column(company, "company", null, new LowerCaseNormalizeCleaner()));
        source.addColumn(new Column(at, "at", null, null));
        return source;
    }
}
