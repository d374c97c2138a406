package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.cli.report.Svg.Anchor;
import dev.tandem.cli.report.Svg.Point;
import dev.tandem.link.Explanation;
import dev.tandem.link.Explanation.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How a score comes about: it begins with the prior, each field moves it, and it ends where it ends. */
final class Waterfall {
    private static final String WORDS = "← against   score   for →";
    private static final int MOST = 16;
    private static final Span SPAN = new Span(52, 368);
    private static final double ROW = 40;
    private static final double FOOT = 44;

    private Waterfall() {}

    /**
     * @param name which pair; may come from data
     * @param range of what is drawn, so that pairs can be compared
     */
    static Html draw(String name, Explanation explanation, Span range) {
        List<Weight> steps = steps(explanation);
        double foot = (steps.size() + 2) * ROW + 4;
        Svg svg = new Svg(
                foot + FOOT,
                "How the score of " + Visible.of(name) + " comes about",
                "From the start of " + Figures.signed(explanation.prior()) + " each field moves the score to the right,"
                        + " for a link, or to the left, against it, to end at " + Figures.signed(explanation.score()));
        Weights ground = new Weights(svg, range.start(), range.end(), SPAN, 9);
        ground.ground(0, foot);
        double reach = Visible.width(WORDS) * Svg.LETTERS / 2;
        double middle = Math.max(reach, Math.min(Svg.WIDTH - reach, ground.at(0)));
        svg.text(new Point(middle, foot + 36), Anchor.MIDDLE, "words", WORDS);
        Span bar = new Span(0, explanation.prior());
        row(svg, ground, 0, new Row("Before anything is compared", bar, "prior", explanation.prior()));
        double sum = explanation.prior();
        double top = ROW;
        for (Weight step : steps) {
            double next = sum + step.value();
            svg.line(new Point(ground.at(sum), top - 4), new Point(ground.at(sum), top + 18), "link");
            String style = step.value() < 0 ? "against" : "for";
            String words = step.level().isEmpty() ? step.field() : step.field() + ": " + step.level();
            row(svg, ground, top, new Row(words, new Span(sum, next), style, step.value()));
            sum = next;
            top += ROW;
        }
        svg.line(new Point(ground.at(sum), top - 4), new Point(ground.at(sum), top + 18), "link");
        row(svg, ground, top, new Row("Score", new Span(0, explanation.score()), "sum", explanation.score()));
        return svg.done();
    }

    private record Row(String words, Span bar, String style, double number) {}

    private static void row(Svg svg, Weights ground, double top, Row row) {
        svg.data(new Point(4, top + 14), Anchor.START, "name halo", row.words, Svg.WIDTH - 8.0);
        ground.bar(row.bar, new Span(top + 19, top + 35), row.style, Figures.signed(row.number));
    }

    /** What says nothing is left out; of very many fields those that weigh least are one step together. */
    static List<Weight> steps(Explanation explanation) {
        List<Weight> all = explanation.weights().stream()
                .filter(weight -> Math.abs(weight.value()) >= 0.05)
                .toList();
        if (all.size() <= MOST) {
            return all;
        }
        double bound = all.stream()
                .mapToDouble(weight -> Math.abs(weight.value()))
                .sorted()
                .skip(all.size() - MOST + 1L)
                .findFirst()
                .orElse(0);
        List<Weight> steps = new ArrayList<>();
        double rest = 0;
        for (Weight weight : all) {
            if (Math.abs(weight.value()) >= bound && steps.size() < MOST - 1) {
                steps.add(weight);
            } else {
                rest += weight.value();
            }
        }
        steps.add(new Weight((all.size() - steps.size()) + " more fields", "", rest));
        return steps;
    }

    /** From where to where the steps of some pairs go; 0 is within. */
    static Span range(Collection<Explanation> explanations) {
        double low = 0;
        double high = 0;
        for (Explanation explanation : explanations) {
            low = Math.min(low, Math.min(explanation.prior(), explanation.score()));
            high = Math.max(high, Math.max(explanation.prior(), explanation.score()));
            double sum = explanation.prior();
            for (Weight step : steps(explanation)) {
                sum += step.value();
                low = Math.min(low, sum);
                high = Math.max(high, sum);
            }
        }
        return new Span(low, high);
    }
}
