package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.Svg.Anchor;
import dev.tandem.cli.report.Svg.Point;
import java.util.List;
import java.util.function.DoubleFunction;

/** Rows one below the other, each with some values marked on a line; all lines have one scale. */
final class Dots {
    /** @param style its colour; what is {@code tall} too is drawn as an upright stroke, else as a dot */
    record Mark(double value, String style, String tip) {}

    /**
     * @param name may come from data
     * @param value what is written at its end
     */
    record Row(String name, String value, List<Mark> marks) {
        Row {
            marks = List.copyOf(marks);
        }
    }

    /** What the line of each row goes from and to. */
    record Scale(double from, double to, DoubleFunction<String> label) {}

    private static final Span SPAN = new Span(24, 396);
    private static final double ROW = 42;
    private static final double FOOT = 28;

    private Dots() {}

    static Html draw(String title, String description, Scale scale, List<Row> rows) {
        double foot = rows.size() * ROW + 6;
        Svg svg = new Svg(foot + FOOT, title, description);
        Axis axis = Axis.linear(scale.from, scale.to, SPAN, 6, scale.label);
        for (Axis.Tick tick : axis.ticks()) {
            double at = axis.at(tick.value());
            svg.line(new Point(at, 0), new Point(at, foot), "grid");
            svg.text(new Point(at, foot + 18), Anchor.MIDDLE, "tick", tick.label());
        }
        double top = 0;
        for (Row row : rows) {
            draw(svg, axis, row, top);
            top += ROW;
        }
        return svg.done();
    }

    private static void draw(Svg svg, Axis axis, Row row, double top) {
        double value = Visible.width(row.value) * Svg.LETTERS;
        svg.data(new Point(4, top + 15), Anchor.START, "name halo", row.name, Svg.WIDTH - 18 - value);
        svg.text(new Point(Svg.WIDTH - 4.0, top + 15), Anchor.END, "value halo", row.value);
        double middle = top + 30;
        List<Mark> known =
                row.marks.stream().filter(mark -> Double.isFinite(mark.value)).toList();
        double low = known.stream().mapToDouble(Mark::value).min().orElse(Double.NaN);
        double high = known.stream().mapToDouble(Mark::value).max().orElse(Double.NaN);
        svg.line(new Point(SPAN.start(), middle), new Point(SPAN.end(), middle), "grid");
        if (!known.isEmpty()) {
            svg.line(new Point(axis.at(low), middle), new Point(axis.at(high), middle), "reach");
        }
        for (Mark mark : known) {
            double at = axis.at(mark.value);
            if (mark.style.contains("tall")) {
                svg.rect(at - 2, middle - 8, 4, 16, mark.style, mark.tip);
            } else {
                svg.circle(new Point(at, middle), 5.5, mark.style, mark.tip);
            }
        }
    }
}
