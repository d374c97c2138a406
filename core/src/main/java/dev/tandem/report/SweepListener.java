package dev.tandem.report;

/** Hears what becomes of each file, as soon as the ledger holds it. Called by the sweeping threads, one a feed. */
@FunctionalInterface
public interface SweepListener {
    /** Must return soon and throw nothing. */
    void on(FileEvent event);
}
