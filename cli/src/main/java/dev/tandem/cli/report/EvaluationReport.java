package dev.tandem.cli.report;

import dev.tandem.cli.report.Dots.Mark;
import dev.tandem.cli.report.Dots.Row;
import dev.tandem.cli.report.Stacks.Bar;
import dev.tandem.cli.report.Stacks.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The page that tells how good a matcher is on some labelled sets. One file that needs no network and no script. */
public final class EvaluationReport {
    /**
     * How a matcher did on one set. Shares are from 0 to 1, NaN where they cannot be told.
     *
     * @param rows of both tables together
     * @param falseRate the share of claimed links that are false
     * @param calibration how far the probabilities are off, on average over the links
     * @param error why there is nothing to tell; null if all went well
     */
    public record Run(
            String set,
            long rows,
            double precision,
            double recall,
            double f1,
            double falseRate,
            double calibration,
            double seconds,
            double peakHeapMb,
            @Nullable String error) {}

    private static final int MOST_DRAWN = 60;
    private static final double[] FEET = {0.95, 0.9, 0.8, 0.5, 0};
    private static final double TOLERANCE = 0.05;

    private final List<Run> done;
    private final List<Run> drawn;
    private final List<Run> failed;

    private EvaluationReport(List<Run> runs) {
        done = runs.stream().filter(run -> run.error() == null).toList();
        drawn = done.subList(0, Math.min(MOST_DRAWN, done.size()));
        failed = runs.stream().filter(run -> run.error() != null).toList();
    }

    /**
     * Writes the page; the same input gives the same bytes. A file that is there is overwritten.
     *
     * @param matcher the name of what was tried
     * @param runs in the order in which they are shown
     * @throws IOException if the file cannot be written
     */
    public static void write(Path out, String matcher, List<Run> runs) throws IOException {
        Html body = new EvaluationReport(runs).html(matcher);
        Files.writeString(out, Page.of(matcher + " - evaluation", body), StandardCharsets.UTF_8);
    }

    private Html html(String matcher) {
        Html body = new Html().open("header").element("p", "Tandem evaluation", "class", "brand");
        body.open("h1")
                .text("How good is ")
                .data(matcher)
                .text("?")
                .close("h1")
                .close("header")
                .open("main");
        body.open("section", "id", "overview").element("h2", "All in all");
        lead(body);
        tiles(body);
        body.close("section");
        if (!done.isEmpty()) {
            body.open("section", "id", "sets").element("h2", "Set by set").open("div", "class", "cards");
            body.add(quality()).add(calibration()).add(cost("Seconds", " s", 2, Run::seconds));
            body.add(cost("Peak heap", " MB", 0, Run::peakHeapMb)).close("div");
            if (drawn.size() < done.size()) {
                body.element(
                        "p",
                        "The charts show the first " + MOST_DRAWN + " of " + Figures.count(done.size()) + " sets.",
                        "class",
                        "note");
            }
            body.close("section").open("section", "id", "numbers").element("h2", "All numbers");
            body.open("div", "class", "card").add(numbers().done()).close("div").close("section");
        }
        return failures(body).close("main");
    }

    private void lead(Html html) {
        html.open("p", "class", "lead");
        html.text("The matcher was run on " + Figures.count(done.size() + failed.size(), "set", "sets")
                + " whose true links are known, and told nothing of them. ");
        if (!failed.isEmpty()) {
            html.text(Figures.count(failed.size()) + " of them gave no result. ");
        }
        done.stream().min(Comparator.comparingDouble(Run::f1)).ifPresent(worst -> {
            html.text("It does worst on ").data(worst.set());
            html.text(", with an F1 of " + Figures.percent(worst.f1()) + ". ");
        });
        html.text("F1 is precision and recall in one number: high only if both are.")
                .close("p");
    }

    private void tiles(Html html) {
        html.open("div", "class", "tiles");
        Tile.add(html, "f1", Figures.percent(mean(Run::f1)), "F1 on average", "every set counts the same");
        Tile.add(html, "precision", Figures.percent(mean(Run::precision)), "precision", "of what is claimed is right");
        Tile.add(html, "recall", Figures.percent(mean(Run::recall)), "recall", "of what there is was found");
        Tile.add(html, "alone", Figures.percent(mean(Run::falseRate)), "false links", "of what is claimed is wrong");
        double off = mean(Run::calibration);
        Tile.add(html, "linked", Figures.percent(off), "off in probability", "on average over the links");
        if (!failed.isEmpty()) {
            Tile.add(html, "review", Figures.count(failed.size()), "without a result", "told of below");
        }
        html.close("div");
    }

