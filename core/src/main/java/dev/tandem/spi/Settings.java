package dev.tandem.spi;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of one plugin: texts by key, secrets already resolved. Immutable; its values are never shown. */
public final class Settings {
    /** No settings. */
    public static final Settings NONE = new Settings(Map.of());

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Settings of(Map<String, String> values) {
        return new Settings(values);
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A setting without the blanks around it; empty where it is missing or blank. */
    public Optional<String> text(String key) {
        return get(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A duration, written as a whole number and {@code ms}, {@code s}, {@code m} or {@code h}. */
    public Duration duration(String key, Duration otherwise, Duration shortest, Duration longest) {
        String text = text(key).orElse(null);
        if (text == null) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(text);
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            Duration duration = Duration.of(number, Objects.requireNonNull(UNITS.get(parts.group(2))));
            if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                return duration;
            }
        }
        throw new ConfigurationException(
                key,
                "is no duration from " + written(shortest) + " to " + written(longest) + "; expected one such as "
                        + written(otherwise));
    }

    private static String written(Duration duration) {
        for (String unit : List.of("h", "m", "s")) {
            Duration one = Objects.requireNonNull(UNITS.get(unit)).getDuration();
            if (duration.toMillis() % one.toMillis() == 0) {
                return duration.dividedBy(one) + unit;
            }
        }
        return duration.toMillis() + "ms";
    }

    /** The value of a setting that must be there. */
    public String require(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new ConfigurationException(key, "is missing");
        }
        return value;
    }

    /** Refuses every key but these: a misspelt setting must not be silently without effect. */
    public void allow(Set<String> known) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw new ConfigurationException(
                        key,
                        known.isEmpty() ? "no settings are known here" : "unknown; known are " + new TreeSet<>(known));
            }
        }
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
