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

    private final PrintStream out;
    private final int width;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final long begin = System.nanoTime();
    private long drawn = begin - REDRAW;
    private long files;
    private int shown;

    Progress(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    void count(Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
        files++;
    }

    /** Makes room for a line to be printed. */
    void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }

    /** Shows the line again, unless that was done just now. */
    void draw() {
        long now = System.nanoTime();
        if (now - drawn < REDRAW) {
            return;
        }
        drawn = now;
        clear();
        String line = line(now);
        String cut = line.substring(0, Math.min(line.length(), width - 1));
        out.print(cut);
        out.flush();
        shown = cut.length();
    }

    private String line(long now) {
        long perSecond = files * Duration.ofSeconds(1).toNanos() / Math.max(1, now - begin);
        return Show.count(files, "event", "events") + ", " + perSecond + "/s: "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + Show.word(count.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