    private double mean(ToDoubleFunction<Run> value) {
        return done.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private Html quality() {
        double least = done.stream()
                .flatMapToDouble(run -> DoubleStream.of(run.precision(), run.recall(), run.f1()))
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double foot =
                Arrays.stream(FEET).filter(value -> value <= least).findFirst().orElse(0);
        String title = "F1, with precision and recall";
        String words = "The closer to the right, the better; the closer precision and recall are, the better balanced."
                + (foot > 0 ? " The scale begins at " + Figures.percent(foot) + "." : "");
        List<Row> rows = new ArrayList<>();
        DataTable table = new DataTable("Set", "F1", "Precision", "Recall");
        for (Run run : drawn) {
            String f1 = Figures.percent(run.f1());
            String precision = Figures.percent(run.precision());
            String recall = Figures.percent(run.recall());
            rows.add(new Row(
                    run.set(),
                    f1,
                    List.of(
                            new Mark(run.precision(), "dot", "precision " + precision),
                            new Mark(run.recall(), "ring", "recall " + recall),
                            new Mark(run.f1(), "sum tall", "F1 " + f1))));
            table.row(run.set(), f1, precision, recall);
        }
        List<Legend.Key> keys = List.of(
                Legend.area("sum", "F1 (upright stroke)"),
                Legend.area("dot", "precision"),
                Legend.area("ring", "recall (ring)"));
        Html drawing = Dots.draw(title, words, new Dots.Scale(foot, 1, Figures::percent), rows);
        return new DataTable.Figure(title, words, keys, drawing, table).html();
    }

    private Html calibration() {
        String title = "How far the probabilities are off";
        String words =
                "Of links said to be 90 % sure, 90 % should be true. The closer to the left, the better they can be"
                        + " believed; up to " + Figures.percent(TOLERANCE) + " is good.";
        double most = Math.max(
                0.1,
                drawn.stream()
                        .mapToDouble(Run::calibration)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0));
        List<Row> rows = new ArrayList<>();
        DataTable table = new DataTable("Set", "Off by");
        for (Run run : drawn) {
            String off = Figures.percent(run.calibration());
            String style = run.calibration() > TOLERANCE ? "against" : "dot";
            rows.add(
                    new Row(run.set(), off, List.of(new Mark(0, "none", ""), new Mark(run.calibration(), style, off))));
            table.row(run.set(), off);
        }
        List<Legend.Key> keys = List.of(
                Legend.area("dot", "within " + Figures.percent(TOLERANCE)), Legend.area("against", "more than that"));
        Html drawing = Dots.draw(title, words, new Dots.Scale(0, most, Figures::percent), rows);
        return new DataTable.Figure(title, words, keys, drawing, table).html();
    }

    private Html cost(String title, String unit, int decimals, ToDoubleFunction<Run> value) {
        List<Bar> bars = new ArrayList<>();
        DataTable table = new DataTable("Set", "Rows", title);
        for (Run run : drawn) {
            double size = value.applyAsDouble(run);
            String words = Figures.decimal(size, decimals) + unit;
            bars.add(new Bar(run.set(), words, List.of(new Part(size, "part2", words))));
            table.row(run.set(), Figures.count(run.rows()), words);
        }
        String words = "What it took for each set. The longest bar is the greatest.";
        Html drawing = Stacks.draw(title, words, bars, false);
        return new DataTable.Figure(title, words, List.of(), drawing, table).html();
    }

    private DataTable numbers() {
        DataTable table = new DataTable(
                "Set",
                "Rows",
                "Precision",
                "Recall",
                "F1",
                "False links",
                "Off in probability",
                "Seconds",
                "Peak heap, MB");
        for (Run run : done) {
            table.row(
                    run.set(),
                    Figures.count(run.rows()),
                    share(run.precision()),
                    share(run.recall()),
                    share(run.f1()),
                    share(run.falseRate()),
                    share(run.calibration()),
                    Figures.decimal(run.seconds(), 2),
                    Figures.decimal(run.peakHeapMb(), 0));
        }
        return table;
    }

    /** As papers have it: {@code .985}. */
    private static String share(double share) {
        String text = Figures.decimal(share, 4);
        return text.startsWith("0.") ? text.substring(1) : text.toLowerCase(Locale.ROOT);
    }

    private Html failures(Html html) {
        if (failed.isEmpty()) {
            return html;
        }
        html.open("section", "id", "failures").element("h2", "Sets without a result");
        DataTable table = DataTable.ofWords("Set", "Rows", "Why");
        for (Run run : failed) {
            table.row(run.set(), Figures.count(run.rows()), run.error() == null ? "" : run.error());
        }
        return html.open("div", "class", "card").add(table.done()).close("div").close("section");
    }
}
