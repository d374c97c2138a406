package dev.tandem.link;

import dev.tandem.link.value.Stamps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a schema are written, as whole tables showed it: a row alone does not tell its day from its month.
 *
 * @param prose left columns whose sentences tell durations
 */
record CallFormats(
        Stamps leftTime,
        Stamps rightTime,
        @Nullable LengthFormat leftLength,
        @Nullable LengthFormat rightLength,
        List<String> prose) {
    CallFormats {
        prose = List.copyOf(prose);
    }

    static CallFormats of(CallSchema schema, Table left, Table right) {
        FieldPair length = schema.length();
        return new CallFormats(
                time(left, schema.time().left()),
                time(right, schema.time().right()),
                length == null ? null : lengths(left, length.left()),
                length == null ? null : lengths(right, length.right()),
                length == null ? List.of() : prose(left));
    }

    private static Stamps time(Table table, String column) {
        Stamps stamps = Stamps.detect(column, Readers.sample(table.column(column)));
        if (stamps == null) {
            throw new IllegalStateException("the column of times holds no times");
        }
        return stamps;
    }

    private static @Nullable LengthFormat lengths(Table table, String column) {
        return column.isBlank() ? null : LengthFormat.of(table, column);
    }

    private static List<String> prose(Table table) {
        List<String> prose = new ArrayList<>();
        for (String column : table.columns()) {
            if (Readers.sample(table.column(column)).stream().anyMatch(text -> !Double.isNaN(Readers.told(text)))) {
                prose.add(column);
            }
        }
        return prose;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("leftTime", SavedStamps.toMap(leftTime));
        map.put("rightTime", SavedStamps.toMap(rightTime));
        map.put("leftLength", leftLength == null ? null : leftLength.toMap());
        map.put("rightLength", rightLength == null ? null : rightLength.toMap());
        map.put("prose", prose);
        return map;
    }

    static CallFormats fromMap(Map<?, ?> map) {
        return new CallFormats(
                SavedStamps.fromMap(Saved.map(map, "leftTime")),
                SavedStamps.fromMap(Saved.map(map, "rightTime")),
                lengths(map.get("leftLength")),
                lengths(map.get("rightLength")),
                Saved.list(map, "prose").stream().map(String.class::cast).toList());
    }

    private static @Nullable LengthFormat lengths(@Nullable Object map) {
        return map == null ? null : LengthFormat.fromMap((Map<?, ?>) map);
    }
}
