package dev.tandem.testkit.world;

import dev.tandem.testkit.world.Observed.Seen;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the stamps of CRM rows in dialect 1 say, where clocks agree. */
final class Stamps {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT);
    private static final int DAY = 86_400;

    private Stamps() {}

    static @Nullable Rate kind(Seen row) {
        if (row.value(Field.TIME).length() == 10) {
            return Rate.STAMP_DAY;
        }
        long seconds = seconds(row);
        if (seconds == row.call().start()) {
            return null;
        }
        return seconds == row.call().end() ? Rate.STAMP_END : Rate.STAMP_WRITTEN;
    }

    static long seconds(Seen row) {
        return LocalDateTime.parse(row.value(Field.TIME), FORMAT).toEpochSecond(ZoneOffset.UTC);
    }

    /** How long after the call's end the row was written. */
    static long delay(Seen row) {
        return seconds(row) - row.call().end();
    }

    /** Of rows all of which are stamped when they were written, about calls of the morning. */
    static Share written(Rate rate, Observed seen) {
        Predicate<Seen> hit = switch (rate) {
            case BY_HAND -> row -> !byJob(row);
            case WRITTEN_BY_JOB -> Stamps::byJob;
            case WRITTEN_AT_EVENING -> row -> evening(row) && !later(row);
            case WRITTEN_LATER -> Stamps::later;
            default -> throw new IllegalArgumentException(rate + " is not about when rows are written");
        };
        return Share.of(seen.rows(), row -> row.call().end() % DAY < 11 * 3_600, hit);
    }

    private static boolean byJob(Seen row) {
        return seconds(row) % 600 == 0;
    }

    private static boolean evening(Seen row) {
        return seconds(row) % DAY > 17 * 3_600;
    }

    private static boolean later(Seen row) {
        return seconds(row) / DAY > row.call().end() / DAY;
    }
}
