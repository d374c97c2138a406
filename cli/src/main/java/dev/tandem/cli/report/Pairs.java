package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.LinkReport.Side;
import dev.tandem.link.Explanation;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Single pairs: how their scores come about, and both rows side by side. */
final class Pairs {
    /** How many pairs of either decision are shown side by side. */
    static final int MOST = 10;

    /** A pair of which a waterfall is drawn. */
    private record Picked(String title, Link link, Explanation explanation) {}

    private final Linkage linkage;
    private final Tally tally;
    private final List<Link> claimed;
    private final List<Link> review;
    private final Rows rows;

    Pairs(Side left, Side right, Linkage linkage, Tally tally) {
        this.linkage = linkage;
        this.tally = tally;
        claimed = of(Decision.LINK);
        review = of(Decision.REVIEW);
        List<Link> shown = new ArrayList<>(leastSure());
        shown.addAll(likeliestForReview());
        rows = new Rows(left, right, linkage.fields(), shown);
    }

    private List<Link> of(Decision decision) {
        return linkage.links().stream()
                .filter(link -> link.decision() == decision)
                .toList();
    }

    private List<Link> leastSure() {
        List<Link> last = new ArrayList<>(claimed.subList(Math.max(0, claimed.size() - MOST), claimed.size()));
        Collections.reverse(last);
        return last;
    }

    private List<Link> likeliestForReview() {
        return review.subList(0, Math.min(MOST, review.size()));
    }

    Html html() {
        Html html = new Html();
        if (claimed.isEmpty() && review.isEmpty()) {
            return html;
        }
        waterfalls(html);
        sideBySide(
                html,
                "least-sure",
                "The least sure links",
                "Claimed, but with the least certainty: if any are wrong, they are most likely among these.",
                leastSure(),
                claimed.size());
        sideBySide(
                html,
                "review",
                "For a person to look at",
                "Too likely to be passed over, not sure enough to be claimed. The likeliest come first.",
                likeliestForReview(),
                review.size());
        return html;
    }

    private void waterfalls(Html html) {
        html.open("section", "id", "why").element("h2", "Why a pair has its score");
        html.element(
                "p",
                "Every score can be followed step by step. It begins low, for a pair taken at random is hardly ever a match; what"
                        + " agrees moves it to the right, what differs to the left. The probability then also takes the"
                        + " rivals of both rows into account.");
        html.open("div", "class", "cards");
        List<Picked> picked = new ArrayList<>();
        if (!claimed.isEmpty()) {
            picked.add(pick("The surest link", claimed.get(0)));
        }
        if (claimed.size() > 2) {
            picked.add(pick("A link from the middle", claimed.get(claimed.size() / 2)));
        }
        if (claimed.size() > 1) {
            picked.add(pick("The least sure link", claimed.get(claimed.size() - 1)));
        }
        if (!review.isEmpty()) {
            picked.add(pick("The likeliest of those for review", review.get(0)));
        }
        Span range = Waterfall.range(picked.stream().map(Picked::explanation).toList());
        picked.forEach(one -> html.add(waterfall(one, range)));
        html.close("div").close("section");
    }

    private Picked pick(String title, Link link) {
        return new Picked(title, link, linkage.explain(link.leftId(), link.rightId()));
    }

    private static Html waterfall(Picked picked, Span range) {
        Link link = picked.link;
        Explanation explanation = picked.explanation;
        DataTable table = DataTable.ofWords("Field", "How the values compare", "Weight");
        table.row("Before anything is compared", "", Figures.signed(explanation.prior()));
        for (Explanation.Weight weight : explanation.weights()) {
            table.row(weight.field(), weight.level(), Figures.signed(weight.value()));
        }
        table.row("Score", "", Figures.signed(explanation.score()));
        Html html = new Html().open("figure", "class", "card").open("figcaption");
        html.element("h3", picked.title).open("p");
        html.data(link.leftId()).text(" and ").data(link.rightId());
        html.text(", " + Figures.percent(link.probability()) + " sure")
                .close("p")
                .close("figcaption");
        html.add(Waterfall.draw(link.leftId() + " and " + link.rightId(), explanation, range));
        return html.add(DataTable.folded(table)).close("figure");
    }

    private void sideBySide(Html html, String id, String title, String words, List<Link> shown, int all) {
        if (shown.isEmpty()) {
            return;
        }
        html.open("section", "id", id).element("h2", title).element("p", words);
        for (Link link : shown) {
            html.open("article", "class", "card pair").open("h3");
            html.data(link.leftId()).text(" and ").data(link.rightId()).close("h3");
            html.element("p", standing(link), "class", "standing");
            html.add(rows.sideBySide(link, linkage.explain(link.leftId(), link.rightId())))
                    .close("article");
        }
        if (shown.size() < all) {
            html.element(
                    "p",
                    Figures.count(shown.size()) + " of " + Figures.count(all) + " are shown; links.csv has all.",
                    "class",
                    "note");
        }
        html.close("section");
    }

    private String standing(Link link) {
        double next = link.probability() - link.margin();
        String rival = next < 0.0005
                ? "no other candidate comes near"
                : "the next candidate of either row: " + Figures.percent(next);
        String known = !tally.hasTruth() ? "" : tally.isTrue(link) ? "; in truth a match" : "; in truth no match";
        return Figures.percent(link.probability()) + " sure; " + rival + known;
    }
}
