package dev.tandem.cli;

import dev.tandem.spi.Matcher;
import java.util.List;

/** Breaks the contract: its link names a row that nobody gave it; with recordings alone it fails. */
public final class StrayMatcher implements Matcher {
    @Override
    public String name() {
        return "stray";
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings) {
        if (metadata.isEmpty()) {
            throw new IllegalStateException("no metadata");
        }
        return List.of(new Link(metadata.get(0).id(), "nowhere", 1, true, "made up"));
    }
}
