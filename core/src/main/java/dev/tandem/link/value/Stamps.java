package dev.tandem.link.value;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of one column. What a single value leaves open is decided by the column: whether 3/4/2020 is in March or
 * in April, whether digits are seconds or milliseconds since 1970, whether midnight stands for "no time of day".
 *
 * <p>A date with slashes or hyphens is day first if more of the sample can only be day first than can only be month first,
 * else month first; one with dots is day first. A time without a zone is taken as UTC. A year alone is no time. Immutable.
 */
public final class Stamps {
    /** What an unreadable value gives. */
    public static final long NONE = Long.MIN_VALUE;

    private static final double SHARE = 0.9;
    private static final long TWENTY_YEARS = 631_152_000;
    private static final Set<String> TIME_WORDS = Set.of(
            "date",
            "epoch",
            "when",
            "at",
            "ts",
            "start",
            "started",
            "end",
            "ended",
            "begin",
            "began",
            "created",
            "modified",
            "updated",
            "answered",
            "connected",
            "disconnected",
            "logged");

    private final Form form;

    /**
     * How a column is written.
     *
     * @param dayFirst whether 3/4/2020 is in April
     * @param epochDigits 10 for seconds since 1970, 13 for milliseconds, 0 for dates
     * @param times whether it has a time of day other than midnight: false for a column of dates
     * @param seconds whether times of day are told to the second: false where all end in :00 or have none
     */
    public record Form(boolean dayFirst, int epochDigits, boolean times, boolean seconds) {}

    /** Reads a column whose form is known. */
    public Stamps(Form form) {
        this.form = form;
    }

    private Stamps(Survey survey, int epochDigits) {
        this(new Form(survey.dayFirst > 0, epochDigits, survey.times, survey.seconds));
    }

    /** How the column is written. */
    public Form form() {
        return form;
    }

    /** How to read a column without a name; see the other method. */
    static @Nullable Stamps detect(Iterable<String> sample) {
        return detect("", sample);
    }

    /**
     * How to read a column, from some of its values; blank ones do not count. Null unless at least nine in ten name a time.
     *
     * <p>Ten digits are seconds since 1970 and thirteen are milliseconds only if the column's name says that it holds times
     * and the values are in the years 1990 to 2099 (those of ten digits begin in 2001), or if all values are so, lie within
     * twenty years of each other and begin with 1 (until 2033), as no North American number and few others do.
     */
    public static @Nullable Stamps detect(String column, Iterable<String> sample) {
        Survey survey = new Survey();
        for (String value : sample) {
            survey.add(value);
        }
        if (survey.values == 0) {
            return null;
        }
        if (survey.read >= SHARE * survey.values) {
            return new Stamps(survey, 0);
        }
        boolean named = saysTime(column);
        if (survey.epochSeconds.is(survey.values, named)) {
            return new Stamps(survey, 10);
        }
        return survey.epochMillis.is(survey.values, named) ? new Stamps(survey, 13) : null;
    }

    /** Seconds since 1970-01-01T00:00:00Z, rounded down; {@link #NONE} for what names no time. */
    public long seconds(String value) {
        if (form.epochDigits() > 0) {
            long number = digits(value, form.epochDigits());
            return number < 0 ? NONE : form.epochDigits() == 13 ? number / 1000 : number;
        }
        StampReader reader = new StampReader(value, form.dayFirst());
        return reader.read() ? reader.seconds() : NONE;
    }

    /**
     * Whether a value is a date without time of day: one that names none or, where others of the column do name times, says
     * 00:00:00 in its own zone. False for what names no time.
     */
    public boolean dateOnly(String value) {
        if (form.epochDigits() > 0) {
            long epoch = seconds(value);
            return form.times() && epoch != NONE && epoch % 86_400 == 0;
        }
        StampReader reader = new StampReader(value, form.dayFirst());
        return reader.read() && (!reader.isTimed() || (form.times() && reader.isMidnight()));
    }

    /** The number that exactly so many digits make, or -1. */
    private static long digits(String value, int count) {
        String trimmed = value.length() > count + 16 ? "" : value.trim();
        if (trimmed.length() != count) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < count; i++) {
            int digit = trimmed.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static boolean saysTime(String column) {
        String name = column.length() > 200 ? "" : column;
        String spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        for (String word : spaced.split("[^a-z]+", -1)) {
            if (TIME_WORDS.contains(word) || word.endsWith("time") || word.endsWith("stamp")) {
                return true;
            }
        }
        return false;
    }

    /** What is seen of a sample. */
    private static final class Survey {
        final Epochs epochSeconds = new Epochs();
        final Epochs epochMillis = new Epochs();
        int values;
        int read;
        int dayFirst;
        boolean times;
        boolean seconds;

        void add(String value) {
            if (value.isBlank()) {
                return;
            }
            values++;
            StampReader reader = new StampReader(value, false);
            if (reader.read()) {
                read++;
                dayFirst += reader.dayFirstVote();
                times |= !reader.isMidnight();
                seconds |= reader.hasSeconds();
            } else {
                addEpoch(epochSeconds, digits(value, 10));
                addEpoch(epochMillis, Math.floorDiv(digits(value, 13), 1000L));
            }
        }

        private void addEpoch(Epochs epochs, long second) {
            if (epochs.add(second)) {
                times |= second % 86_400 != 0;
                seconds |= second % 60 != 0;
            }
        }
    }

    /** The plausible seconds since 1970 in a sample. */
    private static final class Epochs {
        private static final long FIRST = 631_152_000;
        private static final long LAST = 4_102_444_799L;
        private int count;
        private long least = Long.MAX_VALUE;
        private long greatest = Long.MIN_VALUE;

        boolean add(long second) {
            if (second < FIRST || second > LAST) {
                return false;
            }
            count++;
            least = Math.min(least, second);
            greatest = Math.max(greatest, second);
            return true;
        }

        boolean is(int values, boolean named) {
            boolean unmistakable = count == values
                    && greatest - least <= TWENTY_YEARS
                    && least >= 1_000_000_000
                    && greatest < 2_000_000_000;
            return unmistakable || (named && count >= SHARE * values);
        }
    }
}
