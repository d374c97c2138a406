package dev.tandem.cli.report;

import dev.tandem.cli.report.Stacks.Bar;
import dev.tandem.cli.report.Stacks.Part;
import dev.tandem.cli.score.Accuracy;
import dev.tandem.cli.score.Calibration;
import dev.tandem.cli.score.Trial;
import dev.tandem.cli.score.Trial.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The page that draws how a matcher did on labelled sets. One file that needs no network and no script. */
public final class EvaluationReport {
    private static final double MEGABYTE = 1 << 20;

    /** A set that did not fail. */
    private record Done(String set, Result result) {
        Accuracy accuracy() {
            return result.accuracy();
        }
    }

    private final String matcher;
    private final List<Trial> trials;
    private final List<Done> done = new ArrayList<>();

    private EvaluationReport(String matcher, List<Trial> trials) {
        this.matcher = matcher;
        this.trials = trials;
        for (Trial trial : trials) {
            Result result = trial.result();
            if (result != null) {
                done.add(new Done(trial.set(), result));
            }
        }
    }

    /**
     * Writes the page. A file that is there is overwritten.
     *
     * @param matcher what the matcher is called
     * @throws IOException if the file cannot be written
     */
    public static void write(Path out, String matcher, List<Trial> trials) throws IOException {
        Files.writeString(out, new EvaluationReport(matcher, trials).page(), StandardCharsets.UTF_8);
    }

    private String page() {
        Html body = new Html().open("header").element("p", "Tandem evaluation", "class", "brand");
        body.open("h1").text("The matcher ").data(matcher).close("h1").close("header");
        body.open("main").add(overview());
        if (!done.isEmpty()) {
            body.open("section", "id", "charts").element("h2", "Set by set");
            body.open("div", "class", "cards").add(found()).add(reliability()).add(seconds());
            body.add(memory()).close("div").close("section");
        }
        return Page.of(matcher + " - evaluation", body.close("main"));
    }

    private Html overview() {
        Html html = new Html().open("section", "id", "overview").element("h2", "How good it is");
        long wrong = done.stream().mapToLong(one -> one.accuracy().wrong()).sum();
        long claimed =
                wrong + done.stream().mapToLong(one -> one.accuracy().right()).sum();
        html.element(
                "p",
                "Held against " + Figures.count(trials.size(), "labelled set", "labelled sets") + ". "
                        + (done.size() < trials.size()
                                ? Figures.count(trials.size() - done.size())
                                        + " failed, and the figures are of the others. "
                                : "")
                        + "Of " + Figures.count(claimed, "link", "links") + " that it claimed, " + Figures.count(wrong)
                        + (wrong == 1 ? " is" : " are") + " false.",
                "class",
                "lead");
        html.open("div", "class", "tiles");
        tile(html, "f1", Accuracy::f1, "F1, both in one number");
        tile(html, "precision", Accuracy::precision, "of what is claimed is right (precision)");
        tile(html, "recall", Accuracy::recall, "of what there is was found (recall)");
        tile(html, "alone", Accuracy::falseLinkRate, "of what is claimed is false");
        return html.close("div")
                .open("div", "class", "card")
                .add(figures())
                .close("div")
                .close("section");
    }

    private void tile(Html html, String style, Function<Accuracy, OptionalDouble> share, String words) {
        double mean = done.stream()
                .map(one -> share.apply(one.accuracy()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(Double.NaN);
        html.open("div", "class", "tile " + style).element("p", Figures.percent(mean), "class", "number");
        html.element("p", words, "class", "what").element("p", "mean of the sets", "class", "note");
        html.close("div");
    }

    private Html figures() {
        DataTable table = new DataTable(
                "Set", "Rows", "Precision", "Recall", "F1", "False links", "Calibration error", "Seconds", "Peak heap");
        for (Trial trial : trials) {
            Result result = trial.result();
            if (result == null) {
                table.row(trial.set(), "failed: " + trial.failure());
                continue;
            }
            Accuracy accuracy = result.accuracy();
            table.row(
                    trial.set(),
                    Figures.count(result.leftRows()) + " × " + Figures.count(result.rightRows()),
                    share(accuracy.precision()),
                    share(accuracy.recall()),
                    share(accuracy.f1()),
                    share(accuracy.falseLinkRate()),
                    share(result.calibration().error()),
                    Figures.decimal(seconds(result), 2),
                    Figures.decimal(result.peakHeap() / MEGABYTE, 0) + " MB");
        }
        return table.done();
    }

    private static String share(OptionalDouble share) {
        return Figures.percent(share.orElse(Double.NaN));
    }

    private static double seconds(Result result) {
        return result.time().toNanos() / 1e9;
    }

    private Html found() {
        List<Bar> bars = new ArrayList<>();
        DataTable table = new DataTable("Set", "Found", "Missed", "False");
        for (Done one : done) {
            Accuracy accuracy = one.accuracy();
            bars.add(new Bar(
                    one.set(),
                    "F1 " + share(accuracy.f1()),
                    List.of(
                            new Part(accuracy.right(), "linked", Figures.count(accuracy.right()) + " found"),
                            new Part(accuracy.missed(), "alone", Figures.count(accuracy.missed()) + " missed"),
                            new Part(accuracy.wrong(), "against", Figures.count(accuracy.wrong()) + " false"))));
            table.row(
                    one.set(),
                    Figures.count(accuracy.right()),
                    Figures.count(accuracy.missed()),
                    Figures.count(accuracy.wrong()));
        }
        String title = "True links found and missed, and false ones";
        String words = "The whole bar is every true link and every false one that was claimed.";
        List<Legend.Key> keys = List.of(
                Legend.area("linked", "true, and claimed"),
                Legend.area("alone", "true, and missed"),
                Legend.area("against", "claimed, and false"));
        return new DataTable.Figure(title, words, keys, Stacks.draw(title, words, bars, true), table).html();
    }

    private Html reliability() {
        return Reliability.figure(Calibration.sum(
                done.stream().map(one -> one.result().calibration()).toList()));
    }

    private Html seconds() {
        return bars(
                "How long it took",
                "Seconds for linking alone, the tables being in memory. The first set pays for the start of Java.",
                EvaluationReport::seconds,
                value -> Figures.decimal(value, 2) + " s");
    }

    private Html memory() {
        return bars(
                "How much memory it took",
                "The highest use of the heap, tables and garbage included: never less than what was needed.",
                result -> result.peakHeap() / MEGABYTE,
                value -> Figures.decimal(value, 0) + " MB");
    }

    private Html bars(String title, String words, ToDoubleFunction<Result> size, Function<Double, String> told) {
        List<Bar> bars = new ArrayList<>();
        DataTable table = new DataTable("Set", title);
        for (Done one : done) {
            double value = size.applyAsDouble(one.result());
            bars.add(new Bar(one.set(), told.apply(value), List.of(new Part(value, "linked", told.apply(value)))));
            table.row(one.set(), told.apply(value));
        }
        return new DataTable.Figure(title, words, List.of(), Stacks.draw(title, words, bars, false), table).html();
    }
}
