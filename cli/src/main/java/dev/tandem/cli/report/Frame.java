package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.Svg.Anchor;
import dev.tandem.cli.report.Svg.Point;

/** The ground of a chart with two axes: a grid, ticks with labels, and what the axes tell. */
final class Frame {
    static final double HEIGHT = 282;

    /** Where the axis at the foot goes. */
    static final Span ACROSS = new Span(56, 392);

    /** Where the upright axis goes. */
    static final Span UP = new Span(230, 42);

    private static final double BELOW_TICKS = 20;
    private static final double BELOW_ALL = 44;

    private final Svg svg;
    private final Axis x;
    private final Axis y;

    /**
     * Draws the ground.
     *
     * @param xWords what the axis at the foot tells, with its unit
     * @param yWords what the upright axis tells, with its unit
     */
    Frame(Svg svg, Axis x, Axis y, String xWords, String yWords) {
        this.svg = svg;
        this.x = x;
        this.y = y;
        for (Axis.Tick tick : y.ticks()) {
            double at = y.at(tick.value());
            svg.line(new Point(x.span().start(), at), new Point(x.span().end(), at), "grid");
            svg.text(new Point(x.span().start() - 7, at + 4), Anchor.END, "tick", tick.label());
        }
        double foot = y.span().start();
        for (Axis.Tick tick : x.ticks()) {
            double at = x.at(tick.value());
            svg.line(new Point(at, foot), new Point(at, foot + 5), "axis");
            svg.text(new Point(at, foot + BELOW_TICKS), Anchor.MIDDLE, "tick", tick.label());
        }
        svg.line(new Point(x.span().start(), foot), new Point(x.span().end(), foot), "axis");
        svg.text(new Point(4, 14), Anchor.START, "words", yWords);
        double middle = (x.span().start() + x.span().end()) / 2;
        svg.text(new Point(middle, foot + BELOW_ALL), Anchor.MIDDLE, "words", xWords);
    }

    /** Where a point of data lies on the drawing. */
    Point at(double xValue, double yValue) {
        return new Point(x.at(xValue), y.at(yValue));
    }

    /** An upright line at a value, with a word at its top; left out where the axis does not reach it. */
    void mark(double value, String word) {
        if (!x.holds(value)) {
            return;
        }
        double at = x.at(value);
        svg.line(new Point(at, y.span().start()), new Point(at, y.span().end() - 7), "mark");
        boolean right = at > (x.span().start() + x.span().end()) / 2;
        svg.text(
                new Point(right ? at + 4 : at - 4, y.span().end() - 10),
                right ? Anchor.END : Anchor.START,
                "marked",
                word);
    }
}
