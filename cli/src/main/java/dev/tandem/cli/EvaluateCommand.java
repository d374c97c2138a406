package dev.tandem.cli;

import dev.tandem.cli.report.EvaluationReport;
import dev.tandem.cli.score.Trial;
import dev.tandem.internal.Json;
import dev.tandem.link.Link;
import dev.tandem.link.Linker;
import dev.tandem.link.Table;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Matcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Holds a matcher against labelled sets and made-up call worlds, and prints how good and how fast it is.",
            "A labelled set is a folder with left.csv, right.csv and truth.csv (left_id,right_id)."
        },
        footer = {
            "",
            "Examples:",
            "  tandem evaluate",
            "  tandem evaluate --matcher mine --data sets --worlds 0 --report evaluation.html"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final String REPORT = "--report";

    @Option(
            names = "--matcher",
            paramLabel = "NAME",
            defaultValue = LinkCommand.BUILT_IN,
            description = "The matcher, which may be a plugin's (default: ${DEFAULT-VALUE}, the built-in one).")
    private String matcher = LinkCommand.BUILT_IN;

    @Option(names = "--data", paramLabel = "DIR", description = "A folder of labelled sets, a folder each.")
    private @Nullable Path data;

    @Option(
            names = "--worlds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many call worlds of each kind to make (default: ${DEFAULT-VALUE}).")
    private int worlds;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many calls a world has (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The seed of the first world of each kind (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = REPORT,
            paramLabel = "FILE",
            description = "Where to write a page that draws the figures: HTML, in one file.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private final Host host;

    EvaluateCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws Impossible {
        Evaluation evaluation = new Evaluation(matcher());
        List<LabelledSet> sets = sets();
        List<Trial> trials = new ArrayList<>();
        try (Outputs outputs = new Outputs(List.of()).add(REPORT, report);
                Working working = new Working(host)) {
            for (LabelledSet set : sets) {
                String place = (trials.size() + 1) + " of " + sets.size();
                working.step(() -> "set " + place + ", " + Show.text(set.name()));
                trials.add(evaluation.run(set));
            }
            if (outputs.has(REPORT)) {
                EvaluationReport.write(outputs.path(REPORT), matcher, EvaluationText.runs(trials));
            }
            outputs.commit();
        } catch (IOException e) {
            throw new Impossible("the page cannot be written: " + e.getMessage());
        }
        boolean well = trials.stream().allMatch(trial -> trial.result() != null);
        if (json) {
            host.out().print(Json.write(EvaluationText.document(matcher, trials, well)));
        } else {
            host.out().print(EvaluationText.table(trials, host.width()));
        }
        return well ? 0 : Main.ATTENTION;
    }

    private BiFunction<Table, Table, List<Link>> matcher() {
        if (matcher.equals(LinkCommand.BUILT_IN)) {
            Linker linker = Linker.create();
            return (left, right) -> linker.link(left, right).links();
        }
        Matcher plugin = VersionCommand.plugins(host).get(Matcher.class, matcher);
        return (left, right) -> MatcherLinks.of(plugin, left, right);
    }

    private List<LabelledSet> sets() {
        requireNumber("--worlds", worlds, 0);
        requireNumber("--calls", calls, 1);
        List<LabelledSet> sets = new ArrayList<>();
        if (data != null) {
            sets.addAll(LabelledSets.in(data));
        }
        sets.addAll(LabelledSets.worlds(worlds, calls, seed));
        if (sets.isEmpty()) {
            throw new ConfigurationException("--worlds", "is 0 and there is no --data; expected one of them");
        }
        return sets;
    }

    private static void requireNumber(String option, int number, int least) {
        if (number < least) {
            throw new ConfigurationException(option, "is " + number + "; expected " + least + " or more");
        }
    }
}
