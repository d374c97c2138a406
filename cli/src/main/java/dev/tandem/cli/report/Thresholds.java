package dev.tandem.cli.report;

import dev.tandem.cli.report.Lines.Series;
import dev.tandem.cli.report.Svg.Point;
import dev.tandem.cli.report.Tally.At;
import dev.tandem.cli.report.Tally.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What another threshold would give; and, if the truth is known, whether the probabilities can be believed. */
final class Thresholds {
    private static final double[] FEET = {0.99, 0.95, 0.9, 0.8, 0.5, 0};
    private static final double TOLERANCE = 0.05;

    private final Tally tally;
    private final double threshold;

    Thresholds(Tally tally, double threshold) {
        this.tally = tally;
        this.threshold = threshold;
    }

    Html html() {
        Html html = new Html().open("section", "id", "thresholds");
        html.element("h2", "What another threshold would give");
        html.element(
                "p",
                "A link is claimed if it is sure enough. A higher threshold claims fewer links and fewer wrong ones; a lower"
                        + " one finds more. This is how to choose between them.");
        List<At> curve = tally.curve();
        if (curve.isEmpty()) {
            return html.element("p", "There are no links to draw.", "class", "note")
                    .close("section");
        }
        html.open("div", "class", "cards").add(precisionAndRecall(curve));
        if (tally.hasTruth()) {
            html.add(calibration());
        }
        return html.close("div").close("section");
    }

    private Html precisionAndRecall(List<At> curve) {
        double from =
                curve.get(0).threshold() < 0.1 ? Tally.LOWEST : curve.get(0).threshold() < 0.5 ? 0.1 : 0.5;
        double foot = foot(curve);
        String words =
                "Precision is the share of claimed links that are right, recall the share of all true links that are"
                        + " claimed. "
                        + (tally.hasTruth() ? "" : "Both are estimated from the probabilities, without labels. ")
                        + "Toward certainty the axis at the foot is stretched"
                        + (foot > 0 ? "; the upright one begins at " + Figures.percent(foot) : "") + ".";
        Svg svg = new Svg(Frame.HEIGHT, "Precision and recall against the threshold", words);
        Frame frame = new Frame(
                svg,
                Axis.odds(from, Tally.HIGHEST, Frame.ACROSS),
                Axis.linear(foot, 1, Frame.UP, 5, Figures::percent),
                "threshold: how sure a link must be",
                "share of links");
        List<Series> lines = new ArrayList<>();
        List<Legend.Key> keys = new ArrayList<>();
        String broad = tally.hasTruth() ? " broad" : "";
        add(
                lines,
                keys,
                "line precision" + broad,
                "precision, estimated",
                points(curve, At::estimated, Quality::precision));
        add(lines, keys, "line recall" + broad, "recall, estimated", points(curve, At::estimated, Quality::recall));
        if (tally.hasTruth()) {
            add(lines, keys, "line precision", "precision, in truth", points(curve, At::known, Quality::precision));
            add(lines, keys, "line recall", "recall, in truth", points(curve, At::known, Quality::recall));
        }
        frame.mark(threshold, "used: " + Figures.percent(threshold));
        Lines.draw(svg, frame, lines);
        return new DataTable.Figure(
                        "Precision and recall against the threshold", words, keys, svg.done(), numbers(curve))
                .html();
    }

    private static void add(List<Series> lines, List<Legend.Key> keys, String style, String words, List<Point> points) {
        lines.add(new Series(style, points));
        keys.add(Legend.line(style, words));
    }

    private static List<Point> points(List<At> curve, Function<At, Quality> kind, ToDoubleFunction<Quality> value) {
        return curve.stream()
                .map(at -> new Point(at.threshold(), value.applyAsDouble(kind.apply(at))))
                .filter(point -> !Double.isNaN(point.y()))
                .toList();
    }

    /** Where the upright axis begins: as high as all lines allow. */
    private double foot(List<At> curve) {
        double least = 1;
        for (At at : curve) {
            least = Math.min(
                    least, Math.min(at.estimated().precision(), at.estimated().recall()));
            if (tally.hasTruth()) {
                least = Math.min(
                        least, Math.min(at.known().precision(), at.known().recall()));
            }
        }
        for (double foot : FEET) {
            if (least >= foot) {
                return foot;
            }
        }
        return 0;
    }

