package dev.tandem.cli;

import dev.tandem.cli.report.LinkReport;
import dev.tandem.cli.score.Accuracy;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import dev.tandem.link.Table;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What linking two tables came to.
 *
 * @param linkage what the built-in linker found; null of another matcher
 * @param truth null if it is not known
 */
record LinkSummary(
        Side left,
        Side right,
        List<Link> links,
        @Nullable Linkage linkage,
        @Nullable Truth truth) {
    /** A table and the file it is from. */
    record Side(Path file, Table table) {
        /** The table by the name of its file. */
        LinkReport.Side named() {
            return new LinkReport.Side(String.valueOf(file.getFileName()), table);
        }
    }

    long count(Decision decision) {
        return links.stream().filter(link -> link.decision() == decision).count();
    }

    /** How many left rows are in no link, claimed or for review. */
    long leftAlone() {
        return left.table().size() - countIds(Link::leftId);
    }

    /** The same of the right rows. */
    long rightAlone() {
        return right.table().size() - countIds(Link::rightId);
    }

    private long countIds(Function<Link, String> id) {
        Set<String> ids = new HashSet<>();
        links.forEach(link -> ids.add(id.apply(link)));
        return ids.size();
    }

    /** Null without a truth. */
    @Nullable
    Accuracy accuracy() {
        return truth == null ? null : Accuracy.of(links, truth.pairs());
    }
}
