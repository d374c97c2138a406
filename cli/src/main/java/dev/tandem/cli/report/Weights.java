package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.Svg.Anchor;
import dev.tandem.cli.report.Svg.Point;

/** The ground of a chart whose bars go to the left for what speaks against a link, and to the right for what speaks for it. */
final class Weights {
    private static final double FAR = 60;

    private final Svg svg;
    private final Axis axis;

    /**
     * @param low the least value to be drawn, or 0
     * @param high the greatest, or 0
     */
    Weights(Svg svg, double low, double high, Span span, int ticks) {
        this.svg = svg;
        axis = Axis.linear(near(low), near(high), span, ticks, Weights::tick);
    }

    private static String tick(double value) {
        return value == 0 ? "0" : (value > 0 ? "+" : "−") + Figures.trimmed(Math.abs(value), 1);
    }

    /** What is further off is drawn at the edge; its number is told in full. */
    private static double near(double value) {
        return Double.isNaN(value) ? 0 : Math.max(-FAR, Math.min(FAR, value));
    }

    /** Grid, ticks and the line of nought, from one height to another. */
    void ground(double top, double foot) {
        for (Axis.Tick tick : axis.ticks()) {
            double at = axis.at(tick.value());
            svg.line(new Point(at, top), new Point(at, foot), tick.value() == 0 ? "zero" : "grid");
            svg.text(new Point(at, foot + 16), Anchor.MIDDLE, "tick", tick.label());
        }
    }

    double at(double value) {
        return axis.at(near(value));
    }

    /**
     * A bar from one value to another, with a number at the end to which it goes.
     *
     * @param number what is written there
     */
    void bar(Span values, Span heights, String style, String number) {
        double begin = at(values.start());
        double end = at(values.end());
        boolean right = values.end() >= values.start();
        double width = Math.max(1.5, Math.abs(end - begin));
        double x = Math.min(begin, end);
        svg.rect(x, heights.start(), width, heights.end() - heights.start(), style, number);
        double middle = (heights.start() + heights.end()) / 2 + 4.5;
        svg.text(
                new Point(right ? x + width + 4 : x - 4, middle),
                right ? Anchor.START : Anchor.END,
                "value halo",
                number);
    }
}
