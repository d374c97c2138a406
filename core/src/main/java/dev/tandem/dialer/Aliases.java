package dev.tandem.dialer;

import java.util.LinkedHashMap;
import java.util.Map;

/** A table from field names to canonical ones, written the other way round. */
final class Aliases {
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private Aliases() {}

    static Aliases to(String canonical, String... names) {
        return new Aliases().and(canonical, names);
    }

    Aliases and(String canonical, String... names) {
        for (String name : names) {
            aliases.put(name, canonical);
        }
        return this;
    }

    Map<String, String> map() {
        return Map.copyOf(aliases);
    }
}
