package dev.tandem.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings of one plugin: texts by key, secrets already resolved. Immutable; its values are never shown. */
public final class Settings {
    /** No settings. */
    public static final Settings NONE = new Settings(Map.of());

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
