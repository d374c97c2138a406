package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
    @TempDir
    Path folder;

    private String written(List<EvaluationReport.Run> runs) throws IOException {
        Path out = folder.resolve("evaluation.html");
        EvaluationReport.write(out, "common-fields", runs);
        return Files.readString(out).replace('\u00A0', ' ').replaceAll("<[^>]+>", "");
    }

    @Test
    void eachSetIsThereAndTheWorstIsNamed() throws IOException {
        String page = written(MadeRuns.RUNS);
        MadeRuns.RUNS.stream()
                .filter(run -> run.error() == null)
                .forEach(run -> assertThat(page).contains(run.set()));
        assertThat(page).contains("It does worst on imdb-tmdb, with an F1 of 91.6 %");
    }

    @Test
    void aSetThatFailedIsToldOfAndCountsNowhere() throws IOException {
        assertThat(written(MadeRuns.RUNS))
                .contains("1 of them gave no result")
                .contains("left.csv:3: has no id")
                .contains("97.3 %\nF1 on average");
    }

    @Test
    void noSetsMakeAPageAllTheSame() throws IOException {
        assertThat(written(List.of())).contains("run on 0 sets").doesNotContain("NaN");
    }
}
