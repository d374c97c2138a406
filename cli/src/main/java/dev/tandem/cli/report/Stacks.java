package dev.tandem.cli.report;

import dev.tandem.cli.report.Svg.Anchor;
import dev.tandem.cli.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;

/** Bars that lie one below the other, each made of parts, its name and its sum above it. */
final class Stacks {
    /** @param tip what is told of the part when it is pointed at */
    record Part(double size, String style, String tip) {}

    /** @param name may come from data */
    record Bar(String name, String sum, List<Part> parts) {
        Bar {
            parts = List.copyOf(parts);
        }

        double size() {
            return parts.stream().mapToDouble(Part::size).sum();
        }
    }

    private static final double LEFT = 4;
    private static final double RIGHT = Svg.WIDTH - 4.0;
    private static final double ROW = 40;
    private static final double THICK = 16;
    private static final double LEAST = 1.5;

    private Stacks() {}

    /** @param whole whether every bar is as long as there is room, for shares; else the longest bar is */
    static Html draw(String title, String description, List<Bar> bars, boolean whole) {
        double height = bars.stream().mapToDouble(Stacks::height).sum();
        Svg svg = new Svg(height, title, description);
        double longest =
                Math.max(1e-9, bars.stream().mapToDouble(Bar::size).max().orElse(0));
        double top = 0;
        for (Bar bar : bars) {
            double foot = top + height(bar);
            double sumWidth = Visible.width(bar.sum()) * Svg.LETTERS;
            svg.data(new Point(LEFT, top + 14), Anchor.START, "name", bar.name(), RIGHT - LEFT - sumWidth - 10);
            svg.text(new Point(RIGHT, top + 14), Anchor.END, "value", bar.sum());
            svg.rect(LEFT, foot - THICK - 4, RIGHT - LEFT, THICK, "track", bar.sum());
            draw(svg, bar, whole ? Math.max(1e-9, bar.size()) : longest, foot - THICK - 4);
            top = foot;
        }
        return svg.done();
    }

    /** A bar without a name is nothing but the bar. */
    private static double height(Bar bar) {
        return bar.name().isEmpty() ? THICK + 4 : ROW;
    }

    private static void draw(Svg svg, Bar bar, double full, double top) {
        List<Part> parts = new ArrayList<>(bar.parts());
        parts.removeIf(part -> !(part.size() > 0));
        double x = LEFT;
        for (Part part : parts) {
            double width = Math.max(LEAST, (RIGHT - LEFT) * part.size() / full);
            svg.rect(Math.min(x, RIGHT - LEAST), top, Math.min(width, RIGHT - x), THICK, part.style(), part.tip());
            x += width;
        }
    }
}
