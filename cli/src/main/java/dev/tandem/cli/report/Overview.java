package dev.tandem.cli.report;

import dev.tandem.cli.report.LinkReport.Side;
import dev.tandem.cli.report.Stacks.Bar;
import dev.tandem.cli.report.Stacks.Part;
import dev.tandem.link.Cardinality;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of it, in numbers that need no explaining: how many are linked, how sure, and what is left. */
final class Overview {
    private static final List<Legend.Key> DECISIONS = List.of(
            Legend.area("linked", "linked"), Legend.area("review", "for review"), Legend.area("alone", "left alone"));

    private final Side left;
    private final Side right;
    private final Linkage linkage;
    private final Tally tally;

    Overview(Side left, Side right, Linkage linkage, Tally tally) {
        this.left = left;
        this.right = right;
        this.linkage = linkage;
        this.tally = tally;
    }

    Html html() {
        Html html = new Html().open("section", "id", "overview");
        html.element("h2", "What came of it");
        lead(html);
        tiles(html);
        html.open("div", "class", "cards").add(rows()).add(sureness()).close("div");
        return html.close("section");
    }

    private void lead(Html html) {
        Tally.Sum claimed = tally.of(Decision.LINK);
        html.open("p", "class", "lead");
        html.text("Each of the " + Figures.count(left.table().size(), "row", "rows") + " of ");
        html.data(left.name()).text(" was looked for among the ");
        html.text(Figures.count(right.table().size(), "row", "rows") + " of ").data(right.name());
        if (claimed.links() == 0) {
            html.text(". No link is sure enough to be claimed.").close("p");
            return;
        }
        html.text(". " + Figures.count(claimed.links(), "link is", "links are") + " claimed: "
                + (claimed.links() == 1 ? "it is" : "each is") + " at least "
                + Figures.percent(linkage.threshold()) + " sure. ");
        html.text(wrong(claimed) + missing(claimed) + cardinality()).close("p");
    }

    private String wrong(Tally.Sum claimed) {
        if (tally.hasTruth()) {
            return "Held against the truth, " + Figures.count(claimed.links() - claimed.right(), "is", "are")
                    + " wrong. ";
        }
        double wrong = claimed.links() - claimed.expected();
        return wrong < 0.5
                ? "Going by how sure they are, none of them should be wrong. "
                : "Going by how sure they are, about " + Figures.count(Math.round(wrong))
                        + " of them should be wrong. ";
    }

    private String missing(Tally.Sum claimed) {
        if (tally.hasTruth()) {
            if (tally.truths() == claimed.right()) {
                return "Every true link is among them. ";
            }
            return "Of the " + Figures.count(tally.truths(), "true link", "true links") + ", "
                    + Figures.count(tally.truths() - claimed.right()) + " are not among them. ";
        }
        double missing = linkage.expectedLinks() - claimed.expected();
        return !(missing >= 0.5) ? "" : "About " + Figures.count(Math.round(missing)) + " more are thought to exist. ";
    }

    private String cardinality() {
        Cardinality cardinality = linkage.cardinality();
        return switch (cardinality) {
            case AUTO -> "";
            case ONE_TO_ONE -> "A row has one partner at most.";
            case MANY_TO_ONE -> "Several rows of the first may belong to one row of the second.";
            case ONE_TO_MANY -> "Several rows of the second may belong to one row of the first.";
            case MANY_TO_MANY -> "Rows of either side may have several partners.";
        };
    }

