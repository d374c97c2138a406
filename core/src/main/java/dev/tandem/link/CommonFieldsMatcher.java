package dev.tandem.link;

import dev.tandem.call.Facts;
import dev.tandem.link.value.TextKind;
import dev.tandem.spi.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The matcher {@code common-fields}: the more two rows have in common, the surer they are one call. How the clocks go, which
 * user is whom and what each agreement is worth is learned from the rows themselves; few rows teach little, and then
 * cautious estimates count. Rows without facts are those of any two tables, and are linked by their columns.
 */
public final class CommonFieldsMatcher implements Matcher {
    private static final double SURE = 0.99;

    /** Of how many recordings one is taken to be right, at least: most of them are not here yet, or here no more. */
    private static final int UNSEEN = 255;

    private static final int UNSEEN_USERS = 31;

    /** Numbers that no one has. */
    private static final long UNSEEN_NUMBERS = 900_000_000_000L;

    /** What is told of why, from half a bit on. */
    private static final double TELLING = 0.35;

    private static final List<String> COLUMNS =
            List.of("time", "user", "direction", "session id", "caller", "called", "duration");

    private static final CallSchema SCHEMA = new CallSchema(
            new FieldPair("time", "time"),
            new FieldPair("duration", "duration"),
            List.of("caller", "called"),
            List.of("caller", "called"),
            List.of(new FieldPair("user", "user"), new FieldPair("direction", "direction")),
            List.of(new FieldPair("session id", "session id")),
            List.of(TextKind.ID));

    @Override
    public String name() {
        return "common-fields";
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings) {
        return match(metadata, recordings, List.of());
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings, List<Decided> decided) {
        if (metadata.isEmpty() || recordings.isEmpty()) {
            return List.of();
        }
        boolean facts = metadata.stream().anyMatch(CommonFieldsMatcher::hasFacts)
                && recordings.stream().anyMatch(CommonFieldsMatcher::hasFacts);
        List<Label> labels = decided.stream()
                .map(one -> new Label(one.metadataId(), one.recordingId(), one.belongs()))
                .toList();
        return facts ? ofFacts(metadata, recordings, labels) : ofFields(metadata, recordings, labels);
    }

    private static boolean hasFacts(Row row) {
        return !row.facts().equals(Facts.NONE);
    }

    private static List<Link> ofFacts(List<Row> metadata, List<Row> recordings, List<Label> labels) {
        Table left = facts(metadata).byId();
        Table right = withUnseen(recordings).byId();
        KnownPairs known = KnownPairs.of(left, right, labels, strange -> {});
        EventSolution solution = EventModel.expect(SCHEMA, left, right, known);
        List<Link> links = new ArrayList<>();
        for (Solution.Pair pair : known.applied(solution.pairs(), Cardinality.AUTO, (l, r) -> 0)) {
            String why = why(solution.explain(pair.left(), pair.right()));
            // A person sees the likeliest, so that what is left when these were denied is a second choice.
            double p = known.isMatch(pair.left(), pair.right()) || !known.tells(pair.left())
                    ? pair.probability()
                    : KnownEdges.secondChoice(pair.probability());
            links.add(new Link(left.id(pair.left()), right.id(pair.right()), p, p >= SURE, why));
        }
        return best(links);
    }

    private static String why(Explanation explanation) {
        List<String> agree = explanation.weights().stream()
                .filter(weight -> weight.value() >= TELLING)
                .map(weight -> named(weight.field()) + " (" + weight.level() + ")")
                .toList();
        return agree.isEmpty() ? "little speaks for it and nothing against" : "agrees in " + String.join(", ", agree);
    }

    private static String named(String field) {
        return field.startsWith("caller") || field.startsWith("called") ? "phone number" : field;
    }

    /** The recordings, and some that may be meant but are not here: of other users and numbers, at no time. */
    private static Table withUnseen(List<Row> recordings) {
        Table.Builder table = Table.builder(COLUMNS);
        addFacts(table, recordings);
        for (int i = 0; i < UNSEEN; i++) {
            String id = "\u0000unseen-" + i;
            String user = i < UNSEEN_USERS ? id : null;
            String number = String.valueOf(UNSEEN_NUMBERS + i);
            String direction = i % 2 == 0 ? "INBOUND" : "OUTBOUND";
            table.add(id, Arrays.asList(null, user, direction, id, number, number, null));
        }
        return table.build();
    }

    private static Table facts(List<Row> rows) {
        Table.Builder table = Table.builder(COLUMNS);
        addFacts(table, rows);
        return table.build();
    }

    private static void addFacts(Table.Builder table, List<Row> rows) {
        for (Row row : rows) {
            Facts facts = row.facts();
            table.add(
                    row.id(),
                    Arrays.asList(
                            text(facts.time()),
                            facts.user(),
                            text(facts.direction()),
                            facts.sessionId(),
                            facts.ani(),
                            facts.dnis(),
                            seconds(facts.duration())));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String seconds(@Nullable Duration duration) {
        return duration == null ? null : Double.toString(duration.toMillis() / 1000.0);
    }

    private static List<Link> ofFields(List<Row> metadata, List<Row> recordings, List<Label> labels) {
        Linkage linkage = Linker.builder().labels(labels).build().link(fields(metadata), fields(recordings));
        List<Link> links = new ArrayList<>();
        for (dev.tandem.link.Link link : linkage.links()) {
            boolean sure = link.decision() == dev.tandem.link.Link.Decision.LINK;
            links.add(new Link(
                    link.leftId(),
                    link.rightId(),
                    link.probability(),
                    sure,
                    why(linkage.explain(link.leftId(), link.rightId()))));
        }
        return best(links);
    }

    private static Table fields(List<Row> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.metadata().fields().keySet()));
        Table.Builder table = Table.builder(new ArrayList<>(columns));
        for (Row row : rows) {
            List<String> values = new ArrayList<>();
            for (String column : columns) {
                values.add(row.metadata().fields().getOrDefault(column, ""));
            }
            table.add(row.id(), values);
        }
        return table.build();
    }

    /** The likeliest first; of each metadata row a handful that are not sure. */
    private static List<Link> best(List<Link> links) {
        List<Link> sorted = new ArrayList<>(links);
        sorted.sort(Comparator.comparing(Link::metadataId)
                .thenComparing(Comparator.comparingDouble(Link::probability).reversed())
                .thenComparing(Link::recordingId));
        Map<String, Integer> unsure = new HashMap<>();
        sorted.removeIf(link -> !link.sure() && unsure.merge(link.metadataId(), 1, Integer::sum) > MOST_CANDIDATES);
        return sorted;
    }
}
