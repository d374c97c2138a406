package dev.tandem.cli;

import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Table;
import dev.tandem.spi.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a plugin's matcher for the links of two tables: the left rows are its metadata, the right ones its recordings. */
final class MatcherLinks {
    /** A matcher that does not keep its contract. */
    static final class BrokenMatcherException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenMatcherException(String message) {
            super(message);
        }
    }

    private static final Comparator<Link> SUREST_FIRST = Comparator.comparing(Link::decision)
            .thenComparing(Comparator.comparingDouble(Link::probability).reversed())
            .thenComparing(Link::leftId)
            .thenComparing(Link::rightId);

    private MatcherLinks() {}

    /**
     * The links, in the order of a {@link dev.tandem.link.Linkage}'s. A row has no facts; its columns are its metadata.
     *
     * @throws BrokenMatcherException if a link names a row that is not there or a probability that is none
     */
    static List<Link> of(Matcher matcher, Table left, Table right) {
        List<Matcher.Link> given = matcher.match(rows(left), rows(right));
        requireSound(matcher.name(), given, left, right);
        Rivals lefts = new Rivals();
        Rivals rights = new Rivals();
        for (Matcher.Link link : given) {
            lefts.add(link.metadataId(), link.probability());
            rights.add(link.recordingId(), link.probability());
        }
        return given.stream()
                .map(link -> new Link(
                        link.metadataId(),
                        link.recordingId(),
                        link.probability(),
                        Math.min(
                                lefts.margin(link.metadataId(), link.probability()),
                                rights.margin(link.recordingId(), link.probability())),
                        link.sure() ? Decision.LINK : Decision.REVIEW))
                .sorted(SUREST_FIRST)
                .toList();
    }

    private static List<Matcher.Row> rows(Table table) {
        List<Matcher.Row> rows = new ArrayList<>(table.size());
        for (int row = 0; row < table.size(); row++) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int column = 0; column < table.columns().size(); column++) {
                String value = table.value(row, column);
                if (value != null) {
                    fields.put(table.columns().get(column), value);
                }
            }
            rows.add(new Matcher.Row(table.id(row), Facts.NONE, Metadata.of(fields)));
        }
        return rows;
    }

    private static void requireSound(String matcher, List<Matcher.Link> links, Table left, Table right) {
        Set<String> lefts = TablePair.ids(left);
        Set<String> rights = TablePair.ids(right);
        for (Matcher.Link link : links) {
            if (!lefts.contains(link.metadataId()) || !rights.contains(link.recordingId())) {
                throw new BrokenMatcherException("the matcher " + matcher + " linked a row that is not there: "
                        + link.metadataId() + " with " + link.recordingId());
            }
            if (!(link.probability() >= 0 && link.probability() <= 1)) {
                throw new BrokenMatcherException("the matcher " + matcher + " gave the probability "
                        + link.probability() + "; expected one from 0 to 1");
            }
        }
    }

    /** The highest two probabilities of each row. */
    private static final class Rivals {
        private final Map<String, double[]> highest = new HashMap<>();

        void add(String id, double probability) {
            double[] two = highest.computeIfAbsent(id, key -> new double[2]);
            if (probability > two[0]) {
                two[1] = two[0];
                two[0] = probability;
            } else {
                two[1] = Math.max(two[1], probability);
            }
        }

        /** How far a probability of a row is above the highest of its others; negative if below. */
        double margin(String id, double probability) {
            double[] two = highest.getOrDefault(id, new double[2]);
            return probability - (probability < two[0] ? two[0] : two[1]);
        }
    }
}
