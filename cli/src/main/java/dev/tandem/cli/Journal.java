package dev.tandem.cli;

import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.report.SweepListener;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a line for whatever becomes of a file. What is told at every sweep anew is printed once. */
final class Journal implements SweepListener {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int WORD = 9;

    private final PrintStream out;
    private final Clock clock;
    private final boolean verbose;
    private final @Nullable Progress progress;

    /** What was last printed of a file that is told again and again. */
    private final Map<String, String> printed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param verbose whether to tell also of files that are still arriving
     * @param progress null for none
     */
    Journal(PrintStream out, Clock clock, boolean verbose, @Nullable Progress progress) {
        this.out = out;
        this.clock = clock;
        this.verbose = verbose;
        this.progress = progress;
    }

    @Override
    public synchronized void on(FileEvent event) {
        if (isRepetition(event)) {
            return;
        }
        if (progress != null) {
            progress.count(event.outcome());
            progress.clear();
        }
        if (verbose || event.outcome() != Outcome.ARRIVING) {
            out.println(line(event));
        }
        if (progress != null) {
            progress.draw();
        }
    }

    /** Leaves the terminal as other programs expect it. */
    synchronized void end() {
        if (progress != null) {
            progress.clear();
        }
    }

    private boolean isRepetition(FileEvent event) {
        String file = event.feed() + '/' + event.path();
        if (event.outcome() == Outcome.IGNORED || event.outcome() == Outcome.FAILED) {
            return event.detail().equals(printed.put(file, event.detail()));
        }
        printed.remove(file);
        return false;
    }

    private String line(FileEvent event) {
        String word = Show.word(event.outcome());
        String why = Show.why(event);
        return clock.instant().truncatedTo(ChronoUnit.SECONDS)
                + " " + word + " ".repeat(WORD - word.length())
                + " " + event.feed() + "/" + Show.text(event.path()) + (why.isEmpty() ? "" : "  " + why);
    }
}
