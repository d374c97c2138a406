package dev.tandem.cli.report;

import dev.tandem.cli.report.LinkReport.Side;
import dev.tandem.cli.score.Pair;
import dev.tandem.link.Alias;
import dev.tandem.link.Cardinality;
import dev.tandem.link.ClockFinding;
import dev.tandem.link.ClockFinding.Offset;
import dev.tandem.link.ClockFinding.Stamp;
import dev.tandem.link.Explanation;
import dev.tandem.link.Explanation.Weight;
import dev.tandem.link.FieldFinding;
import dev.tandem.link.FieldFinding.Level;
import dev.tandem.link.FieldPair;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.LinkModel;
import dev.tandem.link.Linkage;
import dev.tandem.link.ScoreBin;
import dev.tandem.link.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything in it that is text wants to be markup, to turn the page around, to stack up or to be endless. */
final class HostileLinkage implements Linkage {
    static final String SCRIPT = "<script>window.slipped = 1</script>";
    private static final List<String> VALUES = List.of(
            SCRIPT,
            "\"><img src=http://example.invalid/x onerror=alert(1)>",
            "' onclick='alert(1)' style='position:fixed",
            "]]></svg></title><iframe src=javascript:alert(1)>",
            "\u202Egnp.exe\u2066 abc \u200F\u061C\u00AD\uFEFF",
            "nul\u0000 bell\u0007 esc\u001B[31m line\nfeed\ttab \u0085\u2028",
            "W".repeat(10_000_000),
            "é" + "\u0301".repeat(5_000),
            "\uD800 a lone surrogate \uDFFF",
            "漢字かな交じり文".repeat(40),
            "👩\u200D👩\u200D👧\u200D👦".repeat(60),
            "&lt;b&gt; &amp; &#x202e;",
            "שלום עולם".repeat(30));

    final Side left;
    final Side right;
    final Set<Pair> truth;
    private final List<Link> links = new ArrayList<>();
    private final List<FieldFinding> fields = new ArrayList<>();

    HostileLinkage() {
        List<String> columns = VALUES.stream().map(value -> value + " column").toList();
        left = side("left " + SCRIPT, columns, "L");
        right = side("W".repeat(5_000), columns, "R");
        int rows = VALUES.size();
        for (int i = 0; i < rows; i++) {
            Decision decision = i % 2 == 0 ? Decision.LINK : Decision.REVIEW;
            links.add(new Link(left.table().id(i), right.table().id(i), 1 - i / 20.0, i / 10.0, decision));
            FieldPair pair = new FieldPair(columns.get(i), columns.get((i + 1) % rows));
            fields.add(new FieldFinding(pair, VALUES.get(i), i == 3 ? List.of() : levels(i)));
        }
        truth = Set.of(new Pair(left.table().id(0), right.table().id(0)));
    }

    private static Side side(String name, List<String> columns, String prefix) {
        Table.Builder table = Table.builder(columns);
        VALUES.forEach(value -> table.add(prefix + value, VALUES));
        return new Side(name, table.build());
    }

    private static List<Level> levels(int i) {
        return List.of(
                new Level(VALUES.get(i), 1, 0, Double.POSITIVE_INFINITY),
                new Level("no number", Double.NaN, Double.NaN, Double.NaN),
                new Level(VALUES.get((i + 4) % VALUES.size()), 0, 1, -1e300));
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public Cardinality cardinality() {
        return Cardinality.MANY_TO_MANY;
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public double expectedLinks() {
        return Double.NaN;
    }

    @Override
    public List<FieldFinding> fields() {
        return fields;
    }

    @Override
    public ClockFinding clock() {
        List<Offset> offsets = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            offsets.add(new Offset(Instant.EPOCH.plus(Duration.ofDays(i)), Duration.ofSeconds(i * 1800L - 90_000)));
        }
        List<Stamp> stamps = VALUES.stream()
                .map(value -> new Stamp(value, 1.0 / VALUES.size()))
                .toList();
        return new ClockFinding(fields.get(0).columns(), offsets, stamps);
    }

    @Override
    public List<Alias> aliases() {
        List<Alias> aliases = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String value = VALUES.get(i % VALUES.size());
            aliases.add(new Alias(fields.get(i % 3).columns(), value, value, i, Double.NaN));
        }
        return aliases;
    }

    @Override
    public List<ScoreBin> scores() {
        List<ScoreBin> bins = new ArrayList<>();
        bins.add(new ScoreBin(Double.NEGATIVE_INFINITY, -1_000, 7, Long.MAX_VALUE));
        for (int i = -1_000; i < 1_000; i++) {
            bins.add(new ScoreBin(i, i + 1, 1_000_000_000L, i + 1_000));
        }
        bins.add(new ScoreBin(1_000, Double.NaN, 7, 8));
        return bins;
    }

    @Override
    public Explanation explain(String leftId, String rightId) {
        List<Weight> weights = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < 100; i++) {
            String field = fields.get(i % fields.size()).columns().toString();
            weights.add(new Weight(field, VALUES.get(i % VALUES.size()), i % 7 - 3));
            sum += i % 7 - 3;
        }
        return new Explanation(sum - 20, -20, weights);
    }

    @Override
    public LinkModel model() {
        throw new UnsupportedOperationException("a report needs no model");
    }
}