    private void tiles(Html html) {
        html.open("div", "class", "tiles");
        Tile.add(html, "linked", Figures.count(tally.of(Decision.LINK).links()), "links claimed", sure());
        Tile.add(
                html,
                "review",
                Figures.count(tally.of(Decision.REVIEW).links()),
                "pairs for review",
                "a person decides");
        String other = "in the first table; in the second "
                + Figures.count(tally.right().alone());
        Tile.add(html, "alone", Figures.count(tally.left().alone()), "rows left alone", other);
        Tally.Quality shown = tally.hasTruth() ? tally.known() : tally.estimated();
        String how = tally.hasTruth() ? "in truth" : "estimated";
        Tile.add(
                html,
                "precision",
                Figures.percent(shown.precision()),
                "of what is claimed is right",
                "precision, " + how + compared(tally.estimated().precision()));
        Tile.add(
                html,
                "recall",
                Figures.percent(shown.recall()),
                "of what there is was found",
                "recall, " + how + compared(tally.estimated().recall()));
        if (tally.hasTruth()) {
            Tile.add(
                    html,
                    "f1",
                    Figures.percent(shown.f1()),
                    "F1, both in one number",
                    "false links: " + Figures.percent(1 - shown.precision()));
        }
        html.close("div");
    }

    private String sure() {
        return tally.of(Decision.LINK).links() == 0
                ? "none sure enough"
                : Figures.percent(tally.estimated().precision()) + " sure on average";
    }

    private String compared(double estimate) {
        return tally.hasTruth() && !Double.isNaN(estimate) ? " (estimated: " + Figures.percent(estimate) + ")" : "";
    }

    private Html rows() {
        DataTable table = new DataTable("Table", "Rows", "Linked", "For review", "Left alone");
        List<Bar> bars = new ArrayList<>();
        bar(left, tally.left(), bars, table);
        bar(right, tally.right(), bars, table);
        String words = "Rows of either table that have a partner, may have one, or have none.";
        Html drawing = Stacks.draw("What became of the rows", words, bars, true);
        return new DataTable.Figure("What became of the rows", words, DECISIONS, drawing, table).html();
    }

    private static void bar(Side side, Tally.Rows rows, List<Bar> bars, DataTable table) {
        double all = Math.max(1, rows.all());
        bars.add(new Bar(
                side.name(),
                Figures.percent(rows.linked() / all) + " of " + Figures.count(rows.all()) + " linked",
                List.of(
                        new Part(rows.linked(), "linked", Figures.count(rows.linked()) + " linked"),
                        new Part(rows.review(), "review", Figures.count(rows.review()) + " for review"),
                        new Part(rows.alone(), "alone", Figures.count(rows.alone()) + " left alone"))));
        table.row(
                side.name(),
                Figures.count(rows.all()),
                Figures.count(rows.linked()),
                Figures.count(rows.review()),
                Figures.count(rows.alone()));
    }

    /** Links by how sure they are, the surest first. */
    private Html sureness() {
        DataTable table = new DataTable("How sure", "Claimed", "For review");
        List<Bar> bars = new ArrayList<>();
        for (Tally.Range range : sureFirst()) {
            long review = range.links() - range.claimed();
            String name = name(range);
            bars.add(new Bar(
                    name,
                    Figures.count(range.links()),
                    List.of(
                            new Part(range.claimed(), "linked", Figures.count(range.claimed()) + " claimed"),
                            new Part(review, "review", Figures.count(review) + " for review"))));
            table.row(name, Figures.count(range.claimed()), Figures.count(review));
        }
        String words = "Pairs by their probability. Of a hundred that are 95 % sure, 95 should be true.";
        Html drawing = Stacks.draw("How sure the links are", words, bars, false);
        return new DataTable.Figure("How sure the links are", words, DECISIONS.subList(0, 2), drawing, table).html();
    }

    /** The ranges of probability, the highest first; those of little probability are taken together. */
    private List<Tally.Range> sureFirst() {
        List<Tally.Range> sure = new ArrayList<>();
        for (Tally.Range range : tally.ranges()) {
            Tally.Range last = sure.isEmpty() ? null : sure.get(0);
            boolean same = last != null && Math.floor(last.from() * 2) == Math.floor(range.from() * 2);
            if (last != null && same && range.to() <= 0.9) {
                sure.set(0, last.with(range));
            } else {
                sure.add(0, range);
            }
        }
        return sure;
    }

    static String name(Tally.Range range) {
        return String.format(Locale.ROOT, "%s to %s %%", edge(range.from()), edge(range.to()));
    }

    private static String edge(double probability) {
        return Figures.trimmed(probability * 100, 1);
    }
}
