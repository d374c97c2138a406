package dev.tandem.cli.score;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a matcher did on one labelled set.
 *
 * @param set the set's name
 * @param result null if it failed
 * @param failure why, as a sentence; empty if it did not
 */
public record Trial(String set, @Nullable Result result, String failure) {
    /**
     * What it did.
     *
     * @param time for linking alone, the tables being in memory
     * @param peakHeap in bytes: the sum of the highest uses of each of the heap's pools while linking, tables and garbage
     *     included; never less than the true peak
     */
    public record Result(
            int leftRows, int rightRows, Accuracy accuracy, Calibration calibration, Duration time, long peakHeap) {}

    public static Trial of(String set, Result result) {
        return new Trial(set, result, "");
    }

    public static Trial failed(String set, String why) {
        return new Trial(set, null, why);
    }
}
