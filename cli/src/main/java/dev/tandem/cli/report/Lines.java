package dev.tandem.cli.report;

import dev.tandem.cli.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;

/** Draws lines through points of data in a {@link Frame}. */
final class Lines {
    /** @param style the class of its stroke, which the legend has too */
    record Series(String style, List<Point> points) {
        Series {
            points = List.copyOf(points);
        }
    }

    private Lines() {}

    static void draw(Svg svg, Frame frame, List<Series> all) {
        for (Series series : all) {
            List<Point> drawn = new ArrayList<>();
            for (Point point : series.points()) {
                drawn.add(frame.at(point.x(), point.y()));
            }
            svg.path(drawn, series.style());
        }
    }
}
