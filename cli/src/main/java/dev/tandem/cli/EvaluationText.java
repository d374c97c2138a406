package dev.tandem.cli;

import static java.lang.Double.NaN;

import dev.tandem.cli.report.EvaluationReport.Run;
import dev.tandem.cli.score.Accuracy;
import dev.tandem.cli.score.Trial;
import dev.tandem.cli.score.Trial.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells how a matcher did: as a table for a person, or as a JSON document. */
final class EvaluationText {
    private static final double MEGABYTE = 1 << 20;

    private EvaluationText() {}

    static String table(List<Trial> trials, int width) {
        Grid grid = new Grid()
                .add("set", "rows", "precision", "recall", "F1", "false links", "calibration", "seconds", "peak heap");
        for (Trial trial : trials) {
            Result result = trial.result();
            if (result == null) {
                grid.addWithNote(Show.text(trial.failure()), Show.text(trial.set()), "failed");
            } else {
                grid.add(row(Show.text(trial.set()), result));
            }
        }
        List<Result> results = trials.stream()
                .map(Trial::result)
                .filter(Objects::nonNull)
                .map(Result.class::cast)
                .toList();
        if (results.size() > 1) {
            grid.add(
                    "mean",
                    "",
                    mean(results, Accuracy::precision),
                    mean(results, Accuracy::recall),
                    mean(results, Accuracy::f1),
                    mean(results, Accuracy::falseLinkRate));
        }
        return grid.lay(width);
    }

    private static String[] row(String set, Result result) {
        Accuracy accuracy = result.accuracy();
        return new String[] {
            set,
            Show.number(result.leftRows()) + " x " + Show.number(result.rightRows()),
            Show.share(accuracy.precision()),
            Show.share(accuracy.recall()),
            Show.share(accuracy.f1()),
            Show.share(accuracy.falseLinkRate()),
            Show.share(result.calibration().error()),
            String.format(Locale.ROOT, "%.2f", seconds(result)),
            String.format(Locale.ROOT, "%.0f MB", result.peakHeap() / MEGABYTE)
        };
    }

    /** Over the sets for which the share is defined. */
    private static String mean(List<Result> results, Function<Accuracy, OptionalDouble> share) {
        return Show.share(results.stream()
                .map(result -> share.apply(result.accuracy()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average());
    }

    private static double seconds(Result result) {
        return result.time().toNanos() / 1e9;
    }

    /** @param well whether no set failed */
    static Map<String, Object> document(String matcher, List<Trial> trials, boolean well) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", well);
        document.put("matcher", matcher);
        document.put("sets", trials.stream().map(EvaluationText::document).toList());
        return document;
    }

    private static Map<String, @Nullable Object> document(Trial trial) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("set", trial.set());
        Result result = trial.result();
        if (result == null) {
            document.put("failure", trial.failure());
            return document;
        }
        document.put("leftRows", result.leftRows());
        document.put("rightRows", result.rightRows());
        document.putAll(LinkJson.accuracy(result.accuracy()));
        document.put("calibrationError", LinkJson.share(result.calibration().error()));
        document.put("seconds", seconds(result));
        document.put("peakHeapBytes", result.peakHeap());
        return document;
    }

    /** The same for the page. */
    static List<Run> runs(List<Trial> trials) {
        return trials.stream().map(EvaluationText::run).toList();
    }

    private static Run run(Trial trial) {
        Result result = trial.result();
        if (result == null) {
            return new Run(trial.set(), 0, NaN, NaN, NaN, NaN, NaN, NaN, NaN, trial.failure());
        }
        Accuracy accuracy = result.accuracy();
        return new Run(
                trial.set(),
                (long) result.leftRows() + result.rightRows(),
                accuracy.precision().orElse(NaN),
                accuracy.recall().orElse(NaN),
                accuracy.f1().orElse(NaN),
                accuracy.falseLinkRate().orElse(NaN),
                result.calibration().error().orElse(NaN),
                seconds(result),
                result.peakHeap() / MEGABYTE,
                null);
    }
}
