package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.report.LinkReport.Side;
import dev.tandem.cli.score.Pair;
import dev.tandem.link.Explanation;
import dev.tandem.link.Explanation.Weight;
import dev.tandem.link.Link;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import dev.tandem.link.ScoreBin;
import dev.tandem.link.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkReportTest {
    private static final long SEED = 11;

    @TempDir
    Path folder;

    private String written(Side left, Side right, Linkage linkage, Set<Pair> truth) throws IOException {
        Path out = folder.resolve("report.html");
        LinkReport.write(out, left, right, linkage, truth);
        return Files.readString(out).replace('\u00A0', ' ');
    }

    @Test
    void theSameInputGivesTheSamePage() throws IOException {
        MadeCalls calls = new MadeCalls(500, SEED);
        MadeCalls again = new MadeCalls(500, SEED);
        assertThat(written(calls.left, calls.right, calls, calls.truth))
                .isEqualTo(written(again.left, again.right, again, again.truth));
    }

    @Test
    void itTellsHowManyAreLinkedAndHowManyOfThoseAreWrong() throws IOException {
        MadeCalls calls = new MadeCalls(2_000, SEED);
        List<Link> claimed = calls.links().stream()
                .filter(link -> link.decision() == Decision.LINK)
                .toList();
        long wrong = claimed.stream()
                .filter(link -> !calls.truth.contains(new Pair(link.leftId(), link.rightId())))
                .count();
        assertThat(wrong).isPositive();
        assertThat(written(calls.left, calls.right, calls, calls.truth))
                .contains(Figures.count(claimed.size()) + " links are claimed")
                .contains("Held against the truth, " + wrong + " are wrong");
    }

    @Test
    void itTellsOfTheClocksAndTheNames() throws IOException {
        MadeCalls calls = new MadeCalls(500, SEED);
        String page = written(calls.left, calls.right, calls, calls.truth).replaceAll("<[^>]+>", "");
        assertThat(page)
                .contains(
                        "The clock of crm-activities.csv is 1 h behind that of dialer-recordings.csv since 29 Mar 2026")
                .contains("start of the call 65 %")
                .contains("Zoë Fairweather");
    }

    @Test
    void calibrationIsShownOnlyWhereTheTruthIsKnown() throws IOException {
        MadeCalls calls = new MadeCalls(500, SEED);
        Path out = folder.resolve("untold.html");
        LinkReport.write(out, calls.left, calls.right, calls, null);
        assertThat(Files.readString(out))
                .doesNotContain("Can the probabilities be believed?")
                .doesNotContain("in truth");
        assertThat(written(calls.left, calls.right, calls, calls.truth)).contains("Can the probabilities be believed?");
    }

    @Test
    void emptyTablesMakeAPageThatSaysSo() throws IOException {
        Side nothing = new Side("nothing.csv", Table.builder(List.of()).build());
        assertThat(written(nothing, nothing, new FewLinks(List.of(), 0), Set.of()))
                .contains("No link is sure enough to be claimed.")
                .contains("No columns were found that correspond.")
                .contains("</html>")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void aMillionLinksMakeAPageOfLessThanTwoMegabytes() throws IOException {
        int links = 1_000_000;
        List<String> columns =
                IntStream.range(0, 12).mapToObj(i -> "column " + i).toList();
        Table.Builder left = Table.builder(columns);
        Table.Builder right = Table.builder(columns);
        List<String> values =
                columns.stream().map(column -> column + " & ".repeat(100)).toList();
        List<Link> all = new ArrayList<>();
        Set<Pair> truth = new HashSet<>();
        for (int i = 0; i < links; i++) {
            // The rows that are shown, the least sure, have much in them.
            left.add("left" + i, i > links - 40 ? values : List.of());
            right.add("right" + i, i > links - 40 ? values : List.of());
            Decision decision = i < links * 0.9 || i % 2 == 0 ? Decision.LINK : Decision.REVIEW;
            all.add(new Link("left" + i, "right" + i, 1 - (double) i / links, 0.5, decision));
            if (i % 3 > 0) {
                truth.add(new Pair("left" + i, "right" + i));
            }
        }
        Path out = folder.resolve("million.html");
        Side one = new Side("left.csv", left.build());
        LinkReport.write(out, one, new Side("right.csv", right.build()), new FewLinks(all, links), truth);
        assertThat(Files.size(out)).isLessThan(2_000_000);
        assertThat(Files.readString(out)).contains("950,000").contains("10 of 950,000 are shown");
    }

    @Test
    void ofVeryManyFieldsTheLeastAreOneStepOfTheWaterfall() {
        List<Weight> weights = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> new Weight("field " + i, "same", i))
                .toList();
        List<Weight> steps = Waterfall.steps(new Explanation(5_050, 0, weights));
        assertThat(steps).hasSizeLessThanOrEqualTo(16);
        assertThat(steps.stream().mapToDouble(Weight::value).sum()).isEqualTo(5_050);
        assertThat(steps.get(steps.size() - 1).field()).endsWith("more fields");
    }

    @Test
    void manyBinsOfScoresAreTakenTogetherWithoutLosingAny() {
        List<ScoreBin> bins = IntStream.range(-150, 150)
                .mapToObj(i -> new ScoreBin(i, i + 1, 2, 3))
                .toList();
        List<ScoreBin> bounded = Scores.bounded(bins);
        assertThat(bounded).hasSizeLessThanOrEqualTo(120);
        assertThat(bounded.stream().mapToLong(ScoreBin::best).sum()).isEqualTo(600);
        assertThat(bounded.stream().mapToLong(ScoreBin::others).sum()).isEqualTo(900);
    }
}
