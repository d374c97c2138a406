package dev.tandem.s3;

import java.util.HashMap;
import java.util.Map;

/** The stores that are in use, one for all who have the same settings. Used by several threads at once. */
final class Stores implements AutoCloseable {
    private final Map<StoreSettings, Store> open = new HashMap<>();

    synchronized Store of(StoreSettings settings) {
        return open.computeIfAbsent(settings, Store::new);
    }

    /** To go on afterwards works. */
    @Override
    public synchronized void close() {
        open.values().forEach(Store::close);
        open.clear();
    }
}
