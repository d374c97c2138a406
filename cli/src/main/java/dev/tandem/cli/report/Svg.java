package dev.tandem.cli.report;

import java.util.List;
import java.util.Locale;

/**
 * A drawing that scales with the page. It is {@link #WIDTH} units wide; text is 11.5 units high, and 15 where the page is so
 * narrow that it would be too small to read. Colours and strokes come from the classes of the style sheet.
 */
final class Svg {
    static final int WIDTH = 420;

    /** The height of letters where they are largest. */
    static final double LETTERS = 15;

    /** Which point of a text its position is. */
    enum Anchor {
        START,
        MIDDLE,
        END;

        private final String value = name().toLowerCase(Locale.ROOT);
    }

    record Point(double x, double y) {}

    private final Html body = new Html();

    /**
     * @param title what the drawing is, for those who cannot see it
     * @param description what can be seen in it
     */
    Svg(double height, String title, String description) {
        body.open(
                "svg",
                "class",
                "chart",
                "role",
                "img",
                "viewBox",
                "0 0 " + WIDTH + " " + number(height),
                "aria-label",
                title + ". " + description);
        body.element("title", title).element("desc", description);
    }

    Svg line(Point from, Point to, String style) {
        body.open(
                        "line",
                        "class",
                        style,
                        "x1",
                        number(from.x),
                        "y1",
                        number(from.y),
                        "x2",
                        number(to.x),
                        "y2",
                        number(to.y))
                .close("line");
        return this;
    }

    /** @param tip what is told of it when it is pointed at */
    Svg rect(double x, double y, double width, double height, String style, String tip) {
        body.open(
                "rect",
                "class",
                style,
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(Math.max(0, width)),
                "height",
                number(Math.max(0, height)));
        body.element("title", tip).close("rect");
        return this;
    }

    /** @param tip what is told of it when it is pointed at */
    Svg circle(Point centre, double radius, String style, String tip) {
        body.open("circle", "class", style, "cx", number(centre.x), "cy", number(centre.y), "r", number(radius));
        body.element("title", tip).close("circle");
        return this;
    }

    /** A line through points; the style says whether it is filled. */
    Svg path(List<Point> points, String style) {
        if (points.isEmpty()) {
            return this;
        }
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(number(point.x))
                    .append(' ')
                    .append(number(point.y));
        }
        body.open("path", "class", style, "d", path.toString()).close("path");
        return this;
    }

    /** @param text of our own, or made {@link Visible} before */
    Svg text(Point at, Anchor anchor, String style, String text) {
        body.element("text", text, "class", style, "x", number(at.x), "y", number(at.y), "text-anchor", anchor.value);
        return this;
    }

    /** Text from data, cut where it would be wider than so many units. */
    Svg data(Point at, Anchor anchor, String style, String text, double width) {
        return text(at, anchor, style, Visible.fitting(text, width / LETTERS));
    }

    Html done() {
        return new Html().add(body).close("svg");
    }

    /** Two decimals at most; what is no number is 0. */
    static String number(double value) {
        double rounded = Double.isFinite(value) ? Math.rint(value * 100) / 100 : 0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
