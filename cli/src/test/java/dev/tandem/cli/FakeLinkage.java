package dev.tandem.cli;

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

/** Findings to print. */
record FakeLinkage(
        List<Link> links,
        List<FieldFinding> fields,
        @Nullable ClockFinding clock,
        List<Alias> aliases) implements Linkage {
    @Override
    public Cardinality cardinality() {
        return Cardinality.MANY_TO_ONE;
    }

    @Override
    public double threshold() {
        return .93;
    }

    @Override
    public double expectedLinks() {
        return 3.4;
    }

    @Override
    public List<ScoreBin> scores() {
        return List.of();
    }

    @Override
    public Explanation explain(String leftId, String rightId) {
        throw new IllegalArgumentException("no row is " + leftId);
    }

    @Override
    public LinkModel model() {
        throw new UnsupportedOperationException();
    }
}
