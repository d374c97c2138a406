package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.Steps.Step;
import dev.tandem.link.ScoreBin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** How the scores are distributed: whether what belongs together can be told from what does not. */
final class Scores {
    private static final int MOST = 120;
    private static final double FAR = 200;

    private Scores() {}

    static Html html(List<ScoreBin> scores) {
        Html html = new Html().open("section", "id", "scores");
        html.element("h2", "How well matches stand out");
        html.element(
                "p",
                "Each pair that was looked at has a score: what its fields say for a link and against it, summed up. At 0 both"
                        + " are even; every 2.3 more make a link ten times likelier.");
        List<ScoreBin> bins = bounded(scores);
        if (bins.isEmpty()) {
            return html.element("p", "No pairs were compared.", "class", "note").close("section");
        }
        return html.open("div", "class", "cards").add(figure(bins)).close("div").close("section");
    }

    /** Not more than can be drawn, and none that is out of all proportion. */
    static List<ScoreBin> bounded(List<ScoreBin> scores) {
        List<ScoreBin> within = scores.stream()
                .filter(bin -> bin.from() < bin.to() && bin.to() >= -FAR && bin.from() <= FAR)
                .map(bin -> new ScoreBin(Math.max(-FAR, bin.from()), Math.min(FAR, bin.to()), bin.best(), bin.others()))
                .toList();
        int together = (within.size() + MOST - 1) / MOST;
        if (together <= 1) {
            return within;
        }
        List<ScoreBin> bins = new ArrayList<>();
        for (int i = 0; i < within.size(); i += together) {
            List<ScoreBin> some = within.subList(i, Math.min(within.size(), i + together));
            bins.add(new ScoreBin(
                    some.get(0).from(),
                    some.get(some.size() - 1).to(),
                    some.stream().mapToLong(ScoreBin::best).sum(),
                    some.stream().mapToLong(ScoreBin::others).sum()));
        }
        return bins;
    }

    private static Html figure(List<ScoreBin> bins) {
        String title = "Scores of all pairs that were looked at";
        String words =
                "Two hills that hardly touch mean that matches are easy to tell. Where they overlap, nobody could be"
                        + " sure. Each line of the grid counts ten times as many pairs as the one below.";
        Svg svg = new Svg(Frame.HEIGHT, title, words);
        long most = bins.stream()
                .mapToLong(bin -> Math.max(bin.best(), bin.others()))
                .max()
                .orElse(1);
        Axis x = Axis.linear(
                bins.get(0).from(),
                bins.get(bins.size() - 1).to(),
                new Span(Frame.ACROSS.start(), Frame.ACROSS.end()),
                6,
                value -> value == 0 ? "0" : Figures.signed(value).replace(".0", ""));
        Frame frame = new Frame(svg, x, Axis.powers((double) most, Frame.UP), "score", "pairs in each range of scores");
        Steps.draw(svg, frame, steps(bins, ScoreBin::others), "others");
        Steps.draw(svg, frame, steps(bins, ScoreBin::best), "best");
        frame.mark(0, "even");
        DataTable table = new DataTable("Score", "Likeliest for both rows", "All other pairs");
        for (ScoreBin bin : bins) {
            table.row(
                    Figures.signed(bin.from()) + " to " + Figures.signed(bin.to()),
                    Figures.count(bin.best()),
                    Figures.count(bin.others()));
        }
        List<Legend.Key> keys = List.of(
                Legend.area("best", "pairs that are the likeliest for both their rows"),
                Legend.area("others", "all other pairs"));
        return new DataTable.Figure(title, words, keys, svg.done(), table).html();
    }

    private static List<Step> steps(List<ScoreBin> bins, ToLongFunction<ScoreBin> size) {
        return bins.stream()
                .map(bin -> new Step(bin.from(), bin.to(), (double) size.applyAsLong(bin)))
                .toList();
    }
}
