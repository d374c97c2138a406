package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.Svg.Anchor;
import dev.tandem.cli.report.Svg.Point;
import dev.tandem.link.FieldFinding.Level;
import java.util.List;

/** The levels of one field: how much each weighs, and how often it is met among matches and among other pairs. */
final class LevelBars {
    private static final Span WEIGHT = new Span(84, 214);
    private static final double SHARES = 272;
    private static final double SHARES_WIDTH = 84;
    private static final double HEAD = 22;
    private static final double ROW = 56;
    private static final double FOOT = 26;

    private final Svg svg;
    private final Weights weights;

    private LevelBars(Svg svg, Weights weights) {
        this.svg = svg;
        this.weights = weights;
    }

    /**
     * @param range of the weights of all fields, so that their charts can be compared
     * @param field may come from data
     */
    static Html draw(String field, List<Level> levels, Span range) {
        double foot = HEAD + levels.size() * ROW;
        Svg svg = new Svg(
                foot + FOOT,
                "Weights of " + Visible.of(field),
                "One row for each way in which two values compare: a bar to the right speaks for a link, to the left"
                        + " against it; beside it, how often that is met among matches and among pairs taken at random");
        svg.text(new Point(SHARES, 13), Anchor.START, "words", "how often");
        LevelBars bars = new LevelBars(svg, new Weights(svg, range.start(), range.end(), WEIGHT, 8));
        svg.text(new Point(bars.weights.at(0) - 6, 13), Anchor.END, "words", "← against");
        svg.text(new Point(bars.weights.at(0) + 6, 13), Anchor.START, "words", "for →");
        bars.weights.ground(HEAD, foot);
        double top = HEAD;
        for (Level level : levels) {
            bars.draw(level, top);
            top += ROW;
        }
        return svg.done();
    }

    private void draw(Level level, double top) {
        svg.data(new Point(4, top + 14), Anchor.START, "name halo", level.name(), Svg.WIDTH - 8.0);
        String style = level.weight() < 0 ? "against" : "for";
        weights.bar(new Span(0, level.weight()), new Span(top + 23, top + 45), style, Figures.signed(level.weight()));
        share(level.matches(), top + 20, "matches");
        share(level.others(), top + 36, "others");
    }

    private void share(double share, double top, String style) {
        double width = SHARES_WIDTH * Math.max(0, Math.min(1, share));
        svg.rect(SHARES, top, SHARES_WIDTH, 12, "track", Figures.percent(share));
        svg.rect(SHARES, top, share > 0 ? Math.max(1.5, width) : 0, 12, style, Figures.percent(share));
        svg.text(new Point(SHARES + SHARES_WIDTH + 4, top + 11), Anchor.START, "value", Figures.percent(share));
    }
}
