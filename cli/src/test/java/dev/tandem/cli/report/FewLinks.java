package dev.tandem.cli.report;

import dev.tandem.link.Alias;
import dev.tandem.link.Cardinality;
import dev.tandem.link.ClockFinding;
import dev.tandem.link.Explanation;
import dev.tandem.link.FieldFinding;
import dev.tandem.link.Link;
import dev.tandem.link.LinkModel;
import dev.tandem.link.Linkage;
import dev.tandem.link.ScoreBin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links of which nothing else is known. */
record FewLinks(List<Link> links, double expectedLinks) implements Linkage {
    @Override
    public Cardinality cardinality() {
        return Cardinality.AUTO;
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public List<FieldFinding> fields() {
        return List.of();
    }

    @Override
    public @Nullable ClockFinding clock() {
        return null;
    }

    @Override
    public List<Alias> aliases() {
        return List.of();
    }

    @Override
    public List<ScoreBin> scores() {
        return List.of();
    }

    @Override
    public Explanation explain(String leftId, String rightId) {
        return new Explanation(0, 0, List.of());
    }

    @Override
    public LinkModel model() {
        throw new UnsupportedOperationException("a report needs no model");
    }
}
