package dev.tandem.ingest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times and durations that people write into metadata. */
final class Times {
    private static final List<DateTimeFormatter> FORMATS = List.of(
            formatter("yyyy-MM-dd['T'][' ']HH:mm[:ss][.SSSSSS][.SSS][' '][XXX][XX][X]"),
            formatter("yyyyMMdd[-]['T'][' ']HHmmss[X]"),
            formatter("[EEE, ]d MMM yyyy HH:mm:ss[' '][zzz][XX]"),
            formatter("M/d/yyyy h:mm[:ss] a"),
            formatter("M/d/yyyy HH:mm[:ss]"));
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,4}):(\\d{2})(?:\\.\\d{1,9})?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final int LONGEST = 64;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Times() {}

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ROOT);
    }

    /** The instant that a text names, in a zone unless it names one itself; null if it names none of our days. */
    static @Nullable Instant instant(String text, ZoneId zone) {
        Instant found = read(text.trim(), zone);
        return found == null || found.isBefore(EARLIEST) || found.isAfter(LATEST) ? null : found;
    }

    private static @Nullable Instant read(String trimmed, ZoneId zone) {
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return null;
        }
        if (EPOCH.matcher(trimmed).matches()) {
            long epoch = Long.parseLong(trimmed);
            return trimmed.length() == 13 ? Instant.ofEpochMilli(epoch) : Instant.ofEpochSecond(epoch);
        }
        for (DateTimeFormatter format : FORMATS) {
            try {
                TemporalAccessor time = format.parseBest(
                        trimmed, OffsetDateTime::from, java.time.ZonedDateTime::from, LocalDateTime::from);
                return time instanceof LocalDateTime local ? local.atZone(zone).toInstant() : Instant.from(time);
            } catch (DateTimeParseException e) {
                // The next format may fit.
            } catch (DateTimeException e) {
                return null;
            }
        }
        return null;
    }

    /** The duration that a text names in seconds or as {@code h:mm:ss} or {@code m:ss}; null if it names none. */
    static @Nullable Duration duration(String text) {
        String trimmed = text.trim();
        if (trimmed.length() > LONGEST) {
            return null;
        }
        if (SECONDS.matcher(trimmed).matches()) {
            return Duration.ofMillis(Math.round(Double.parseDouble(trimmed) * 1000));
        }
        Matcher clock = CLOCK.matcher(trimmed);
        if (!clock.matches()) {
            return null;
        }
        long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
        return Duration.ofHours(hours)
                .plusMinutes(Long.parseLong(clock.group(2)))
                .plusSeconds(Long.parseLong(clock.group(3)));
    }
}
