package dev.tandem.cli.report;

import dev.tandem.cli.report.EvaluationReport.Run;
import java.util.List;

/** Runs as an evaluation might have them: good and bad ones, one that failed, one that knows no calibration. */
final class MadeRuns {
    static final List<Run> RUNS = List.of(
            new Run("calls: session id on both sides", 9_840, 1, 1, 1, 0, .002, 1.21, 212, null),
            new Run("calls: phone, time and owner", 9_812, .994, .979, .9864, .006, .011, 1.62, 240, null),
            new Run(
                    "calls: bursts, a clock an hour off, bare extensions",
                    9_794,
                    .989,
                    .973,
                    .981,
                    .011,
                    .018,
                    2.04,
                    251,
                    null),
            new Run("calls: no phone at all", 9_801, .981, .912, .945, .019, .034, 2.4, 260, null),
            new Run("febrl4", 10_000, 1, .999, .9995, 0, .001, 1.1, 188, null),
            new Run("fodors-zagats", 864, .982, .991, .9865, .018, .021, .18, 64, null),
            new Run("dblp-acm", 4_910, .987, .985, .986, .013, .017, .95, 170, null),
            new Run("abt-buy", 2_173, .962, .943, .9524, .038, .063, .81, 155, null),
            new Run("imdb-tmdb", 11_174, .951, .884, .9163, .049, Double.NaN, 1.9, 300, null),
            new Run(
                    "<b onclick=alert(1)>broken</b>",
                    12,
                    0,
                    0,
                    0,
                    0,
                    0,
                    .01,
                    20,
                    "left.csv:3: has no id; give each row \u202Eone of its own"));

    private MadeRuns() {}
}
