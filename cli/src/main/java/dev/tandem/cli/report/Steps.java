package dev.tandem.cli.report;

import dev.tandem.cli.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;

/** Draws the outline of how much there is in each of a row of ranges, in a {@link Frame}. */
final class Steps {
    /** @param size how much there is from one value to another */
    record Step(double from, double to, double size) {}

    private Steps() {}

    static void draw(Svg svg, Frame frame, List<Step> steps, String style) {
        List<Point> outline = new ArrayList<>();
        for (Step step : steps) {
            if (outline.isEmpty()) {
                outline.add(frame.at(step.from(), 0));
            }
            outline.add(frame.at(step.from(), step.size()));
            outline.add(frame.at(step.to(), step.size()));
        }
        if (!steps.isEmpty()) {
            outline.add(frame.at(steps.get(steps.size() - 1).to(), 0));
        }
        svg.path(outline, style);
    }
}
