package dev.tandem.cli;

import dev.tandem.spi.Matcher;
import java.util.ArrayList;
import java.util.List;

/** Links rows with the same text in the column {@code key}; surely, unless it ends with a question mark. */
public final class SameKeyMatcher implements Matcher {
    @Override
    public String name() {
        return "same-key";
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings) {
        List<Link> links = new ArrayList<>();
        for (Row left : metadata) {
            String key = left.metadata().get("key").orElse("");
            for (Row right : recordings) {
                if (!key.isEmpty() && right.metadata().get("key").orElse("").equals(key)) {
                    boolean sure = !key.endsWith("?");
                    links.add(new Link(left.id(), right.id(), sure ? .95 : .5, sure, "the same key"));
                }
            }
        }
        return links;
    }
}
