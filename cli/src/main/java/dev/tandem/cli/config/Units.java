package dev.tandem.cli.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and sizes as people write them. */
final class Units {
    static final String DURATION = "a duration such as 10s, 5m, 48h or 7d";
    static final String SIZE = "a size such as 64KiB, 500MB or 2GiB";

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15}) ?([A-Za-z]*)");
    private static final Map<String, Duration> DURATIONS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Map<String, Long> SIZES = Map.of(
            "", 1L,
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "TiB", 1L << 40);

    private Units() {}

    /** Null if the text is none, or is longer than a hundred years. */
    static @Nullable Duration duration(String text) {
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        Duration unit = parts.matches() ? DURATIONS.get(parts.group(2)) : null;
        if (unit == null) {
            return null;
        }
        long number = Long.parseLong(parts.group(1));
        return number > LONGEST.toMillis() / unit.toMillis() ? null : unit.multipliedBy(number);
    }

    /** Null if the text is none, or is zero, or is longer than a hundred years. */
    static @Nullable Duration positiveDuration(String text) {
        Duration duration = duration(text);
        return duration == null || duration.isZero() ? null : duration;
    }

    /** In bytes; null if the text is none. */
    static @Nullable Long size(String text) {
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        Long unit = parts.matches() ? SIZES.get(parts.group(2)) : null;
        if (unit == null) {
            return null;
        }
        BigInteger bytes = new BigInteger(parts.group(1)).multiply(BigInteger.valueOf(unit));
        return bytes.bitLength() > 62 ? null : bytes.longValue();
    }
}
