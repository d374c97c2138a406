package dev.tandem.link.value;

import java.util.Arrays;

/**
 * Reads the durations of one column: a bare number in its unit, a clock ({@code 3:33}, {@code 1:03:33}), ISO 8601
 * ({@code PT3M33S}), numbers with units, and prose that holds exactly one of these. Immutable.
 */
public final class Durations {
    /** Calls are rarely longer than five hours: typical numbers above this many are milliseconds. */
    private static final double MOST_SECONDS = 20_000;

    private static final int SAMPLED = 10_000;

    private final boolean millis;

    /** @param millis whether bare numbers are milliseconds */
    public Durations(boolean millis) {
        this.millis = millis;
    }

    /** How to read a column, from some of its values: bare numbers are milliseconds if their median is above 20,000. */
    public static Durations detect(Iterable<String> sample) {
        double[] bare = new double[SAMPLED];
        int count = 0;
        for (String value : sample) {
            if (count == SAMPLED) {
                break;
            }
            double number = DurationReader.bare(value);
            if (number > 0) {
                bare[count++] = number;
            }
        }
        Arrays.sort(bare, 0, count);
        return new Durations(count > 0 && bare[count / 2] > MOST_SECONDS);
    }

    /** Whether bare numbers are milliseconds. */
    public boolean inMillis() {
        return millis;
    }

    /** In seconds, never negative; NaN for what names no duration, or more than one. */
    public double seconds(String value) {
        if (millis) {
            double number = DurationReader.bare(value);
            if (!Double.isNaN(number)) {
                return number / 1000;
            }
        }
        return secondsIn(value);
    }

    /** As the other method, where a bare number is in seconds. */
    public static double secondsIn(String value) {
        return new DurationReader(value).read();
    }
}
