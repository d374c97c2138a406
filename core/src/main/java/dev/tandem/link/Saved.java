package dev.tandem.link;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values out of a saved model; what is missing or something else is an IllegalArgumentException that names it. */
final class Saved {
    private Saved() {}

    static Object value(Map<?, ?> map, String name) {
        return required(map.get(name), name);
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("the model lacks '" + name + "'");
        }
        return value;
    }

    private static <T> T of(Class<T> type, Map<?, ?> map, String name) {
        Object value = value(map, name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the model has something else as '" + name + "'");
        }
        return type.cast(value);
    }

    static double number(Map<?, ?> map, String name) {
        return of(Number.class, map, name).doubleValue();
    }

    static boolean flag(Map<?, ?> map, String name) {
        return of(Boolean.class, map, name);
    }

    static List<?> list(Map<?, ?> map, String name) {
        return of(List.class, map, name);
    }

    static double[] numbers(Map<?, ?> map, String name) {
        return Evidence.numbers(list(map, name));
    }

    static Map<?, ?> map(Map<?, ?> map, String name) {
        return of(Map.class, map, name);
    }
}
