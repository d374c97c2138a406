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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls in a CRM and a dialer, and a linkage of them that knows how they were made: its levels have the shares with which the
 * values were spoilt, its probabilities are what is true. Seeded; the same seed gives the same calls.
 */
final class MadeCalls implements Linkage {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final double PRIOR = -8.3;
    private static final double THRESHOLD = 0.9;
    private static final List<String> OWNERS = List.of(
            "Joe Baducci", "Ana Lindqvist", "Mehmet Öztürk", "Zoë Fairweather", "Li Wei", "Per Ødegård", "Ruth Abara");
    private static final List<String> COMPANIES = List.of(
            "Northwind Traders",
            "Contoso",
            "Fabrikam Medical Supplies",
            "Tailspin Toys",
            "Blue Yonder Airlines",
            "A. Datum");

    static final List<FieldFinding> FIELDS = List.of(
            field(
                    "phone",
                    "ani",
                    "phone",
                    level("same number", .86, .0009),
                    level("same but for two digits", .05, .004),
                    level("another number", .09, .9951)),
            field(
                    "started",
                    "start_time",
                    "time",
                    level("within 2 s", .48, .0004),
                    level("within a minute", .31, .006),
                    level("within 10 minutes, as logged later", .17, .05),
                    level("further apart", .04, .9436)),
            field(
                    "owner",
                    "agent",
                    "alias",
                    level("known to be the same person", .93, .14),
                    level("another person", .07, .86)),
            field(
                    "talk_seconds",
                    "duration",
                    "duration",
                    level("same to the second", .55, .004),
                    level("rounded up to a minute", .33, .07),
                    level("differs", .12, .926)),
            field("direction", "direction", "category", level("same", .985, .5), level("other", .015, .5)),
            field(
                    "company",
                    "company",
                    "name",
                    level("same and rare", .4, .002),
                    level("same and common", .25, .03),
                    level("alike", .2, .05),
                    level("different", .15, .918)));

    private final Random random;
    private final List<Link> links = new ArrayList<>();
    private final Map<Pair, Explanation> explanations = new HashMap<>();
    final Set<Pair> truth = new HashSet<>();
    final Side left;
    final Side right;

    MadeCalls(int calls, long seed) {
        random = new Random(seed);
        Table.Builder crm =
                Table.builder(List.of("phone", "started", "owner", "talk_seconds", "direction", "company", "notes"));
        Table.Builder dialer =
                Table.builder(List.of("ani", "start_time", "agent", "duration", "direction", "company", "queue"));
        for (int i = 0; i < calls; i++) {
            call(i, crm, dialer);
        }
        left = new Side("crm-activities.csv", crm.build());
        right = new Side("dialer-recordings.csv", dialer.build());
        links.sort(Comparator.comparingDouble(Link::probability).reversed().thenComparing(Link::leftId));
    }

    private static FieldFinding field(String left, String right, String kind, Level... levels) {
        return new FieldFinding(new FieldPair(left, right), kind, List.of(levels));
    }

    private static Level level(String name, double matches, double others) {
        return new Level(name, matches, others, Math.log(matches / others));
    }