    private DataTable numbers(List<At> curve) {
        DataTable table = tally.hasTruth()
                ? new DataTable(
                        "Threshold",
                        "Links",
                        "Precision, estimated",
                        "Recall, estimated",
                        "Precision, in truth",
                        "Recall, in truth")
                : new DataTable("Threshold", "Links", "Precision, estimated", "Recall, estimated");
        for (int i = 0; i < curve.size(); i += Math.max(1, curve.size() / 20)) {
            At at = curve.get(i);
            List<String> cells = new ArrayList<>(List.of(
                    Figures.count(at.links()),
                    Figures.percent(at.estimated().precision()),
                    Figures.percent(at.estimated().recall())));
            if (tally.hasTruth()) {
                cells.add(Figures.percent(at.known().precision()));
                cells.add(Figures.percent(at.known().recall()));
            }
            table.row(Figures.percent(at.threshold()), cells.toArray(String[]::new));
        }
        return table;
    }

    private Html calibration() {
        String words =
                "Of links that claim to be 90 % sure, 90 % should be true: then a dot lies on the line. The larger a dot,"
                        + " the more links; the upright stroke is how far chance alone may move it. On average the probabilities are "
                        + Figures.percent(tally.calibrationError()) + " off.";
        Svg svg = new Svg(Frame.HEIGHT, "Can the probabilities be believed?", words);
        Frame frame = new Frame(
                svg,
                Axis.linear(0, 1, Frame.ACROSS, 5, Figures::percent),
                Axis.linear(0, 1, Frame.UP, 5, Figures::percent),
                "how sure the links are said to be",
                "share that is true");
        svg.path(
                List.of(
                        frame.at(0, 0),
                        frame.at(0, TOLERANCE),
                        frame.at(1 - TOLERANCE, 1),
                        frame.at(1, 1),
                        frame.at(1, 1 - TOLERANCE),
                        frame.at(TOLERANCE, 0)),
                "tolerance");
        svg.line(frame.at(0, 0), frame.at(1, 1), "ideal");
        DataTable table = new DataTable("How sure", "Links", "Mean probability", "True", "Share that is true");
        long most = tally.ranges().stream().mapToLong(Tally.Range::links).max().orElse(1);
        for (Tally.Range range : tally.ranges()) {
            dot(svg, frame, range, most);
            table.row(
                    Overview.name(range),
                    Figures.count(range.links()),
                    Figures.percent(range.mean()),
                    Figures.count(range.right()),
                    Figures.percent(range.share()));
        }
        List<Legend.Key> keys = List.of(
                Legend.area("dot", "links of one range of probability"),
                Legend.line("ideal", "as it should be"),
                Legend.area("tolerance", "within 5 points"));
        return new DataTable.Figure("Can the probabilities be believed?", words, keys, svg.done(), table).html();
    }

    private static void dot(Svg svg, Frame frame, Tally.Range range, long most) {
        double[] bounds = wilson(range.right(), range.links());
        svg.line(frame.at(range.mean(), bounds[0]), frame.at(range.mean(), bounds[1]), "whisker");
        double radius = 3 + 6 * Math.sqrt((double) range.links() / most);
        String tip = Figures.count(range.links()) + " links, " + Figures.percent(range.mean()) + " sure, "
                + Figures.percent(range.share()) + " true";
        svg.circle(frame.at(range.mean(), range.share()), radius, "dot", tip);
    }

    /**
     * Between which shares the true one lies, nineteen times of twenty (E. B. Wilson, Probable Inference, the Law of
     * Succession, and Statistical Inference, JASA 22, 1927).
     */
    static double[] wilson(long right, long all) {
        double z = 1.96;
        double share = (double) right / all;
        double middle = share + z * z / (2 * all);
        double reach = z * Math.sqrt(share * (1 - share) / all + z * z / (4.0 * all * all));
        double scale = 1 + z * z / all;
        return new double[] {Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)};
    }
}
