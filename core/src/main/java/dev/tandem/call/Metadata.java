package dev.tandem.call;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One flat, ordered set of field to text that describes one call. Names and texts are exactly as the customer wrote
 * them: {@code 007} and {@code no} are texts. Immutable.
 */
public final class Metadata {
    private final Map<String, String> fields;

    private Metadata(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Copies the fields in the map's own order. */
    public static Metadata of(Map<String, String> fields) {
        return new Metadata(new Fields(fields));
    }

    /** All fields, in the order in which they were written. The map cannot be changed. */
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

    /** A map that keeps the order and costs two arrays: metadata is made far more often than it is searched. */
    private static final class Fields extends AbstractMap<String, String> {
        /** Up to this number of names it is quickest to look at each. */
        private static final int FEW = 16;

        private final String[] names;
        private final String[] texts;
        private final @Nullable Map<String, Integer> places;

        Fields(Map<String, String> from) {
            names = new String[from.size()];
            texts = new String[from.size()];
            from.forEach(new BiConsumer<>() {
                private int next;

                @Override
                public void accept(String name, String text) {
                    names[next] = name;
                    texts[next++] = text;
                }
            });
            places = names.length > FEW ? places(names) : null;
        }

        private static Map<String, Integer> places(String[] names) {
            Map<String, Integer> places = new HashMap<>(names.length * 2);
            IntStream.range(0, names.length).forEach(i -> places.put(names[i], i));
            return places;
        }

        private int place(@Nullable Object name) {
            if (places != null) {
                return places.getOrDefault(name, -1);
            }
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public @Nullable String get(@Nullable Object name) {
            int place = place(name);
            return place < 0 ? null : texts[place];
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return place(name) >= 0;
        }

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, String>> iterator() {
                    return IntStream.range(0, names.length)
                            .mapToObj(i -> Map.entry(names[i], texts[i]))
                            .iterator();
                }

                @Override
                public int size() {
                    return names.length;
                }
            };
        }
    }
}
