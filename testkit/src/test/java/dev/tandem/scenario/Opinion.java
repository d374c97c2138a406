package dev.tandem.scenario;

import dev.tandem.spi.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A matcher that is told what to think: the metadata field {@code sure} names, with commas between, the users of the
 * recordings that it is sure of, and {@code maybe} those of others; or all are told by {@link #insist}.
 */
public final class Opinion implements Matcher {
    private volatile String insisted = "";
    private volatile List<Decided> told = List.of();
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public String name() {
        return "opinion";
    }

    /** From now on it is sure that all metadata belongs to this user's recording; empty to think for itself again. */
    public void insist(String user) {
        insisted = user;
    }

    /** How often it was asked. */
    int asked() {
        return asked.get();
    }

    /** What it was told of persons' decisions when it was asked last. */
    List<Decided> told() {
        return told;
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings, List<Decided> decided) {
        told = decided;
        return match(metadata, recordings);
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings) {
        asked.incrementAndGet();
        List<Link> links = new ArrayList<>();
        for (Row row : metadata) {
            List<Link> ofRow = new ArrayList<>();
            for (Row recording : recordings) {
                String user = Objects.requireNonNullElse(recording.facts().user(), "?");
                if (insisted.equals(user) || names(row, "sure").contains(user)) {
                    ofRow.add(new Link(row.id(), recording.id(), 0.99, true, "told to be sure of " + user));
                } else if (names(row, "maybe").contains(user)) {
                    ofRow.add(new Link(row.id(), recording.id(), 0.5, false, "told to think of " + user));
                }
            }
            ofRow.sort(Comparator.comparing(Link::probability).reversed().thenComparing(Link::recordingId));
            links.addAll(ofRow);
        }
        return links;
    }

    private static List<String> names(Row row, String field) {
        return List.of(row.metadata().get(field).orElse("").split(",", -1));
    }
}
