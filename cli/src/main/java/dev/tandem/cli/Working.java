package dev.tandem.cli;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells on a terminal, in the bottom line of {@code err}, what is being done and for how long; elsewhere nothing. */
final class Working implements AutoCloseable {
    private static final long REDRAW_MILLIS = 200;

    private final TerminalLine bottom;
    private final @Nullable Thread drawing;
    private Supplier<String> what = () -> "";
    private long begin = System.nanoTime();
    private boolean done;

    Working(Host host) {
        bottom = new TerminalLine(host.err(), host.width());
        if (!host.errTerminal()) {
            drawing = null;
            return;
        }
        drawing = new Thread(this::draw, "tandem-progress");
        drawing.setDaemon(true);
        drawing.start();
    }

    /** Begins with something else. What it says is asked for again and again, in another thread. */
    synchronized void step(Supplier<String> what) {
        this.what = what;
        begin = System.nanoTime();
        if (drawing != null) {
            show();
        }
    }

    private synchronized void draw() {
        try {
            while (!done) {
                wait(REDRAW_MILLIS);
                if (!done) {
                    show();
                }
            }
        } catch (InterruptedException e) {
            done = true;
        }
    }

    private void show() {
        String said = what.get();
        if (!said.isEmpty()) {
            bottom.show(
                    said + ", " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        }
    }

    /** Clears the line; twice is harmless. */
    @Override
    public synchronized void close() {
        done = true;
        notifyAll();
        bottom.clear();
    }
}
