package dev.tandem.cli;

import java.io.PrintStream;

/** The line at the bottom of a terminal, which is written anew. For one thread at a time. */
final class TerminalLine {
    private final PrintStream out;
    private final int width;
    private int shown;

    TerminalLine(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    /** Shows a line, as much of it as there is room for, in place of the one before. */
    void show(String line) {
        clear();
        String cut = line.substring(0, Math.min(line.length(), width - 1));
        out.print(cut);
        out.flush();
        shown = cut.length();
    }

    /** Makes room for a line to be printed. */
    void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }
}
