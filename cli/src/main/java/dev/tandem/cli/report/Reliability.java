package dev.tandem.cli.report;

import dev.tandem.cli.score.Calibration;
import dev.tandem.cli.score.Calibration.Bin;
import java.util.List;
import java.util.Locale;

/** The chart that says whether probabilities mean what they say. */
final class Reliability {
    private static final double TOLERANCE = 0.05;
    private static final List<Legend.Key> KEYS = List.of(
            Legend.area("dot", "links of one range of probability"),
            Legend.line("ideal", "as it should be"),
            Legend.area("tolerance", "within 5 points"));

    private Reliability() {}

    static Html figure(Calibration calibration) {
        String title = "Can the probabilities be believed?";
        String words =
                "Of links that claim to be 90 % sure, 90 % should be true: then a dot lies on the line. The larger a"
                        + " dot, the more links; the upright stroke is how far chance alone may move it.";
        Svg svg = new Svg(Frame.HEIGHT, title, words);
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
        DataTable table = new DataTable("How sure", "Links", "Mean probability", "Share that is true");
        long most = calibration.bins().stream().mapToLong(Bin::count).max().orElse(1);
        for (Bin bin : calibration.bins()) {
            dot(svg, frame, bin, most);
            table.row(
                    String.format(Locale.ROOT, "%.0f to %.0f %%", bin.from() * 100, bin.from() * 100 + 10),
                    Figures.count(bin.count()),
                    Figures.percent(bin.probability()),
                    Figures.percent(bin.right()));
        }
        return new DataTable.Figure(title, words, KEYS, svg.done(), table).html();
    }

    private static void dot(Svg svg, Frame frame, Bin bin, long most) {
        double[] bounds = Thresholds.wilson(Math.round(bin.right() * bin.count()), bin.count());
        svg.line(frame.at(bin.probability(), bounds[0]), frame.at(bin.probability(), bounds[1]), "whisker");
        String tip = Figures.count(bin.count(), "link", "links") + ", " + Figures.percent(bin.probability()) + " sure, "
                + Figures.percent(bin.right()) + " true";
        double radius = 3 + 6 * Math.sqrt((double) bin.count() / most);
        svg.circle(frame.at(bin.probability(), bin.right()), radius, "dot", tip);
    }
}
