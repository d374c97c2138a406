package dev.tandem.link;

import dev.tandem.link.value.TextKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of two tables of calls say what.
 *
 * @param time the columns of the times
 * @param length the columns of the durations; the left may be blank if only the right has them; null if none has
 * @param leftPhones the left columns of numbers
 * @param rightPhones the right columns of numbers, any of which may be any left number
 * @param aliases columns of few values that go together
 * @param values columns of like values
 * @param kinds what each of these names
 */
record CallSchema(
        FieldPair time,
        @Nullable FieldPair length,
        List<String> leftPhones,
        List<String> rightPhones,
        List<FieldPair> aliases,
        List<FieldPair> values,
        List<TextKind> kinds) {
    CallSchema {
        leftPhones = List.copyOf(leftPhones);
        rightPhones = List.copyOf(rightPhones);
        aliases = List.copyOf(aliases);
        values = List.copyOf(values);
        kinds = List.copyOf(kinds);
    }

    /** Each left column of numbers, with all the right ones. */
    List<FieldPair> phonePairs() {
        String rights = String.join("|", rightPhones);
        return leftPhones.stream().map(left -> new FieldPair(left, rights)).toList();
    }

    /**
     * Makes sure that two tables have these columns.
     *
     * @throws IllegalArgumentException if one is missing, naming those there are
     */
    void requireColumns(Table left, Table right) {
        Stream.of(List.of(time), length == null ? List.<FieldPair>of() : List.of(length), aliases, values)
                .flatMap(List::stream)
                .forEach(pair -> {
                    requireColumn(left, pair.left());
                    requireColumn(right, pair.right());
                });
        leftPhones.forEach(name -> requireColumn(left, name));
        rightPhones.forEach(name -> requireColumn(right, name));
    }

    private static void requireColumn(Table table, String name) {
        if (!name.isBlank()) {
            table.column(name);
        }
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("time", pair(time));
        map.put("length", length == null ? null : pair(length));
        map.put("leftPhones", leftPhones);
        map.put("rightPhones", rightPhones);
        map.put("aliases", aliases.stream().map(CallSchema::pair).toList());
        map.put("values", values.stream().map(CallSchema::pair).toList());
        map.put("kinds", kinds.stream().map(TextKind::name).toList());
        return map;
    }

    static CallSchema fromMap(Map<?, ?> map) {
        Object length = map.get("length");
        return new CallSchema(
                pair(Saved.value(map, "time")),
                length == null ? null : pair(length),
                texts(Saved.value(map, "leftPhones")),
                texts(Saved.value(map, "rightPhones")),
                pairs(Saved.value(map, "aliases")),
                pairs(Saved.value(map, "values")),
                texts(Saved.value(map, "kinds")).stream().map(TextKind::valueOf).toList());
    }

    private static List<String> pair(FieldPair pair) {
        return List.of(pair.left(), pair.right());
    }

    private static FieldPair pair(Object list) {
        List<String> pair = texts(list);
        return new FieldPair(pair.get(0), pair.get(1));
    }

    private static List<FieldPair> pairs(Object list) {
        return ((List<?>) list).stream().map(CallSchema::pair).toList();
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