    private void call(int number, Table.Builder crm, Table.Builder dialer) {
        boolean partner = random.nextDouble() < 0.9;
        int[] levels = new int[FIELDS.size()];
        double score = PRIOR;
        List<Weight> weights = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            FieldFinding field = FIELDS.get(i);
            boolean missing = i != 1 && random.nextDouble() < 0.12;
            levels[i] = missing ? -1 : draw(field, partner || random.nextDouble() < 0.3);
            double weight = missing ? 0 : field.levels().get(levels[i]).weight();
            String name = missing ? "missing" : field.levels().get(levels[i]).name();
            weights.add(new Weight(field.columns().toString(), name, weight));
            score += weight;
        }
        String leftId = String.format(Locale.ROOT, "C-%06d", number);
        String rightId = String.format(Locale.ROOT, "R-%06d", number * 7L % 1_000_003);
        rows(levels, crm, dialer, leftId, rightId);
        double probability = 1 / (1 + Math.exp(-score));
        if (probability > 0.05) {
            Decision decision = probability >= THRESHOLD ? Decision.LINK : Decision.REVIEW;
            double rival = random.nextDouble() * random.nextDouble() * (1 - probability);
            links.add(new Link(leftId, rightId, probability, probability - rival, decision));
            explanations.put(new Pair(leftId, rightId), new Explanation(score, PRIOR, weights));
            if (random.nextDouble() < probability) {
                truth.add(new Pair(leftId, rightId));
            }
        } else if (partner && random.nextDouble() < 0.3) {
            truth.add(new Pair(leftId, rightId));
        }
    }

    private int draw(FieldFinding field, boolean match) {
        double at = random.nextDouble();
        int i = 0;
        while (i < field.levels().size() - 1) {
            Level level = field.levels().get(i);
            at -= match ? level.matches() : level.others();
            if (at < 0) {
                break;
            }
            i++;
        }
        return i;
    }

    private void rows(int[] levels, Table.Builder crm, Table.Builder dialer, String leftId, String rightId) {
        String phone = digits();
        Instant start = BEGIN.plusSeconds(random.nextInt(5_000_000));
        int owner = random.nextInt(OWNERS.size());
        int talk = 5 + random.nextInt(900);
        String company = COMPANIES.get(random.nextInt(COMPANIES.size()));
        boolean out = random.nextBoolean();
        @Nullable
        String[] a = {
            "+1 (305) 555-" + phone,
            STAMP.format(start),
            OWNERS.get(owner),
            talk + "",
            out ? "Outbound" : "Inbound",
            company,
            "left a message, will call back"
        };
        @Nullable
        String[] b = {
            "1305555" + phone, null, 2140 + owner + "", null, out == (levels[4] != 1) ? "out" : "in", null, "sales-east"
        };
        b[0] = levels[0] == 2 ? "1786555" + digits() : b[0];
        long[] late = {1, 40, 400, 90_000};
        b[1] = STAMP.format(start.plusSeconds(3600 - late[levels[1]]));
        b[2] = levels[2] == 1 ? 2140 + (owner + 1) % OWNERS.size() + "" : b[2];
        b[3] = String.valueOf(levels[3] == 0 ? talk : levels[3] == 1 ? (talk + 59) / 60 * 60 : talk + 77);
        b[5] = levels[5] == 3 ? "Wingtip" : levels[5] == 2 ? company.toUpperCase(Locale.ROOT) + " Inc." : company;
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] < 0) {
                (random.nextBoolean() ? a : b)[i] = null;
            }
        }
        crm.add(leftId, Arrays.asList(a));
        dialer.add(rightId, Arrays.asList(b));
    }

    private String digits() {
        return String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public Cardinality cardinality() {
        return Cardinality.ONE_TO_ONE;
    }

    @Override
    public double threshold() {
        return THRESHOLD;
    }

    @Override
    public double expectedLinks() {
        return links.stream().mapToDouble(Link::probability).sum() * 1.006;
    }

    @Override
    public List<FieldFinding> fields() {
        return FIELDS;
    }

    @Override
    public ClockFinding clock() {
        return new ClockFinding(
                new FieldPair("started", "start_time"),
                List.of(
                        new Offset(BEGIN, Duration.ZERO),
                        new Offset(Instant.parse("2026-03-29T01:00:00Z"), Duration.ofHours(-1))),
                List.of(
                        new Stamp("start of the call", .65),
                        new Stamp("end of the call", .2),
                        new Stamp("moment of logging, some minutes later", .12),
                        new Stamp("date alone", .03)));
    }

    @Override
    public List<Alias> aliases() {
        List<Alias> aliases = new ArrayList<>();
        for (int i = 0; i < OWNERS.size(); i++) {
            aliases.add(new Alias(
                    new FieldPair("owner", "agent"), OWNERS.get(i), 2140 + i + "", 700 - 31 * i, .99 - .012 * i));
        }
        return aliases;
    }

    @Override
    public List<ScoreBin> scores() {
        long[] best = new long[40];
        for (Explanation explanation : explanations.values()) {
            best[bin(explanation.score())]++;
        }
        List<ScoreBin> bins = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            double middle = -20 + i + 0.5;
            long others = Math.round(links.size() * 40.0 * Math.exp(-(middle + 12) * (middle + 12) / 18));
            long few = Math.round(links.size() * 0.08 * Math.exp(-(middle + 5) * (middle + 5) / 8));
            bins.add(new ScoreBin(-20 + i, -19 + i, best[i] + few, others));
        }
        return bins;
    }

    private static int bin(double score) {
        return (int) Math.max(0, Math.min(39, Math.floor(score + 20)));
    }

    @Override
    public Explanation explain(String leftId, String rightId) {
        Explanation explanation = explanations.get(new Pair(leftId, rightId));
        if (explanation == null) {
            throw new IllegalArgumentException("there is no such pair");
        }
        return explanation;
    }

    @Override
    public LinkModel model() {
        throw new UnsupportedOperationException("a report needs no model");
    }
}
