package dev.tandem.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One flat, ordered set of field to text that describes one call. Names and texts are exactly as the customer wrote
 * them: {@code 007} and {@code no} are texts. Immutable.
 */
public final class Metadata {
    private final Map<String, String> fields;

    private Metadata(Map<String, String> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** Copies the fields in the map's own order. */
    public static Metadata of(Map<String, String> fields) {
        return new Metadata(new LinkedHashMap<>(fields));
    }

    /** All fields, in the order in which they were written. */
    public Map<String, String> fields() {
        return fields;
    }

    /** The text of the field of exactly this name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Metadata that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Counts the fields and shows none: they are a customer's personal data. */
    @Override
    public String toString() {
        return "Metadata[" + fields.size() + " fields]";
    }
}
