package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a map as what they must be. */
final class Values {
    private final Map<?, ?> map;

    Values(Map<?, ?> map) {
        this.map = map;
    }

    static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    String text(String key) {
        return as(String.class, key, map.get(key));
    }

    boolean flag(String key) {
        return as(Boolean.class, key, map.get(key));
    }

    double number(String key) {
        return as(Number.class, key, map.get(key)).doubleValue();
    }

    double[] numbers(String key) {
        List<?> list = as(List.class, key, map.get(key));
        return list.stream()
                .mapToDouble(number -> as(Number.class, key, number).doubleValue())
                .toArray();
    }

    Values map(String key) {
        return new Values(as(Map.class, key, map.get(key)));
    }

    List<Values> maps(String key) {
        List<Values> out = new ArrayList<>();
        List<?> list = as(List.class, key, map.get(key));
        for (Object item : list) {
            out.add(new Values(as(Map.class, key, item)));
        }
        return out;
    }

    ColumnFormat format(String key) {
        return ColumnFormat.fromMap(as(Map.class, key, map.get(key)));
    }

    /** Rows of numbers. */
    double[][] rows(String key) {
        List<?> list = as(List.class, key, map.get(key));
        double[][] out = new double[list.size()][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new Values(Map.of(key, as(List.class, key, list.get(i)))).numbers(key);
        }
        return out;
    }

    /** Triples of two texts and a number. */
    List<Association.Entry> entries(String key) {
        List<Association.Entry> out = new ArrayList<>();
        List<?> list = as(List.class, key, map.get(key));
        for (Object item : list) {
            List<?> triple = as(List.class, key, item);
            if (triple.size() != 3) {
                throw new IllegalArgumentException("the model's '" + key + "' has a row that is no triple");
            }
            out.add(new Association.Entry(
                    as(String.class, key, triple.get(0)),
                    as(String.class, key, triple.get(1)),
                    as(Number.class, key, triple.get(2)).doubleValue()));
        }
        return out;
    }

    private static <T> T as(Class<T> type, String key, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the model's '" + key + "' is no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
