package dev.tandem.testkit.world;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a system writes times; whether by its own zone's clock or not is not said. */
enum TimeFormat {
    ISO_Z("yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"),
    ISO_OFFSET("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", "yyyy-MM-dd"),
    SPACE("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"),
    AMERICAN("M/d/yyyy h:mm:ss a", "M/d/yyyy"),
    GERMAN("dd.MM.yyyy HH:mm", "dd.MM.yyyy"),
    RFC_2822("EEE, dd MMM yyyy HH:mm:ss", "EEE, dd MMM yyyy"),
    EPOCH_SECONDS("", ""),
    EPOCH_MILLIS("", "");

    private final DateTimeFormatter time;
    private final DateTimeFormatter day;

    TimeFormat(String time, String day) {
        this.time = DateTimeFormatter.ofPattern(time, Locale.US);
        this.day = DateTimeFormatter.ofPattern(day, Locale.US);
    }

    /** A time given in milliseconds since 1970; those below a second are dropped. */
    String write(long millis) {
        long seconds = Math.floorDiv(millis, 1_000);
        return switch (this) {
            case EPOCH_SECONDS -> String.valueOf(seconds);
            case EPOCH_MILLIS -> String.valueOf(seconds * 1_000);
            default -> time.format(local(seconds));
        };
    }

    /** The day alone; where a day cannot be written, its midnight. */
    String writeDay(long millis) {
        long seconds = Math.floorDiv(millis, 1_000);
        return switch (this) {
            case EPOCH_SECONDS, EPOCH_MILLIS -> write((seconds - Math.floorMod(seconds, 86_400)) * 1_000);
            default -> day.format(local(seconds));
        };
    }

    private static LocalDateTime local(long seconds) {
        return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    }
}
