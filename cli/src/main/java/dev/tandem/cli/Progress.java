package dev.tandem.cli;

import dev.tandem.report.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One line at the bottom of a terminal that is written anew: how much was done, and how fast. For one thread at a time. */
final class Progress {
    private static final long REDRAW = Duration.ofMillis(100).toNanos();

    private final TerminalLine bottom;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final long begin = System.nanoTime();
    private long drawn = begin - REDRAW;
    private long files;

    Progress(PrintStream out, int width) {
        bottom = new TerminalLine(out, width);
    }

    void count(Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
        files++;
    }

    /** Makes room for a line to be printed. */
    void clear() {
        bottom.clear();
    }

    /** Shows the line again, unless that was done just now. */
    void draw() {
        long now = System.nanoTime();
        if (now - drawn < REDRAW) {
            return;
        }
        drawn = now;
        bottom.show(line(now));
    }

    private String line(long now) {
        long perSecond = files * Duration.ofSeconds(1).toNanos() / Math.max(1, now - begin);
        return Show.count(files, "event", "events") + ", " + perSecond + "/s: "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + Show.word(count.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
