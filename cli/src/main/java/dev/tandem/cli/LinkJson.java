package dev.tandem.cli;

import dev.tandem.cli.score.Accuracy;
import dev.tandem.link.Alias;
import dev.tandem.link.ClockFinding;
import dev.tandem.link.FieldFinding;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What linking two tables came to, as a JSON document. */
final class LinkJson {
    private LinkJson() {}

    /** @param links the file with the links */
    static Map<String, @Nullable Object> document(LinkSummary summary, Path links) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("ok", true);
        document.put("left", side(summary.left()));
        document.put("right", side(summary.right()));
        document.put("links", links);
        document.put("linked", summary.count(Decision.LINK));
        document.put("review", summary.count(Decision.REVIEW));
        document.put("leftAlone", summary.leftAlone());
        document.put("rightAlone", summary.rightAlone());
        if (summary.linkage() != null) {
            addFindings(summary.linkage(), document);
        }
        Accuracy accuracy = summary.accuracy();
        if (accuracy != null) {
            document.put("accuracy", accuracy(accuracy));
        }
        return document;
    }

    private static Map<String, Object> side(LinkSummary.Side side) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", side.file());
        document.put("rows", side.table().size());
        document.put("columns", side.table().columns());
        return document;
    }

    private static void addFindings(Linkage linkage, Map<String, @Nullable Object> document) {
        document.put("cardinality", LinkerOptions.word(linkage.cardinality()));
        document.put("threshold", linkage.threshold());
        document.put("expectedLinks", linkage.expectedLinks());
        document.put("fields", linkage.fields().stream().map(LinkJson::field).toList());
        document.put("clock", linkage.clock() == null ? null : clock(linkage.clock()));
        document.put("aliases", linkage.aliases().stream().map(LinkJson::alias).toList());
    }

    private static Map<String, Object> field(FieldFinding field) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("left", field.columns().left());
        document.put("right", field.columns().right());
        document.put("kind", field.kind());
        return document;
    }

    private static Map<String, Object> clock(ClockFinding clock) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("left", clock.columns().left());
        document.put("right", clock.columns().right());
        document.put(
                "offsets",
                clock.offsets().stream()
                        .map(offset -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("from", offset.from());
                            one.put("aheadSeconds", offset.ahead().toMillis() / 1000.0);
                            return one;
                        })
                        .toList());
        Map<String, Object> stamps = new LinkedHashMap<>();
        clock.stamps().forEach(stamp -> stamps.put(stamp.name(), stamp.share()));
        document.put("stamps", stamps);
        return document;
    }

    private static Map<String, Object> alias(Alias alias) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("leftColumn", alias.columns().left());
        document.put("left", alias.left());
        document.put("rightColumn", alias.columns().right());
        document.put("right", alias.right());
        document.put("links", alias.pairs());
        document.put("share", alias.share());
        return document;
    }

    /** A share that is undefined is null. */
    static Map<String, @Nullable Object> accuracy(Accuracy accuracy) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("precision", share(accuracy.precision()));
        document.put("recall", share(accuracy.recall()));
        document.put("f1", share(accuracy.f1()));
        document.put("falseLinkRate", share(accuracy.falseLinkRate()));
        document.put("right", accuracy.right());
        document.put("wrong", accuracy.wrong());
        document.put("missed", accuracy.missed());
        return document;
    }

    static @Nullable Double share(OptionalDouble share) {
        return share.isPresent() ? share.getAsDouble() : null;
    }
}
